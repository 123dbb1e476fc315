import type { Growth } from './analysis';
import { closedForm } from './closedForm';
import { kernels } from './kernels/choose';
import type { Method } from './kernels/kernels';
import type { Progress, Matrix } from './linalg/matrix';
import { nilpotencyIndex } from './linalg/nilpotent';
import { PowerSingularValues } from './linalg/productSingularValues';
import { requireSquare } from './linalg/requirements';

/** A growth curve with the quality of each of its points. */
export interface BoundedGrowth {
  readonly log10: Growth;
  /** How far each may be off, in log10; 0 for an exact zero. */
  readonly errorBounds: readonly number[];
  readonly method: Method;
}

/**
 * log10 ‖Wᵏ‖₂ for k = 1…steps; `null` from the first power on that is exactly zero. Near 1e-10 where powers do not cancel, and
 * `boundedGrowth` tells how far each is off where they do. Everything is rescaled on the way: neither 1.5^100000 nor entries of 1e±150 over- or underflow.
 * @throws RangeError for an empty or non-square matrix, non-finite entries, or steps that are not a whole number ≥ 1.
 */
export function growthOfPowers(w: Matrix, steps: number, progress?: Progress): (number | null)[] {
  return [...boundedGrowth(w, steps, progress).log10];
}

/** As `growthOfPowers`, with error bounds. */
export function boundedGrowth(w: Matrix, steps: number, progress?: Progress): BoundedGrowth {
  requireStep(steps);
  const log10 = new Array<number | null>(steps).fill(null);
  const bounds = new Array<number>(steps).fill(0);
  const closed = closedForm(w);
  if (closed) {
    for (let k = 1; k <= steps; k++) {
      const { value, errorBound } = closed.power(k);
      log10[k - 1] = value;
      bounds[k - 1] = errorBound;
    }
    return { log10, errorBounds: bounds, method: 'direct' };
  }
  // Where rounding leaves something of a power that is zero.
  const powers = Math.min(steps, (nilpotencyIndex(w) ?? Infinity) - 1);
  const { log2, errorBounds, method } = kernels().powerNorms(w, steps, progress);
  log2.slice(0, powers).forEach((value, index) => {
    log10[index] = value * Math.log10(2);
    bounds[index] = errorBounds[index]! * Math.log10(2);
  });
  return { log10, errorBounds: bounds, method };
}

/**
 * log10 of all singular values of Wᵏ, descending, for each k of the ascending `steps`; −Infinity for an exact zero. Small
 * ones are as accurate as large ones as far as W determines them. Costs O(n³) for each power up to the last step.
 * @param see is shown every power on the way
 * @throws RangeError for an empty or non-square matrix, non-finite entries, or steps not whole, ascending and ≥ 1.
 */
export function singularValueGrowth(
  w: Matrix,
  steps: readonly number[],
  progress?: Progress,
  see?: (power: number, log10: Float64Array) => void,
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
        progress &&
          (() => {
            progress(power / last);
          }),
      );
      power++;
      see?.(power, powers.log10());
    }
    return powers.log10();
  });
}

/** @throws RangeError for what is not a whole number of steps ≥ 1. */
export function requireStep(step: number): void {
  if (!Number.isInteger(step) || step < 1) throw new RangeError(`${step} is not a whole number of steps ≥ 1`);
}
