// Products in twice the digits of doubles. Nothing is fused: the error-free transforms rest on every single rounding.

const splitter: f64 = 134217729;

/** The upper 26 bits of each lane. */
function upperOf(x: v128): v128 {
  const c = f64x2.mul(f64x2.splat(splitter), x);
  return f64x2.sub(c, f64x2.sub(c, x));
}

/**
 * y + yLow ← A·(x + xLow) by Dekker's products and Knuth's sums ([Ogita2005]): sums as if in twice the precision, their low parts
 * summed in doubles. n is even; `work` holds n doubles.
 */
export function gemvLong(
  m: i32,
  n: i32,
  a: usize,
  lda: usize,
  x: usize,
  xLow: usize,
  y: usize,
  yLow: usize,
  work: usize,
): void {
  const end = (<usize>n) << 3;
  for (let j: usize = 0; j < end; j += 16) v128.store(work + j, upperOf(v128.load(x + j)));
  for (let i = 0; i < m; i++, a += lda, y += 8, yLow += 8) {
    let total = f64x2.splat(0);
    let rest = f64x2.splat(0);
    for (let j: usize = 0; j < end; j += 16) {
      const left = v128.load(a + j);
      const right = v128.load(x + j);
      const rightUpper = v128.load(work + j);
      const p = f64x2.mul(left, right);
      const leftUpper = upperOf(left);
      const leftLower = f64x2.sub(left, leftUpper);
      const rightLower = f64x2.sub(right, rightUpper);
      const upper = f64x2.sub(p, f64x2.mul(leftUpper, rightUpper));
      const middle = f64x2.sub(
        f64x2.sub(upper, f64x2.mul(leftLower, rightUpper)),
        f64x2.mul(leftUpper, rightLower),
      );
      const lost = f64x2.sub(f64x2.mul(leftLower, rightLower), middle);
      const next = f64x2.add(total, p);
      const added = f64x2.sub(next, total);
      const off = f64x2.add(f64x2.sub(total, f64x2.sub(next, added)), f64x2.sub(p, added));
      rest = f64x2.add(rest, f64x2.add(f64x2.add(off, lost), f64x2.mul(left, v128.load(xLow + j))));
      total = next;
    }
    const one = f64x2.extract_lane(total, 0);
    const two = f64x2.extract_lane(total, 1);
    const both = one + two;
    const added = both - one;
    const off = one - (both - added) + (two - added);
    const low = off + (f64x2.extract_lane(rest, 0) + f64x2.extract_lane(rest, 1));
    const high = both + low;
    store<f64>(y, high);
    store<f64>(yLow, both - high + low);
  }
}
