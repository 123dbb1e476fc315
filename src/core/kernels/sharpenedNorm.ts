import { boundedPower, roundingOfSums, unitRoundoff, type PowerWithCeilings } from '../linalg/boundedPower';
import { symmetric } from '../linalg/certifiedNorm';
import { CholeskyFactor } from '../linalg/cholesky';
import { transpose, type Matrix } from '../linalg/matrix';
import { multiplyVector, transposeMultiplyVector } from '../linalg/product';
import { dot, frobeniusNorm } from '../linalg/vector';
import { longChain, longSquare, stepError, type Chain, type LongVector } from './longChain';
import { multiply } from './product';

/** A leading right singular vector of a power as it was computed, and how far below the second singular value's square is thought to lie, relatively. */
export interface Leading {
  readonly vector: Float64Array;
  readonly gap: number;
}

/** Vectors of two starts whose angle has no larger sine are one; random ones of a plane of singular vectors are not. */
const largestSine = 1e-4;
/** Shares of the gap, as it was estimated, that are tried to prove. */
const shares = [0.7, 0.1];
const lastDigits = 4 * unitRoundoff;

export function isSame(a: Float64Array, b: Float64Array): boolean {
  const [aa, ab, bb] = [dot(a, a), dot(a, b), dot(b, b)];
  let rest = 0;
  for (let i = 0; i < a.length; i++) rest += (a[i]! - (ab / bb) * b[i]!) ** 2;
  return rest <= largestSine ** 2 * aa;
}

/**
 * log2 ‖Wᵏ‖₂ to the last digits, from W itself instead of powers that were rounded. The quotient θ^½ = ‖Wᵏx‖/‖x‖ of the vector found, in
 * double-doubles, lies below; above, ‖Wᵏ‖² ≤ θ + r²/(θ − β), r the residual ‖PᵀPx − θx‖/‖x‖ of P = Wᵏ and β a bound of the second
 * eigenvalue of PᵀP (Kato and Temple). All of it is proven: β by the Cholesky factor of β·I − (P̂ᵀP̂ − θxxᵀ) (Weyl), with P̂ the power
 * as it is multiplied out and what rounding did to it bounded product by product; the vector and the gap are guesses that may be bad.
 * `null` where a proof fails, or is no better than `known`.
 */
export function sharpenedNorm(
  w: Matrix,
  k: number,
  { vector: x, gap }: Leading,
  known: number,
  tick?: () => void,
): { readonly log2: number; readonly errorBound: number } | null {
  if (!(gap > 0)) return null;
  const power = boundedPower(w, k, multiply);
  const { matrix, norm, error } = power;
  const rounding = roundingOfSums(w.rows) * norm;
  const own = dot(x, x);
  const y = multiplyVector(matrix, x);
  const square = dot(y, y) / own;
  const lowest = Math.max(0, Math.sqrt(square) - error - 2 * rounding) ** 2;
  const second = secondSquare(power, x, square, gap);
  if (second === null || !(second < lowest)) return null;
  const start: LongVector = { high: x, low: new Float64Array(x.length), exponent: 0 };
  const forward = longChain(w, k, start, false, tick);
  if (!forward) return null;
  const chain = roundingOf(w, forward, power);
  const ownSquare = longSquare(start);
  const imageSquare = longSquare(forward.image);
  const log2 = (Math.log2(imageSquare) - Math.log2(ownSquare)) / 2 + forward.image.exponent;
  const boundOf = (residual: number): number => {
    const relative =
      residual ** 2 / (2 * lowest * (lowest - second)) + chain + lastDigits * (1 + Math.abs(log2));
    return relative < 0.5 ? -Math.log2(1 - relative) : Infinity;
  };
  const z = transposeMultiplyVector(matrix, y);
  const inDoubles = lengthBeside(z, x, square) + 4 * rounding * norm + 2 * norm * error + error * error;
  let errorBound = boundOf(inDoubles);
  if (errorBound > 2 * boundOf(0)) {
    // What rounding did to P̂ counts too much: the residual of W's own power.
    const back = longChain(w, k, forward.image, true, tick);
    if (!back) return null;
    const factor = (ownSquare / imageSquare) * 2 ** (back.image.exponent - 2 * forward.image.exponent);
    const own = lengthBeside(back.image.high, x, 1 / factor) * factor + 2 ** -50;
    const relative = own + 2 * roundingOf(w, back, power) + (2 * chain * (norm + error)) / Math.sqrt(lowest);
    errorBound = Math.min(errorBound, boundOf(relative * (square + 2 * norm * error + error * error)));
  }
  return errorBound < known ? { log2, errorBound } : null;
}

/** ‖z − λx‖/‖x‖. */
function lengthBeside(z: Float64Array, x: Float64Array, lambda: number): number {
  let rest = 0;
  let own = 0;
  for (let i = 0; i < x.length; i++) {
    rest += (z[i]! - lambda * x[i]!) ** 2;
    own += x[i]! ** 2;
  }
  return Math.sqrt(rest / own);
}

/** What σ₂² of the power is not above; `null` where that could not be proven for a value below `square`. */
function secondSquare(
  { matrix, norm, error }: PowerWithCeilings,
  x: Float64Array,
  square: number,
  gap: number,
): number | null {
  const n = matrix.rows;
  const rest = symmetric(multiply(transpose(matrix), matrix));
  const factor = square / dot(x, x);
  for (let i = 0; i < n; i++) {
    const left = factor * x[i]!;
    for (let j = 0; j < n; j++) rest.data[i * n + j] = rest.data[i * n + j]! - left * x[j]!;
  }
  const rounding = roundingOfSums(n) * norm * norm + 8 * unitRoundoff * (norm * norm + 2 * square);
  for (const share of shares) {
    const proof = CholeskyFactor.below(symmetric(rest), square * (1 - share * gap), multiply);
    if (proof) return (Math.sqrt(proof.upperBound + rounding) + error) ** 2 * (1 + 2 ** -50);
  }
  return null;
}

/** ε·‖W‖_F·Σ ‖Wᵏ⁻¹⁻ⁱ‖·‖xᵢ‖/‖x_k‖: what the relative errors of all steps come to. */
function roundingOf(w: Matrix, { log2, image }: Chain, { ceilings }: PowerWithCeilings): number {
  const k = log2.length;
  const last = Math.log2(longSquare(image)) / 2 + image.exponent;
  const ceiling = (power: number): number =>
    ceilings.reduce((sum, one, b) => sum + (Math.floor(power / 2 ** b) % 2 === 1 ? one : 0), 0);
  let sum = 0;
  for (let i = 0; i < k; i++) sum += 2 ** (ceiling(k - 1 - i) + log2[i]! - last);
  return stepError(w.rows) * frobeniusNorm(w.data) * sum * (1 + 2 ** -20);
}
