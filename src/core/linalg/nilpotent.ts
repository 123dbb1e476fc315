import type { Matrix } from './matrix';
import { multiply } from './product';
import { maxAbs, scaled } from './scaling';

/** Larger matrices are not multiplied out for this. */
const maxOrder = 64;
const maxExact = 2 ** 53;
const maxBits = 26;

/**
 * The least k with Wᵏ = 0, where that is beyond doubt: the entries are whole numbers times a power of two, small enough for every
 * product on the way to be exact (or else a bound from above, no more than the order). `null` where no power is known to be zero.
 */
export function nilpotencyIndex(w: Matrix): number | null {
  const { rows: n, columns } = w;
  if (n !== columns || n > maxOrder) return null;
  // W^(2^b), none of which is zero.
  const squares: Matrix[] = [];
  let power = inWholeNumbers(w);
  while (power && maxAbs(power.data) > 0) {
    if (2 ** squares.length >= n) return null;
    squares.push(power);
    power = exactProduct(power, power);
  }
  if (!power) return null;
  let last = 0;
  let longest: Matrix | null = null;
  for (let b = squares.length - 1; b >= 0; b--) {
    const longer: Matrix | null = longest ? exactProduct(longest, squares[b]!) : squares[b]!;
    if (!longer) return Math.min(n, 2 ** squares.length);
    if (maxAbs(longer.data) === 0) continue;
    longest = longer;
    last += 2 ** b;
  }
  return last + 1;
}

/** The product of two matrices of whole numbers; `null` where doubles may not hold it. */
function exactProduct(a: Matrix, b: Matrix): Matrix | null {
  return a.rows * maxAbs(a.data) * maxAbs(b.data) > maxExact ? null : multiply(a, b);
}

/** The matrix times the power of two that makes its entries whole, if a small one does. */
function inWholeNumbers(w: Matrix): Matrix | null {
  const { matrix } = scaled(w);
  let bits = 0;
  for (const value of matrix.data) {
    while (bits <= maxBits && !Number.isInteger(value * 2 ** bits)) bits++;
    if (bits > maxBits) return null;
  }
  return { ...matrix, data: matrix.data.map((value) => value * 2 ** bits) };
}
