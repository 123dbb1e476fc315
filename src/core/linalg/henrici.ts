import { triangularEigenvalues } from './balance';
import type { Eigenvalues } from './eigenvalues';
import type { Matrix } from './matrix';
import { requireSquare } from './requirements';
import { ldexp, maxAbs, scaled } from './scaling';

const epsilon = 2 ** -52;

/**
 * Henrici's departure from normality, sqrt(‖W‖_F² − Σ|λ|²) ([Trefethen2005] ch. 48), in the units of W. The difference
 * cannot be
 * known below n·eps·‖W‖_F², where it is given as 0; for (permuted) triangular matrices it is the norm of what lies off
 * the diagonal, without cancellation.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function henrici(a: Matrix, { re, im }: Eigenvalues): number {
  requireSquare(a);
  if (maxAbs(a.data) === 0) return 0;
  const { matrix, exponent } = scaled(a);
  const n = a.rows;
  const total = sumOfSquares(matrix.data);
  if (triangularEigenvalues(a)) {
    const off = sumOfSquares(matrix.data.filter((_, i) => i % (n + 1) !== 0));
    return ldexp(Math.sqrt(off), exponent);
  }
  let normal = 0;
  re.forEach((value, i) => {
    normal += ldexp(value, -exponent) ** 2 + ldexp(im[i]!, -exponent) ** 2;
  });
  const difference = total - normal;
  return difference <= 8 * n * epsilon * total ? 0 : ldexp(Math.sqrt(difference), exponent);
}

function sumOfSquares(data: Float64Array): number {
  let sum = 0;
  for (const value of data) sum += value * value;
  return sum;
}
