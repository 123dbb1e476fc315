import { transpose, zeros, type Matrix } from '../linalg/matrix';
import { thinQr } from '../linalg/thinQr';
import { kernels } from './choose';

/** Up to this many columns, Gram–Schmidt is quicker than two products of matrices. */
const few = 24;
/** How far from orthonormal the columns may be left. */
const tolerance = 1e-13;

/**
 * The Q of A = Q·R, m×k with orthonormal columns, where the diagonal of R is positive: by Cholesky's factor of AᵀA, twice
 * (CholeskyQR2, [Yamamoto2015]), whose work is products of matrices; by Gram–Schmidt where the columns depend on each other.
 * @throws RangeError for m < k.
 */
export function orthonormalColumns(a: Matrix): Matrix {
  if (a.columns <= few || a.rows < a.columns) return thinQr(a).q;
  let q: Matrix | null = a;
  for (let pass = 0; q && pass < 2; pass++) {
    const inverse = inverseOfFactor(kernels().multiply(transpose(q), q));
    q = inverse && kernels().multiply(q, inverse);
  }
  return q && isOrthonormal(q) ? q : thinQr(a).q;
}

/** R⁻¹ of a k×k matrix RᵀR, upper triangular; `null` where rounding has left it without a factor. */
function inverseOfFactor({ rows: k, data: g }: Matrix): Matrix | null {
  // L = Rᵀ by rows.
  const l = new Float64Array(k * k);
  for (let i = 0; i < k; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = g[i * k + j]!;
      for (let p = 0; p < j; p++) sum -= l[i * k + p]! * l[j * k + p]!;
      if (i > j) l[i * k + j] = sum / l[j * k + j]!;
      else if (sum > 0) l[i * k + i] = Math.sqrt(sum);
      else return null;
    }
  }
  // L·X = I by columns of X, which are rows of R⁻¹ = Xᵀ.
  const inverse = zeros(k);
  const x = inverse.data;
  for (let j = 0; j < k; j++) {
    x[j * k + j] = 1 / l[j * k + j]!;
    for (let i = j + 1; i < k; i++) {
      let sum = 0;
      for (let p = j; p < i; p++) sum -= l[i * k + p]! * x[j * k + p]!;
      x[j * k + i] = sum / l[i * k + i]!;
    }
  }
  return inverse;
}

function isOrthonormal(q: Matrix): boolean {
  const k = q.columns;
  const { data } = kernels().multiply(transpose(q), q);
  return data.every((value, at) => Math.abs(value - (at % (k + 1) === 0 ? 1 : 0)) < tolerance);
}
