import { createRandom } from '../random';
import { bidiagonalize } from './bidiagonal';
import { bidiagonalSingularValues } from './bidiagonalSingularValues';
import { leadingSingular } from './lanczos';
import { transpose, type Progress, type Matrix } from './matrix';
import { multiplyVector, transposeMultiplyVector } from './product';
import { requireFinite } from './requirements';
import { ldexp, scaled } from './scaling';

export { singularValueDecomposition, type SingularValueDecomposition } from './singularValueDecomposition';

/**
 * All min(m, n) singular values, descending: Householder bidiagonalization, then implicit zero-shift QR ([Golub2013]
 * §8.6; [Demmel1990]). Absolute error a few eps·σ_max; multiplying A by a power of two multiplies them
 * exactly.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function singularValues(a: Matrix, progress?: Progress): Float64Array {
  requireFinite(a);
  const { matrix, exponent } = scaled(a.rows < a.columns ? transpose(a) : a);
  const sigma = bidiagonalSingularValues(bidiagonalize(matrix, progress), progress);
  return sigma.map((value) => ldexp(value, exponent)).sort((x, y) => y - x);
}

/** Up to this many singular values all of them are computed. */
const directLimit = 64;
const residualTolerance = 1e-11;

/**
 * σ_max = ‖A‖₂: from all singular values of a small matrix, by Lanczos from two random starts otherwise.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function sigmaMax(a: Matrix, progress?: Progress): number {
  if (Math.min(a.rows, a.columns) <= directLimit) return singularValues(a, progress)[0]!;
  requireFinite(a);
  const { matrix, exponent } = scaled(a.rows < a.columns ? transpose(a) : a);
  const random = createRandom(1);
  let largest = 0;
  for (let attempt = 0; attempt < 2; attempt++) {
    const start = new Float64Array(matrix.columns).map(() => random.gaussian());
    const operator = {
      rows: matrix.rows,
      columns: matrix.columns,
      apply: (x: Float64Array, y: Float64Array) => multiplyVector(matrix, x, y),
      applyTranspose: (x: Float64Array, y: Float64Array) => transposeMultiplyVector(matrix, x, y),
    };
    largest = Math.max(largest, leadingSingular(operator, start, residualTolerance, progress).value);
  }
  return ldexp(largest, exponent);
}
