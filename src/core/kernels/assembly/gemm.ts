// Level 3: the matrix product after [Goto2008] (GotoBLAS) and BLIS: packed panels, a register block of
// `mr` rows by 4 columns, the panel of A in the second-level cache, a sliver of B in the first.
import { madd } from './simd';

/** Rows of the register block: twelve sums need all registers, which only fused multiply-add leaves free. */
const mr: i32 = ASC_FEATURE_RELAXED_SIMD ? 6 : 4;
const nr: i32 = 4;
/** Depth of a packed panel and rows of A in it: 256 × 96 × 8 bytes = 192 KiB. */
const kc: i32 = 256;
const mc: i32 = 96;

/** Bytes that `gemm` needs at `work` for a product with n columns and inner dimension k. */
export function gemmWork(n: i32, k: i32): usize {
  const depth = <usize>min(k, kc);
  return (depth * <usize>mc + depth * ((<usize>n + 3) & ~3) + <usize>(mr * nr)) << 3;
}

/**
 * C ← C + alpha·A·B, or C ← alpha·A·B when `fresh`. A is m×k with elements `ars` bytes apart down and `acs` bytes across,
 * B likewise, so either may be a transpose. Rows of C are contiguous, `ldc` bytes apart.
 */
export function gemm(
  m: i32,
  n: i32,
  k: i32,
  alpha: f64,
  a: usize,
  ars: usize,
  acs: usize,
  b: usize,
  brs: usize,
  bcs: usize,
  c: usize,
  ldc: usize,
  fresh: bool,
  work: usize,
): void {
  const packedA = work;
  const tile = packedA + ((<usize>min(k, kc) * <usize>mc) << 3);
  const packedB = tile + ((<usize>(mr * nr)) << 3);
  for (let l = 0; l < k; l += kc) {
    const depth = min(kc, k - l);
    packB(depth, n, b + <usize>l * brs, brs, bcs, packedB);
    const overwrite = fresh && l == 0;
    for (let i = 0; i < m; i += mc) {
      const height = min(mc, m - i);
      packA(height, depth, alpha, a + <usize>i * ars + <usize>l * acs, ars, acs, packedA);
      const corner = c + <usize>i * ldc;
      for (let j = 0; j < n; j += nr) {
        const sliver = packedB + ((<usize>(j * depth)) << 3);
        const width = min(nr, n - j);
        for (let r = 0; r < height; r += mr) {
          const panel = packedA + ((<usize>(r * depth)) << 3);
          const target = corner + <usize>r * ldc + ((<usize>j) << 3);
          if (width == nr && r + mr <= height) {
            block(depth, panel, sliver, target, ldc, overwrite);
          } else {
            block(depth, panel, sliver, tile, (<usize>nr) << 3, true);
            flush(min(mr, height - r), width, tile, target, ldc, overwrite);
          }
        }
      }
    }
  }
}

/** alpha·A in slivers of `mr` rows, column after column, filled up with zeros. */
function packA(height: i32, depth: i32, alpha: f64, a: usize, rs: usize, cs: usize, to: usize): void {
  for (let i = 0; i < height; i += mr) {
    const rows = min(mr, height - i);
    for (let r = 0; r < mr; r++) {
      let target = to + ((<usize>r) << 3);
      if (r < rows) {
        let from = a + <usize>(i + r) * rs;
        for (let p = 0; p < depth; p++, from += cs, target += (<usize>mr) << 3) {
          store<f64>(target, alpha * load<f64>(from));
        }
      } else {
        for (let p = 0; p < depth; p++, target += (<usize>mr) << 3) store<f64>(target, 0);
      }
    }
    to += (<usize>(mr * depth)) << 3;
  }
}

/** B in slivers of four columns, row after row, filled up with zeros. */
function packB(depth: i32, n: i32, b: usize, rs: usize, cs: usize, to: usize): void {
  let j = 0;
  for (; j + 3 < n; j += 4) {
    let from = b + <usize>j * cs;
    if (cs == 8) {
      for (let p = 0; p < depth; p++, from += rs, to += 32) {
        v128.store(to, v128.load(from));
        v128.store(to, v128.load(from, 16), 16);
      }
    } else {
      for (let p = 0; p < depth; p++, from += rs, to += 32) {
        store<f64>(to, load<f64>(from));
        store<f64>(to, load<f64>(from + cs), 8);
        store<f64>(to, load<f64>(from + 2 * cs), 16);
        store<f64>(to, load<f64>(from + 3 * cs), 24);
      }
    }
  }
  if (j == n) return;
  let from = b + <usize>j * cs;
  for (let p = 0; p < depth; p++, from += rs) {
    for (let q = 0; q < nr; q++, to += 8) {
      store<f64>(to, j + q < n ? load<f64>(from + <usize>q * cs) : 0);
    }
  }
}

/** The part of a tile that lies inside C. */
function flush(rows: i32, columns: i32, tile: usize, c: usize, ldc: usize, overwrite: bool): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      const value = load<f64>(tile + ((<usize>(i * nr + j)) << 3));
      const target = c + <usize>i * ldc + ((<usize>j) << 3);
      store<f64>(target, overwrite ? value : load<f64>(target) + value);
    }
  }
}

function block(depth: i32, a: usize, b: usize, c: usize, ldc: usize, overwrite: bool): void {
  if (mr == 6) block6(depth, a, b, c, ldc, overwrite);
  else block4(depth, a, b, c, ldc, overwrite);
}

function put(c: usize, s0: v128, s1: v128, overwrite: bool): void {
  v128.store(c, overwrite ? s0 : f64x2.add(v128.load(c), s0));
  v128.store(c, overwrite ? s1 : f64x2.add(v128.load(c, 16), s1), 16);
}

function block4(depth: i32, a: usize, b: usize, c: usize, ldc: usize, overwrite: bool): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  const end = b + ((<usize>depth) << 5);
  for (; b < end; b += 32, a += 32) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f64>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load_splat<f64>(a, 8);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load_splat<f64>(a, 16);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load_splat<f64>(a, 24);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
  }
  put(c, s00, s01, overwrite);
  put(c + ldc, s10, s11, overwrite);
  put(c + 2 * ldc, s20, s21, overwrite);
  put(c + 3 * ldc, s30, s31, overwrite);
}

function block6(depth: i32, a: usize, b: usize, c: usize, ldc: usize, overwrite: bool): void {
  let s00 = f64x2.splat(0);
  let s01 = f64x2.splat(0);
  let s10 = f64x2.splat(0);
  let s11 = f64x2.splat(0);
  let s20 = f64x2.splat(0);
  let s21 = f64x2.splat(0);
  let s30 = f64x2.splat(0);
  let s31 = f64x2.splat(0);
  let s40 = f64x2.splat(0);
  let s41 = f64x2.splat(0);
  let s50 = f64x2.splat(0);
  let s51 = f64x2.splat(0);
  const end = b + ((<usize>depth) << 5);
  for (; b < end; b += 32, a += 48) {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    let x = v128.load_splat<f64>(a);
    s00 = madd(x, b0, s00);
    s01 = madd(x, b1, s01);
    x = v128.load_splat<f64>(a, 8);
    s10 = madd(x, b0, s10);
    s11 = madd(x, b1, s11);
    x = v128.load_splat<f64>(a, 16);
    s20 = madd(x, b0, s20);
    s21 = madd(x, b1, s21);
    x = v128.load_splat<f64>(a, 24);
    s30 = madd(x, b0, s30);
    s31 = madd(x, b1, s31);
    x = v128.load_splat<f64>(a, 32);
    s40 = madd(x, b0, s40);
    s41 = madd(x, b1, s41);
    x = v128.load_splat<f64>(a, 40);
    s50 = madd(x, b0, s50);
    s51 = madd(x, b1, s51);
  }
  put(c, s00, s01, overwrite);
  put(c + ldc, s10, s11, overwrite);
  put(c + 2 * ldc, s20, s21, overwrite);
  put(c + 3 * ldc, s30, s31, overwrite);
  put(c + 4 * ldc, s40, s41, overwrite);
  put(c + 5 * ldc, s50, s51, overwrite);
}
