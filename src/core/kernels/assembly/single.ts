// Products of one matrix with several vectors in single precision, for first looks at large cells. Rows and vectors are
// padded with zeros: m and n are multiples of four, `count` of two.
import { maddSingle } from './simd';

/** The i-th address of a list. */
function vector(list: usize, i: i32): usize {
  return load<usize>(list + ((<usize>i) << 2));
}

/** yᵢ ← A·xᵢ for all i < count. */
export function gemvGroupSingle(m: i32, n: i32, a: usize, lda: usize, count: i32, x: usize, y: usize): void {
  for (let r = 0; r < m; r += 4, a += lda << 2) {
    const at = (<usize>r) << 2;
    for (let i = 0; i < count; i += 2)
      rows4by2(n, a, lda, vector(x, i), vector(x, i + 1), vector(y, i) + at, vector(y, i + 1) + at);
  }
}

/** yᵢ ← yᵢ + Aᵀ·xᵢ for all i < count. */
export function gemvTGroupSingle(m: i32, n: i32, a: usize, lda: usize, count: i32, x: usize, y: usize): void {
  for (let r = 0; r < m; r += 4, a += lda << 2) {
    const at = (<usize>r) << 2;
    for (let i = 0; i < count; i += 2)
      addRows4by2(n, a, lda, vector(x, i) + at, vector(x, i + 1) + at, vector(y, i), vector(y, i + 1));
  }
}

function rows4by2(n: i32, a: usize, lda: usize, x: usize, z: usize, y: usize, w: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = f32x4.splat(0);
  let s2 = f32x4.splat(0);
  let s3 = f32x4.splat(0);
  let t0 = f32x4.splat(0);
  let t1 = f32x4.splat(0);
  let t2 = f32x4.splat(0);
  let t3 = f32x4.splat(0);
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  const end = x + ((<usize>n) << 2);
  for (; x < end; x += 16, z += 16, a += 16, r1 += 16, r2 += 16, r3 += 16) {
    const xj = v128.load(x);
    const zj = v128.load(z);
    let r = v128.load(a);
    s0 = maddSingle(r, xj, s0);
    t0 = maddSingle(r, zj, t0);
    r = v128.load(r1);
    s1 = maddSingle(r, xj, s1);
    t1 = maddSingle(r, zj, t1);
    r = v128.load(r2);
    s2 = maddSingle(r, xj, s2);
    t2 = maddSingle(r, zj, t2);
    r = v128.load(r3);
    s3 = maddSingle(r, xj, s3);
    t3 = maddSingle(r, zj, t3);
  }
  v128.store(y, sums(s0, s1, s2, s3));
  v128.store(w, sums(t0, t1, t2, t3));
}

/** The sums over the lanes of four vectors. */
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 4, 1, 5), v128.shuffle<f32>(c, d, 2, 6, 3, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

function addRows4by2(n: i32, a: usize, lda: usize, x: usize, z: usize, y: usize, w: usize): void {
  const f0 = v128.load_splat<f32>(x);
  const f1 = v128.load_splat<f32>(x, 4);
  const f2 = v128.load_splat<f32>(x, 8);
  const f3 = v128.load_splat<f32>(x, 12);
  const g0 = v128.load_splat<f32>(z);
  const g1 = v128.load_splat<f32>(z, 4);
  const g2 = v128.load_splat<f32>(z, 8);
  const g3 = v128.load_splat<f32>(z, 12);
  let r1 = a + lda;
  let r2 = r1 + lda;
  let r3 = r2 + lda;
  const end = y + ((<usize>n) << 2);
  for (; y < end; y += 16, w += 16, a += 16, r1 += 16, r2 += 16, r3 += 16) {
    let r = v128.load(a);
    let s = maddSingle(f0, r, v128.load(y));
    let t = maddSingle(g0, r, v128.load(w));
    r = v128.load(r1);
    s = maddSingle(f1, r, s);
    t = maddSingle(g1, r, t);
    r = v128.load(r2);
    s = maddSingle(f2, r, s);
    t = maddSingle(g2, r, t);
    r = v128.load(r3);
    s = maddSingle(f3, r, s);
    t = maddSingle(g3, r, t);
    v128.store(y, s);
    v128.store(w, t);
  }
}
