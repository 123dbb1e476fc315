// Products of one matrix with several vectors, which are given as lists of addresses: each group of rows is read from
// memory once and meets all the vectors while it is in the cache.
import { addRow, addRows4, rows4 } from './gemv';
import { madd, sum } from './simd';
import { dot } from './vector';

/** The i-th address of a list. */
function vector(list: usize, i: i32): usize {
  return load<usize>(list + ((<usize>i) << 2));
}

/** yᵢ ← A·xᵢ for all i < count. */
export function gemvGroup(m: i32, n: i32, a: usize, lda: usize, count: i32, x: usize, y: usize): void {
  let r = 0;
  for (; r + 3 < m; r += 4, a += lda << 2) rows(n, a, lda, count, x, y, (<usize>r) << 3);
  for (; r < m; r++, a += lda) {
    for (let i = 0; i < count; i++) store<f64>(vector(y, i) + ((<usize>r) << 3), dot(n, a, vector(x, i)));
  }
}

/** yᵢ ← yᵢ + Aᵀ·xᵢ for all i < count. */
export function gemvTGroup(m: i32, n: i32, a: usize, lda: usize, count: i32, x: usize, y: usize): void {
  let r = 0;
  for (; r + 3 < m; r += 4, a += lda << 2) addRows(n, a, lda, count, x, y, (<usize>r) << 3);
  for (; r < m; r++, a += lda) {
    for (let i = 0; i < count; i++) addRow(n, load<f64>(vector(x, i) + ((<usize>r) << 3)), a, vector(y, i));
  }
}

/**
 * uᵢ ← A·xᵢ and yᵢ ← yᵢ + Aᵀ·uᵢ in one pass over A, which halves the traffic of a Lanczos step on AᵀA (the BLAS 2.5 idea
 * of [Howell2008]).
 */
export function normalGroup(
  m: i32,
  n: i32,
  a: usize,
  lda: usize,
  count: i32,
  x: usize,
  u: usize,
  y: usize,
): void {
  let r = 0;
  for (; r + 3 < m; r += 4, a += lda << 2) {
    rows(n, a, lda, count, x, u, (<usize>r) << 3);
    addRows(n, a, lda, count, u, y, (<usize>r) << 3);
  }
  for (; r < m; r++, a += lda) {
    for (let i = 0; i < count; i++) {
      const ur = vector(u, i) + ((<usize>r) << 3);
      store<f64>(ur, dot(n, a, vector(x, i)));
      addRow(n, load<f64>(ur), a, vector(y, i));
    }
  }
}

/** Four rows with all vectors, two at a time; results at byte offset `at`. */
function rows(n: i32, a: usize, lda: usize, count: i32, x: usize, y: usize, at: usize): void {
  let i = 0;
  for (; i + 1 < count; i += 2) {
    rows4by2(n, a, lda, vector(x, i), vector(x, i + 1), vector(y, i) + at, vector(y, i + 1) + at);
  }
  if (i < count) rows4(n, a, lda, vector(x, i), vector(y, i) + at);
}

/** Adds four rows to all vectors, two at a time; factors at byte offset `at`. */
function addRows(n: i32, a: usize, lda: usize, count: i32, x: usize, y: usize, at: usize): void {
  let i = 0;
  for (; i + 1 < count; i += 2) {
    addRows4by2(n, a, lda, vector(x, i) + at, vector(x, i + 1) + at, vector(y, i), vector(y, i + 1));
  }
  if (i < count) addRows4(n, 1, a, lda, vector(x, i) + at, vector(y, i));
}

function rows4by2(n: i32, a: usize, lda: usize, x: usize, z: usize, y: usize, w: usize): void {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  let t0 = f64x2.splat(0);
  let t1 = f64x2.splat(0);
  let t2 = f64x2.splat(0);
  let t3 = f64x2.splat(0);
  let r0 = a;
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  const wide = x + (((<usize>n) & ~1) << 3);
  for (; x < wide; x += 16, z += 16, r0 += 16, r1 += 16, r2 += 16, r3 += 16) {
    const xj = v128.load(x);
    const zj = v128.load(z);
    let r = v128.load(r0);
    s0 = madd(r, xj, s0);
    t0 = madd(r, zj, t0);
    r = v128.load(r1);
    s1 = madd(r, xj, s1);
    t1 = madd(r, zj, t1);
    r = v128.load(r2);
    s2 = madd(r, xj, s2);
    t2 = madd(r, zj, t2);
    r = v128.load(r3);
    s3 = madd(r, xj, s3);
    t3 = madd(r, zj, t3);
  }
  const odd = (n & 1) != 0;
  const xj = odd ? load<f64>(x) : 0;
  const zj = odd ? load<f64>(z) : 0;
  const e0 = odd ? load<f64>(r0) : 0;
  const e1 = odd ? load<f64>(r1) : 0;
  const e2 = odd ? load<f64>(r2) : 0;
  const e3 = odd ? load<f64>(r3) : 0;
  store<f64>(y, sum(s0) + e0 * xj);
  store<f64>(y, sum(s1) + e1 * xj, 8);
  store<f64>(y, sum(s2) + e2 * xj, 16);
  store<f64>(y, sum(s3) + e3 * xj, 24);
  store<f64>(w, sum(t0) + e0 * zj);
  store<f64>(w, sum(t1) + e1 * zj, 8);
  store<f64>(w, sum(t2) + e2 * zj, 16);
  store<f64>(w, sum(t3) + e3 * zj, 24);
}

function addRows4by2(n: i32, a: usize, lda: usize, x: usize, z: usize, y: usize, w: usize): void {
  const f0 = v128.load_splat<f64>(x);
  const f1 = v128.load_splat<f64>(x, 8);
  const f2 = v128.load_splat<f64>(x, 16);
  const f3 = v128.load_splat<f64>(x, 24);
  const g0 = v128.load_splat<f64>(z);
  const g1 = v128.load_splat<f64>(z, 8);
  const g2 = v128.load_splat<f64>(z, 16);
  const g3 = v128.load_splat<f64>(z, 24);
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  const wide = y + (((<usize>n) & ~1) << 3);
  for (; y < wide; y += 16, w += 16, a += 16, r1 += 16, r2 += 16, r3 += 16) {
    let r = v128.load(a);
    let s = madd(f0, r, v128.load(y));
    let t = madd(g0, r, v128.load(w));
    r = v128.load(r1);
    s = madd(f1, r, s);
    t = madd(g1, r, t);
    r = v128.load(r2);
    s = madd(f2, r, s);
    t = madd(g2, r, t);
    r = v128.load(r3);
    s = madd(f3, r, s);
    t = madd(g3, r, t);
    v128.store(y, s);
    v128.store(w, t);
  }
  if ((n & 1) == 0) return;
  const e0 = load<f64>(a);
  const e1 = load<f64>(r1);
  const e2 = load<f64>(r2);
  const e3 = load<f64>(r3);
  store<f64>(
    y,
    load<f64>(y) +
      (load<f64>(x) * e0 + load<f64>(x, 8) * e1 + (load<f64>(x, 16) * e2 + load<f64>(x, 24) * e3)),
  );
  store<f64>(
    w,
    load<f64>(w) +
      (load<f64>(z) * e0 + load<f64>(z, 8) * e1 + (load<f64>(z, 16) * e2 + load<f64>(z, 24) * e3)),
  );
}
