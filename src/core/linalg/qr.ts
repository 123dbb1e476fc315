import { reflect } from './householder';
import { identity, type Progress, type Matrix } from './matrix';
import { requireFinite } from './requirements';

/** A = Q·R: `q` m×m orthogonal (its transpose where so named), `r` m×n upper triangular. */
export interface QR {
  readonly q: Matrix;
  readonly r: Matrix;
}

/**
 * Householder QR of an m×n matrix, Q in full ([Golub2013] §5.2). The diagonal of R may have either sign.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function qr(a: Matrix, progress?: Progress): QR {
  requireFinite(a);
  const { rows: m, columns: n } = a;
  const r: Matrix = { rows: m, columns: n, data: a.data.slice() };
  const q = identity(m);
  const steps = Math.min(m - 1, n);
  const vectors: Float64Array[] = [];
  const taus = new Float64Array(steps);
  const work = new Float64Array(Math.max(m, n));
  for (let k = 0; k < steps; k++) {
    progress?.(k / (2 * steps));
    const v = new Float64Array(m);
    for (let i = k; i < m; i++) v[i] = r.data[i * n + k]!;
    const { tau, beta } = reflect(v, k, m);
    vectors.push(v);
    taus[k] = tau;
    applyLeft(r, v, tau, k, k + 1, work);
    r.data[k * n + k] = beta;
    for (let i = k + 1; i < m; i++) r.data[i * n + k] = 0;
  }
  // Q = H_0·…·H_{s−1}·I, from the last: columns before k are still those of the identity.
  for (let k = steps - 1; k >= 0; k--) {
    progress?.(1 - (k + 1) / (2 * steps));
    applyLeft(q, vectors[k]!, taus[k]!, k, k, work);
  }
  return { q, r };
}

/** A ← (I − tau·v·vᵀ)·A on rows and columns from `row` and `column` on. */
function applyLeft(a: Matrix, v: Float64Array, tau: number, row: number, column: number, work: Float64Array) {
  if (tau === 0) return;
  const { rows: m, columns: n, data } = a;
  work.fill(0, column, n);
  for (let i = row; i < m; i++) {
    const vi = v[i]!;
    for (let j = column; j < n; j++) work[j] = work[j]! + vi * data[i * n + j]!;
  }
  for (let i = row; i < m; i++) {
    const factor = tau * v[i]!;
    for (let j = column; j < n; j++) data[i * n + j] = data[i * n + j]! - factor * work[j]!;
  }
}
