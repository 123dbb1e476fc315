/** log2 ‖Wᵏ‖₂, k = 1, 2, …, up to the last step or before the first power that is exactly zero. */
export interface PowerNorms {
  readonly log2: readonly number[];
  /** How far each may be off, see `errorBounds`. */
  readonly errorBounds: readonly number[];
  /** 'lanczos' on squared powers, or 'direct': all singular values of each power. */
  readonly method: 'lanczos' | 'direct';
}

const epsilon = 2 ** -52;

/**
 * Bounds in log2 for a curve that starts at k = 1: half the residual of the squared norm, and, to first order, what the
 * rounding of W and of its powers does to the norm, eps·‖W‖·Σ‖Wʲ‖·‖Wᵏ⁻¹⁻ʲ‖/‖Wᵏ‖, which no method in double precision
 * escapes. The residual speaks of *a* singular value; that it is the largest rests on repeated random starts.
 */
export function errorBounds(log2: readonly number[], residuals: readonly number[], n: number): number[] {
  return log2.map((norm, index) => {
    // The largest term of the sum, j = 0 first, for all of them.
    let worst = (index === 0 ? 0 : log2[index - 1]!) - norm;
    for (let j = 0; 2 * j < index - 1; j++) worst = Math.max(worst, log2[j]! + log2[index - 2 - j]! - norm);
    const amplification = (index + 1) * 2 ** (worst + log2[0]!);
    return (residuals[index]! / 2 + epsilon * Math.sqrt(n) * amplification) * Math.LOG2E;
  });
}
