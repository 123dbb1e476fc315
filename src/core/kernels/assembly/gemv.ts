// Level 2: a row-major m×n matrix at `a` whose rows are `lda` bytes apart.
import { dot } from './vector';
import { madd, sum } from './simd';

/** y ← A·x. Four rows at a time share the loads of x; two sums a row hide the latency of the addition. */
export function gemv(m: i32, n: i32, a: usize, lda: usize, x: usize, y: usize): void {
  let i = 0;
  for (; i + 3 < m; i += 4, a += lda << 2, y += 32) rows4(n, a, lda, x, y);
  for (; i < m; i++, a += lda, y += 8) store<f64>(y, dot(n, a, x));
}

/** y[0…3] ← the products of four rows with x. */
export function rows4(n: i32, a: usize, lda: usize, x: usize, y: usize): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  let r0 = a;
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  const wide = x + (((<usize>n) & ~3) << 3);
  for (; x < wide; x += 32, r0 += 32, r1 += 32, r2 += 32, r3 += 32) {
    const x0 = v128.load(x);
    const x1 = v128.load(x, 16);
    s00 = madd(v128.load(r0), x0, s00);
    s01 = madd(v128.load(r0, 16), x1, s01);
    s10 = madd(v128.load(r1), x0, s10);
    s11 = madd(v128.load(r1, 16), x1, s11);
    s20 = madd(v128.load(r2), x0, s20);
    s21 = madd(v128.load(r2, 16), x1, s21);
    s30 = madd(v128.load(r3), x0, s30);
    s31 = madd(v128.load(r3, 16), x1, s31);
  }
  let t0 = sum(f64x2.add(s00, s01));
  let t1 = sum(f64x2.add(s10, s11));
  let t2 = sum(f64x2.add(s20, s21));
  let t3 = sum(f64x2.add(s30, s31));
  const end = x + (((<usize>n) & 3) << 3);
  for (; x < end; x += 8, r0 += 8, r1 += 8, r2 += 8, r3 += 8) {
    const xj = load<f64>(x);
    t0 += load<f64>(r0) * xj;
    t1 += load<f64>(r1) * xj;
    t2 += load<f64>(r2) * xj;
    t3 += load<f64>(r3) * xj;
  }
  store<f64>(y, t0);
  store<f64>(y, t1, 8);
  store<f64>(y, t2, 16);
  store<f64>(y, t3, 24);
}

/** y ← y + alpha·Aᵀ·x, reading A by rows, eight (then four, then one) for each pass over y. */
export function gemvT(m: i32, n: i32, alpha: f64, a: usize, lda: usize, x: usize, y: usize): void {
  let i = 0;
  for (; i + 7 < m; i += 8, a += lda << 3, x += 64) addRows8(n, alpha, a, lda, x, y);
  for (; i + 3 < m; i += 4, a += lda << 2, x += 32) addRows4(n, alpha, a, lda, x, y);
  for (; i < m; i++, a += lda, x += 8) addRow(n, alpha * load<f64>(x), a, y);
}

export function addRow(n: i32, factor: f64, r: usize, y: usize): void {
  const f = f64x2.splat(factor);
  const wide = y + (((<usize>n) & ~1) << 3);
  for (; y < wide; y += 16, r += 16) v128.store(y, madd(f, v128.load(r), v128.load(y)));
  if (n & 1) store<f64>(y, load<f64>(y) + factor * load<f64>(r));
}

export function addRows4(n: i32, alpha: f64, a: usize, lda: usize, x: usize, y: usize): void {
  const f0 = f64x2.splat(alpha * load<f64>(x));
  const f1 = f64x2.splat(alpha * load<f64>(x, 8));
  const f2 = f64x2.splat(alpha * load<f64>(x, 16));
  const f3 = f64x2.splat(alpha * load<f64>(x, 24));
  let r0 = a;
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  const wide = y + (((<usize>n) & ~1) << 3);
  for (; y < wide; y += 16, r0 += 16, r1 += 16, r2 += 16, r3 += 16) {
    const even = madd(f2, v128.load(r2), madd(f0, v128.load(r0), v128.load(y)));
    v128.store(y, f64x2.add(even, madd(f3, v128.load(r3), f64x2.mul(f1, v128.load(r1)))));
  }
  if (n & 1) {
    const even = load<f64>(r0) * f64x2.extract_lane(f0, 0) + load<f64>(r2) * f64x2.extract_lane(f2, 0);
    const odd = load<f64>(r1) * f64x2.extract_lane(f1, 0) + load<f64>(r3) * f64x2.extract_lane(f3, 0);
    store<f64>(y, load<f64>(y) + (even + odd));
  }
}

function addRows8(n: i32, alpha: f64, a: usize, lda: usize, x: usize, y: usize): void {
  const f0 = f64x2.splat(alpha * load<f64>(x));
  const f1 = f64x2.splat(alpha * load<f64>(x, 8));
  const f2 = f64x2.splat(alpha * load<f64>(x, 16));
  const f3 = f64x2.splat(alpha * load<f64>(x, 24));
  const f4 = f64x2.splat(alpha * load<f64>(x, 32));
  const f5 = f64x2.splat(alpha * load<f64>(x, 40));
  const f6 = f64x2.splat(alpha * load<f64>(x, 48));
  const f7 = f64x2.splat(alpha * load<f64>(x, 56));
  let r0 = a;
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  let r4 = r3 + lda;
  let r5 = r4 + lda;
  let r6 = r5 + lda;
  let r7 = r6 + lda;
  const wide = y + (((<usize>n) & ~1) << 3);
  for (; y < wide; y += 16) {
    const s0 = madd(f2, v128.load(r2), madd(f0, v128.load(r0), v128.load(y)));
    const s1 = madd(f3, v128.load(r3), f64x2.mul(f1, v128.load(r1)));
    const s2 = madd(f6, v128.load(r6), madd(f4, v128.load(r4), s0));
    const s3 = madd(f7, v128.load(r7), madd(f5, v128.load(r5), s1));
    v128.store(y, f64x2.add(s2, s3));
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
    r4 += 16;
    r5 += 16;
    r6 += 16;
    r7 += 16;
  }
  if (n & 1) {
    let s = load<f64>(y);
    s += load<f64>(r0) * f64x2.extract_lane(f0, 0) + load<f64>(r1) * f64x2.extract_lane(f1, 0);
    s += load<f64>(r2) * f64x2.extract_lane(f2, 0) + load<f64>(r3) * f64x2.extract_lane(f3, 0);
    s += load<f64>(r4) * f64x2.extract_lane(f4, 0) + load<f64>(r5) * f64x2.extract_lane(f5, 0);
    s += load<f64>(r6) * f64x2.extract_lane(f6, 0) + load<f64>(r7) * f64x2.extract_lane(f7, 0);
    store<f64>(y, s);
  }
}
