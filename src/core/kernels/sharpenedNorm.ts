import { quotientOfPower, stepError } from '../digits/longChain';
import type { Matrix } from '../linalg/matrix';
import { dot, frobeniusNorm } from '../linalg/vector';

/** A leading right singular vector of a power as it was computed, and how far below the second singular value's square lies, relatively. */
export interface Leading {
  readonly vector: Float64Array;
  readonly gap: number;
}

/** Vectors of two starts whose angle has no larger sine are one; random ones of a plane of singular vectors are not. */
const largestSine = 1e-4;
/** How much of the gap is counted on: the second value was estimated, and is that of a power that was rounded. */
const sure = 0.5;
const shareOfGap = 1 / 8;
const lastDigits = 4 * 2 ** -53;

export function isSame(a: Float64Array, b: Float64Array): boolean {
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  let rest = 0;
  for (let i = 0; i < a.length; i++) rest += (a[i]! - (ab / bb) * b[i]!) ** 2;
  return rest <= largestSine ** 2 * aa;
}

/**
 * log2 ‖Wᵏ‖₂, k being the length of the curve `log2`, from W itself instead of powers that were rounded: the quotient ‖Wᵏx‖/‖x‖ of the vector
 * found, in double-doubles, is off by its residual's square by the gap (Kato and Temple). `null` where that is no better than what
 * `errorBounds` say, or where these do not leave the gap certain.
 */
export function sharpenedNorm(
  w: Matrix,
  log2: readonly number[],
  errorBounds: readonly number[],
  { vector, gap }: Leading,
  tick?: () => void,
): { readonly log2: number; readonly errorBound: number } | null {
  const k = log2.length;
  const known = errorBounds[k - 1]!;
  if (!(known < shareOfGap * gap)) return null;
  const found = quotientOfPower(w, k, vector, tick);
  if (!found) return null;
  const chain = stepError(w.rows) * roundings(frobeniusNorm(w.data), log2, errorBounds);
  const residual = found.residual + 2 * chain;
  const relative = residual ** 2 / (2 * sure * gap) + chain + lastDigits * (1 + Math.abs(found.log2));
  if (!(relative < 0.5)) return null;
  const errorBound = -Math.log2(1 - relative);
  return errorBound < known ? { log2: found.log2, errorBound } : null;
}

/** Σ ‖Wⁱ‖·‖W‖_F·‖Wᵏ⁻¹⁻ⁱ‖ / ‖Wᵏ‖: what a relative error in every step comes to. */
function roundings(norm: number, log2: readonly number[], errorBounds: readonly number[]): number {
  const k = log2.length;
  const above = (i: number): number => (i === 0 ? 0 : log2[i - 1]! + errorBounds[i - 1]!);
  let sum = 0;
  for (let i = 0; i < k; i++) sum += 2 ** (above(i) + above(k - 1 - i) - log2[k - 1]!);
  return norm * sum;
}
