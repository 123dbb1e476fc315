import { roundingOfSums, squareOfSizes, unitRoundoff } from './boundedPower';
import { CholeskyFactor } from './cholesky';
import { transpose, type Matrix, type Progress } from './matrix';
import { multiplyVector } from './product';
import { ldexp, scaled } from './scaling';
import { dot } from './vector';

const attempts = 5;

/** Where ‖A‖₂ lies for certain. */
export interface NormInterval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Proves where ‖A‖₂ lies, given an estimate by whatever method: that t·I − AᵀA has a Cholesky factor in floating point puts ‖A‖₂² below t and
 * what rounding may hide, at most about γ_{n+1} times the trace ([Rump2006]; [Higham2002] thm 10.3); the image of the vector that the factor leads to
 * puts it above. A bad estimate makes the interval wide, never wrong. A is to be finite.
 */
export function certifiedNorm(
  a: Matrix,
  estimate: number,
  multiply: (a: Matrix, b: Matrix) => Matrix,
): NormInterval {
  const { matrix, exponent } = scaled(a.rows < a.columns ? transpose(a) : a);
  const { lower, upper } = intervalOf(matrix, ldexp(estimate, -exponent), multiply);
  return { lower: ldexp(lower, exponent), upper: ldexp(upper, exponent) };
}

/** How far `estimate` may be from ‖A‖₂, by `certifiedNorm`. */
export function certifiedError(
  a: Matrix,
  estimate: number,
  multiply: (a: Matrix, b: Matrix, progress?: Progress) => Matrix,
  progress?: Progress,
): number {
  const { lower, upper } = certifiedNorm(a, estimate, (b, c) => multiply(b, c, progress));
  return Math.max(upper - estimate, estimate - lower) * (1 + 2 ** -50);
}

function intervalOf(a: Matrix, estimate: number, multiply: (a: Matrix, b: Matrix) => Matrix): NormInterval {
  const { rows: m, columns: n, data } = a;
  const gram = symmetric(multiply(transpose(a), a));
  const square = dot(data, data) * (1 + (data.length + 8) * unitRoundoff);
  const frobenius = Math.sqrt(square) * (1 + 2 ** -50);
  if (!(estimate > 0)) return { lower: 0, upper: frobenius };
  let excess = 4 * n * unitRoundoff;
  for (let attempt = 0; attempt < attempts; attempt++, excess *= 32) {
    const ceiling = estimate * estimate * (1 + excess);
    const factor = CholeskyFactor.below(gram, ceiling, multiply);
    if (!factor) continue;
    const upper =
      Math.sqrt(factor.upperBound + roundingOfSums(m) * Math.min(square, squareOfSizes(a))) * (1 + 2 ** -50);
    return {
      lower: lengthFromBelow(a, factor.leadingVector(), frobenius),
      upper: Math.min(upper, frobenius),
    };
  }
  return { lower: 0, upper: frobenius };
}

/** ‖Ax‖/‖x‖, which ‖A‖₂ is not below, less its rounding; `frobenius` is ‖A‖_F from above. */
function lengthFromBelow(a: Matrix, x: Float64Array, frobenius: number): number {
  const own = Math.sqrt(dot(x, x)) * (1 + (x.length + 4) * unitRoundoff);
  const y = multiplyVector(a, x);
  const image = Math.sqrt(dot(y, y)) * (1 - (y.length + 4) * unitRoundoff);
  return Math.max(0, image / own - roundingOfSums(a.columns) * frobenius) * (1 - 2 ** -50);
}

/** Both halves alike: either is a product rounded entry by entry. */
export function symmetric(gram: Matrix): Matrix {
  const { rows: n, data } = gram;
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) data[j * n + i] = data[i * n + j]!;
  return gram;
}
