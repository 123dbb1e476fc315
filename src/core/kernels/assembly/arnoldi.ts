import { gemv, gemvT } from './gemv';
import { madd, sum } from './simd';
import { clear, dot, scal } from './vector';

/**
 * y ← A·x and z ← Aᵀ·u of an n×n matrix in one pass over it: what two Arnoldi processes, one with A and one with Aᵀ, take
 * together.
 */
export function gemvBoth(n: i32, a: usize, lda: usize, x: usize, y: usize, u: usize, z: usize): void {
  clear(n, z);
  const wide = (<usize>(n & ~1)) << 3;
  let i = 0;
  for (; i + 3 < n; i += 4, a += lda << 2, y += 32, u += 32) {
    let s0 = f64x2.splat(0);
    let s1 = f64x2.splat(0);
    let s2 = f64x2.splat(0);
    let s3 = f64x2.splat(0);
    const f0 = v128.load_splat<f64>(u);
    const f1 = v128.load_splat<f64>(u, 8);
    const f2 = v128.load_splat<f64>(u, 16);
    const f3 = v128.load_splat<f64>(u, 24);
    let r0 = a;
    let r1 = a + lda;
    let r2 = r1 + lda;
    let r3 = r2 + lda;
    let xj = x;
    let zj = z;
    const end = x + wide;
    for (; xj < end; xj += 16, zj += 16, r0 += 16, r1 += 16, r2 += 16, r3 += 16) {
      const v = v128.load(xj);
      let t = v128.load(zj);
      let r = v128.load(r0);
      s0 = madd(r, v, s0);
      t = madd(r, f0, t);
      r = v128.load(r1);
      s1 = madd(r, v, s1);
      t = madd(r, f1, t);
      r = v128.load(r2);
      s2 = madd(r, v, s2);
      t = madd(r, f2, t);
      r = v128.load(r3);
      s3 = madd(r, v, s3);
      v128.store(zj, madd(r, f3, t));
    }
    let t0 = sum(s0);
    let t1 = sum(s1);
    let t2 = sum(s2);
    let t3 = sum(s3);
    if (n & 1) {
      const v = load<f64>(xj);
      const e0 = load<f64>(r0);
      const e1 = load<f64>(r1);
      const e2 = load<f64>(r2);
      const e3 = load<f64>(r3);
      t0 += e0 * v;
      t1 += e1 * v;
      t2 += e2 * v;
      t3 += e3 * v;
      const more = e0 * load<f64>(u) + e1 * load<f64>(u, 8) + (e2 * load<f64>(u, 16) + e3 * load<f64>(u, 24));
      store<f64>(zj, load<f64>(zj) + more);
    }
    store<f64>(y, t0);
    store<f64>(y, t1, 8);
    store<f64>(y, t2, 16);
    store<f64>(y, t3, 24);
  }
  gemv(n - i, n, a, lda, x, y);
  gemvT(n - i, n, 1, a, lda, u, z);
}

/**
 * Ends an Arnoldi step: the vector behind `count` orthonormal ones, ldv bytes apart, loses its components along them and
 * becomes a unit vector. The components go to h[0 … count), its length is returned; a vector of nothing but rounding is
 * set to zero and 0 returned. Classical Gram–Schmidt, again as long as a pass takes much [Daniel1976].
 */
export function arnoldi(n: i32, count: i32, basis: usize, ldv: usize, h: usize, work: usize): f64 {
  const w = basis + <usize>count * ldv;
  const original = Math.sqrt(dot(n, w, w));
  clear(count, h);
  let before = original;
  let after = before;
  for (let pass = 0; pass < 4; pass++) {
    gemv(count, n, basis, ldv, w, work);
    gemvT(count, n, -1, basis, ldv, work, w);
    for (let i = 0; i < count; i++) {
      const at = (<usize>i) << 3;
      store<f64>(h + at, load<f64>(h + at) + load<f64>(work + at));
    }
    after = Math.sqrt(dot(n, w, w));
    if (!(after > 1e-14 * original)) {
      clear(n, w);
      return 0;
    }
    if (after > 0.7 * before) break;
    before = after;
  }
  scal(n, 1 / after, w);
  return after;
}
