import { inverse } from './inverse';
import { transpose, type Progress, type Matrix } from './matrix';
import { multiply } from './product';
import { requireFinite } from './requirements';
import { scaled } from './scaling';
import { singularValueDecomposition } from './singularValueDecomposition';

/** Up to this order the SVD is as quick as Newton's iteration, and takes any matrix. */
const svdLimit = 96;
const maxSteps = 20;

/**
 * The orthogonal polar factor U·Vᵀ of A = U·Σ·Vᵀ: the nearest matrix with orthonormal columns (or rows) in the
 * Frobenius norm ([Higham2008] ch. 8). Scaled Newton iteration for large square matrices, the SVD otherwise and for
 * singular ones, where the factor is not unique and one of them is returned.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function polarFactor(a: Matrix, progress?: Progress): Matrix {
  requireFinite(a);
  const { matrix } = scaled(a);
  const quick = a.rows === a.columns && a.rows > svdLimit ? newton(matrix, progress) : null;
  if (quick) return quick;
  const { u, v } = singularValueDecomposition(matrix, progress);
  return multiply(u, transpose(v), progress);
}

/** X ← (μX + (μX)⁻ᵀ)/2 with Higham's 1,∞-norm scaling μ; `null` when X is singular or does not converge. */
function newton(a: Matrix, progress?: Progress): Matrix | null {
  let x = a;
  for (let step = 0; step < maxSteps; step++) {
    const back = inverse(x, progress);
    if (!back) return null;
    const inverted = transpose(back);
    const ratio = (oneNorm(inverted) * infinityNorm(inverted)) / (oneNorm(x) * infinityNorm(x));
    const mu = step > 6 || Math.abs(ratio - 1) < 0.1 ? 1 : ratio ** 0.25;
    let change = 0;
    const next = x.data.map((value, i) => {
      const result = (mu * value + inverted.data[i]! / mu) / 2;
      change = Math.max(change, Math.abs(result - value));
      return result;
    });
    if (!Number.isFinite(change)) return null;
    x = { ...x, data: next };
    // Quadratic: a change of 1e-9 leaves 1e-18, below rounding.
    if (change < 1e-9) return isOrthogonal(x, progress) ? x : null;
  }
  return null;
}

/** ‖XᵀX − I‖ to within rounding. */
function isOrthogonal(x: Matrix, progress?: Progress): boolean {
  const n = x.rows;
  const gram = multiply(transpose(x), x, progress);
  return gram.data.every((value, i) => Math.abs(value - (i % (n + 1) === 0 ? 1 : 0)) < 1e-13 * n);
}

function infinityNorm({ rows, columns, data }: Matrix): number {
  let norm = 0;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) sum += Math.abs(data[i * columns + j]!);
    norm = Math.max(norm, sum);
  }
  return norm;
}

function oneNorm(a: Matrix): number {
  return infinityNorm(transpose(a));
}
