import { kernels } from './kernels/choose';
import type { Checkpoint, Matrix } from './linalg/matrix';
import { PowerSingularValues } from './linalg/productSingularValues';
import { requireSquare } from './linalg/requirements';

/**
 * log10 ‖Wᵏ‖₂ for k = 1…steps, absolute error at most about 1e-10·max(1, |value|); `null` from the first power on that
 * is exactly zero. Everything is rescaled on the way: neither 1.5^100000 nor entries of 1e±150 over- or underflow.
 * @throws RangeError for an empty or non-square matrix, non-finite entries, or steps that are not a whole number ≥ 1.
 */
export function growthOfPowers(w: Matrix, steps: number, checkpoint?: Checkpoint): (number | null)[] {
  requireSquare(w);
  requireStep(steps);
  const largest = largestOfDiagonal(w);
  const curve: (number | null)[] = new Array<null>(steps).fill(null);
  if (largest !== null) {
    if (largest > 0) for (let k = 1; k <= steps; k++) curve[k - 1] = k * Math.log10(largest);
    return curve;
  }
  kernels()
    .powerNorms(w, steps, checkpoint)
    .log2.forEach((log2, index) => {
      curve[index] = log2 * Math.log10(2);
    });
  return curve;
}

/** The largest |entry| of a diagonal matrix, whose powers need no computation; `null` for any other. */
function largestOfDiagonal({ columns, data }: Matrix): number | null {
  let largest = 0;
  for (let i = 0; i < data.length; i++) {
    if (i % (columns + 1) === 0) largest = Math.max(largest, Math.abs(data[i]!));
    else if (data[i] !== 0) return null;
  }
  return largest;
}

/**
 * log10 of all singular values of Wᵏ, descending, for each k of the ascending `steps`; −Infinity for an exact zero. Small
 * ones are as accurate as large ones as far as W determines them. Costs O(n³) for each power up to the last step.
 * @throws RangeError for an empty or non-square matrix, non-finite entries, or steps not whole, ascending and ≥ 1.
 */
export function singularValueGrowth(
  w: Matrix,
  steps: readonly number[],
  checkpoint?: Checkpoint,
): Float64Array[] {
  requireSquare(w);
  steps.forEach((step, i) => {
    requireStep(step);
    if (i > 0 && step <= steps[i - 1]!)
      throw new RangeError(`step ${step} does not ascend from ${steps[i - 1]!}`);
  });
  const last = steps.at(-1) ?? 0;
  const powers = new PowerSingularValues(w);
  let power = 0;
  return steps.map((step) => {
    while (power < step) {
      powers.advance(
        checkpoint &&
          (() => {
            checkpoint(power / last);
          }),
      );
      power++;
    }
    return powers.log10();
  });
}

function requireStep(step: number): void {
  if (!Number.isInteger(step) || step < 1) throw new RangeError(`${step} is not a whole number of steps ≥ 1`);
}
