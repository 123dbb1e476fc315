import { gemm } from './gemm';
import { gemv, gemvT } from './gemv';
import { reflect } from './householder';
import { axpy, clear, scal } from './vector';

/**
 * Columns k0 … k0+nb of the Hessenberg reduction of an n×n matrix and the update of all others (LAPACK dgehrd, dlahr2,
 * values only), k0 + nb ≤ n − 2. The similarity is A ← (I − V·T·Vᵀ)ᵀ·A·(I − V·T·Vᵀ), with Y = A·V·T.
 *
 * `v`, `y` and `w` hold nb rows of `ldv` bytes each (columns of V and Y, rows of Vᵀ·A); `t` and `s` nb×nb doubles.
 */
export function hessenbergPanel(
  n: i32,
  a: usize,
  lda: usize,
  k0: i32,
  nb: i32,
  v: usize,
  y: usize,
  w: usize,
  ldv: usize,
  t: usize,
  s: usize,
  work: usize,
): void {
  const ldt = (<usize>nb) << 3;
  memory.fill(v, 0, <usize>nb * ldv);
  memory.fill(y, 0, <usize>nb * ldv);
  memory.fill(t, 0, <usize>nb * ldt);
  const first = k0 + 1;
  const start = (<usize>first) << 3;
  const height = n - first;
  for (let i = 0; i < nb; i++) {
    const k = k0 + i;
    const here = (<usize>k) << 3;
    const next = here + 8;
    const vi = v + <usize>i * ldv;
    // Column k, rows first … n, brought up to date in the place of v.
    let from = a + <usize>first * lda + here;
    for (let r = first; r < n; r++, from += lda) store<f64>(vi + ((<usize>r) << 3), load<f64>(from));
    if (i > 0) {
      for (let j = 0; j < i; j++) store<f64>(s + ((<usize>j) << 3), load<f64>(v + <usize>j * ldv + here));
      gemvT(i, height, -1, y + start, ldv, s, vi + start);
      gemv(i, height, v + start, ldv, vi + start, s);
      timesTransposed(i, t, ldt, s);
      gemvT(i, height, -1, v + start, ldv, s, vi + start);
    }
    // What stands above the subdiagonal is final; the rest becomes the reflector.
    let to = a + <usize>first * lda + here;
    for (let r = first; r < n; r++, to += lda) {
      store<f64>(to, r <= k ? load<f64>(vi + ((<usize>r) << 3)) : 0);
    }
    clear(k - k0, vi + start);
    const tau = reflect(n - k - 1, vi + next, a + <usize>(k + 1) * lda + here);

    const yi = y + <usize>i * ldv;
    gemv(height, n - k - 1, a + <usize>first * lda + next, lda, vi + next, yi + start);
    gemv(i, n - k - 1, v + next, ldv, vi + next, s);
    gemvT(i, height, -1, y + start, ldv, s, yi + start);
    scal(height, tau, yi + start);
    // Column i of T: −tau·T·(Vᵀ·v), and tau on the diagonal.
    for (let p = 0; p < i; p++) {
      let sum = 0.0;
      for (let q = p; q < i; q++) {
        sum += load<f64>(t + <usize>p * ldt + ((<usize>q) << 3)) * load<f64>(s + ((<usize>q) << 3));
      }
      store<f64>(t + <usize>p * ldt + ((<usize>i) << 3), -tau * sum);
    }
    store<f64>(t + <usize>i * ldt + ((<usize>i) << 3), tau);
  }
  // Rows above: Y = (A·V)·T, by products of matrices; w holds A·V as k0+1 rows of nb.
  gemm(first, nb, height, 1, a + start, lda, 8, v + start, 8, ldv, w, ldt, true, work);
  for (let r = 0; r < first; r++) {
    const from = w + <usize>r * ldt;
    const to = y + ((<usize>r) << 3);
    for (let j = 0; j < nb; j++) {
      let sum = 0.0;
      for (let p = 0; p <= j; p++) {
        sum += load<f64>(from + ((<usize>p) << 3)) * load<f64>(t + <usize>p * ldt + ((<usize>j) << 3));
      }
      store<f64>(to + <usize>j * ldv, sum);
    }
  }
  gemm(first, height, nb, -1, y, 8, ldv, v + start, ldv, 8, a + start, lda, false, work);
  // Right of the panel: first from the right, then from the left.
  const end = k0 + nb;
  const offset = (<usize>end) << 3;
  const rest = n - end;
  const corner = a + <usize>first * lda + offset;
  gemm(height, rest, nb, -1, y + start, 8, ldv, v + offset, ldv, 8, corner, lda, false, work);
  gemm(nb, rest, height, 1, v + start, ldv, 8, corner, lda, 8, w, ldv, true, work);
  for (let i = nb - 1; i >= 0; i--) {
    const wi = w + <usize>i * ldv;
    scal(rest, load<f64>(t + <usize>i * ldt + ((<usize>i) << 3)), wi);
    for (let p = 0; p < i; p++) {
      axpy(rest, load<f64>(t + <usize>p * ldt + ((<usize>i) << 3)), w + <usize>p * ldv, wi);
    }
  }
  gemm(height, rest, nb, -1, v + start, 8, ldv, w, ldv, 8, corner, lda, false, work);
}

/** s ← Tᵀ·s for the leading i×i part of an upper triangular T. */
function timesTransposed(i: i32, t: usize, ldt: usize, s: usize): void {
  for (let p = i - 1; p >= 0; p--) {
    let sum = 0.0;
    for (let q = 0; q <= p; q++) {
      sum += load<f64>(t + <usize>q * ldt + ((<usize>p) << 3)) * load<f64>(s + ((<usize>q) << 3));
    }
    store<f64>(s + ((<usize>p) << 3), sum);
  }
}
