// Level 1: vectors of `n` doubles at byte addresses.
import { madd, sum } from './simd';

/** xᵀy. */
export function dot(n: i32, x: usize, y: usize): f64 {
  let s0 = f64x2.splat(0);
  let s1 = f64x2.splat(0);
  let s2 = f64x2.splat(0);
  let s3 = f64x2.splat(0);
  const wide = x + (((<usize>n) & ~7) << 3);
  for (; x < wide; x += 64, y += 64) {
    s0 = madd(v128.load(x), v128.load(y), s0);
    s1 = madd(v128.load(x, 16), v128.load(y, 16), s1);
    s2 = madd(v128.load(x, 32), v128.load(y, 32), s2);
    s3 = madd(v128.load(x, 48), v128.load(y, 48), s3);
  }
  let result = sum(f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3)));
  const end = x + (((<usize>n) & 7) << 3);
  for (; x < end; x += 8, y += 8) result += load<f64>(x) * load<f64>(y);
  return result;
}

/** y ← y + a·x. */
export function axpy(n: i32, a: f64, x: usize, y: usize): void {
  const factor = f64x2.splat(a);
  const wide = x + (((<usize>n) & ~3) << 3);
  for (; x < wide; x += 32, y += 32) {
    v128.store(y, madd(factor, v128.load(x), v128.load(y)));
    v128.store(y, madd(factor, v128.load(x, 16), v128.load(y, 16)), 16);
  }
  const end = x + (((<usize>n) & 3) << 3);
  for (; x < end; x += 8, y += 8) store<f64>(y, load<f64>(y) + a * load<f64>(x));
}

/** x ← a·x. */
export function scal(n: i32, a: f64, x: usize): void {
  const end = x + ((<usize>n) << 3);
  for (; x < end; x += 8) store<f64>(x, a * load<f64>(x));
}

/** x ← 0. */
export function clear(n: i32, x: usize): void {
  memory.fill(x, 0, (<usize>n) << 3);
}

/** y ← x. */
export function copy(n: i32, x: usize, y: usize): void {
  memory.copy(y, x, (<usize>n) << 3);
}

/** The largest |xᵢ|. */
export function maxAbs(n: i32, x: usize): f64 {
  let max = 0.0;
  const end = x + ((<usize>n) << 3);
  for (; x < end; x += 8) max = Math.max(max, Math.abs(load<f64>(x)));
  return max;
}
