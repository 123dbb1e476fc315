import { gemm } from './gemm';
import { gemv, gemvT } from './gemv';
import { reflect } from './householder';
import { clear, copy, scal } from './vector';

/** y[j] ← the entry at byte offset `at` of row j. */
function gather(count: i32, from: usize, stride: usize, to: usize): void {
  for (let j = 0; j < count; j++, from += stride, to += 8) store<f64>(to, load<f64>(from));
}

/**
 * Columns and rows k0 … k0+nb of the bidiagonalization of an m×n matrix, m ≥ n, and the update of what is right of and
 * below them (LAPACK dgebrd and dlabrd, values only). Until that update the matrix stays as it was and
 * A − U·Y − X·V is meant, so each step reads it twice and writes nothing.
 *
 * U and X (nb rows of `ldm` bytes each) are stacked at `ux`; Y and V (of `ldn`) at `yv`; `coefficients` holds nb doubles.
 */
export function bidiagonalPanel(
  m: i32,
  n: i32,
  a: usize,
  lda: usize,
  k0: i32,
  nb: i32,
  d: usize,
  e: usize,
  ux: usize,
  ldm: usize,
  yv: usize,
  ldn: usize,
  coefficients: usize,
  work: usize,
): void {
  const x = ux + <usize>nb * ldm;
  const v = yv + <usize>nb * ldn;
  memory.fill(ux, 0, <usize>(2 * nb) * ldm);
  memory.fill(yv, 0, <usize>(2 * nb) * ldn);
  const end = min(k0 + nb, n);
  for (let k = k0; k < end; k++) {
    const i = k - k0;
    const here = (<usize>k) << 3;
    const next = here + 8;
    const below = m - k;
    const right = n - k - 1;
    const row = a + <usize>k * lda;

    const ui = ux + <usize>i * ldm + here;
    gather(below, row + here, lda, ui);
    gather(i, yv + here, ldn, coefficients);
    gemvT(i, below, -1, ux + here, ldm, coefficients, ui);
    gather(i, v + here, ldn, coefficients);
    gemvT(i, below, -1, x + here, ldm, coefficients, ui);
    const tauLeft = reflect(below, ui, d + here);
    if (right == 0) break;

    const yi = yv + <usize>i * ldn + next;
    gemvT(below, right, 1, row + next, lda, ui, yi);
    gemv(i, below, ux + here, ldm, ui, coefficients);
    gemvT(i, right, -1, yv + next, ldn, coefficients, yi);
    gemv(i, below, x + here, ldm, ui, coefficients);
    gemvT(i, right, -1, v + next, ldn, coefficients, yi);
    scal(right, tauLeft, yi);

    const vi = v + <usize>i * ldn + next;
    copy(right, row + next, vi);
    gather(i + 1, ux + here, ldm, coefficients);
    gemvT(i + 1, right, -1, yv + next, ldn, coefficients, vi);
    gather(i, x + here, ldm, coefficients);
    gemvT(i, right, -1, v + next, ldn, coefficients, vi);
    const tauRight = reflect(right, vi, e + here);

    const xi = x + <usize>i * ldm + next;
    gemv(below - 1, right, row + lda + next, lda, vi, xi);
    gemv(i + 1, right, yv + next, ldn, vi, coefficients);
    gemvT(i + 1, below - 1, -1, ux + next, ldm, coefficients, xi);
    gemv(i, right, v + next, ldn, vi, coefficients);
    gemvT(i, below - 1, -1, x + next, ldm, coefficients, xi);
    scal(below - 1, tauRight, xi);
  }
  if (end == n) return;
  const offset = (<usize>end) << 3;
  const corner = a + <usize>end * lda + offset;
  gemm(m - end, n - end, 2 * nb, -1, ux + offset, 8, ldm, yv + offset, ldn, 8, corner, lda, false, work);
}
