import type { Growth } from './analysis';
import { singularValueGrowth } from './growth';
import type { Matrix, Progress } from './linalg/matrix';

/** log10 of every singular value of Wᵏ at some steps k, downsampled to what a chart can show. */
export interface SpectrumGrowth {
  /** The steps shown, ascending; they start at 1 and end at the horizon. */
  readonly steps: readonly number[];
  /** One curve per singular value, largest first; `null` where it is exactly zero. One ends early where rounding hides the rest. */
  readonly curves: readonly Growth[];
  /** Which singular value each curve is, from 0 for the largest. */
  readonly indices: readonly number[];
  /** How many singular values there are, for the line "32 of 512 shown". */
  readonly total: number;
}

/** Singular values of powers with how far each may be off. */
export interface BoundedSingularValues {
  /** log10 of all, descending, for each of the steps; −Infinity for an exact zero. */
  readonly log10: readonly Float64Array[];
  /** In log10, for each of the steps those of the indices asked for; Infinity where rounding hides the value. */
  readonly errorBounds: readonly (readonly number[])[];
}

/** Beyond this relative error of a compound's norm its later ones are not known either. */
const lost = 0.5;

/**
 * `singularValueGrowth` with bounds, to first order: the product of the i largest singular values is the norm of the i-th compound, which
 * a perturbation E of W, here what rounding does in a step, changes by at most i·‖E‖ times the (i−1)-th compound's norm. So the error of
 * its power is what the places of W in it come to: i·‖E‖·Σⱼ ‖Cʲ‖·‖C'‖·‖Cᵏ⁻¹⁻ʲ‖, all norms known from the powers themselves.
 * @param indices of the singular values whose bounds are wanted, from 0 for the largest
 * @throws as `singularValueGrowth`
 */
export function boundedSingularValues(
  w: Matrix,
  steps: readonly number[],
  indices: readonly number[],
  progress?: Progress,
): BoundedSingularValues {
  const last = steps.at(-1) ?? 0;
  const sizes = [...new Set(indices.flatMap((index) => [index, index + 1]))].filter((size) => size > 0);
  const compounds = sizes.map((size) => ({ size, logs: new Float64Array(last + 1) }));
  let [first, relative] = [new Float64Array(0), 0];
  const log10 = singularValueGrowth(w, steps, progress, (k, values) => {
    if (k === 1) {
      first = values.slice();
      const squares = values.reduce((sum, value) => sum + 10 ** (2 * (value - values[0]!)), 0);
      relative = (w.rows + 10) * 2 ** -52 * Math.sqrt(squares);
    }
    for (const { size, logs } of compounds) for (let i = 0; i < size; i++) logs[k] = logs[k]! + values[i]!;
  });
  const bounds = new Map(
    compounds.map(({ size, logs }) => {
      // ‖E‖·‖C'‖ by ‖C‖: the first singular value over the last that counts.
      const error = 2 * size * relative * 10 ** (first[0]! - first[size - 1]!);
      return [size, compoundBounds(logs, steps, error)] as const;
    }),
  );
  const none = steps.map(() => 0);
  const errorBounds = steps.map((_, at) =>
    indices.map((index) =>
      log10[at]![index] === -Infinity
        ? 0
        : (bounds.get(index + 1) ?? none)[at]! + (bounds.get(index) ?? none)[at]!,
    ),
  );
  return { log10, errorBounds };
}

/** In log10, for a compound C with log10 ‖Cʲ‖ from j = 0 on, where each step leaves an error of `relative`·‖C‖. */
function compoundBounds(logs: Float64Array, steps: readonly number[], relative: number): number[] {
  const rate = (logs.at(-1) ?? 0) / Math.max(1, logs.length - 1);
  const norms = logs.map((log10, j) => 10 ** (log10 - j * rate));
  let isLost = false;
  return steps.map((k) => {
    let sum = 0;
    for (let j = 0; j < k; j++) sum += norms[j]! * norms[k - 1 - j]!;
    const error = (relative * norms[1]! * sum) / norms[k]!;
    isLost ||= !(error < lost);
    return isLost ? Infinity : -Math.log1p(-error) / Math.LN10;
  });
}
