import type { Matrix } from './matrix';
import { multiply } from './product';
import { maxAbs, scaled } from './scaling';

/** Larger matrices are not multiplied out for this. */
const maxOrder = 64;
const maxExact = 2 ** 53;
const maxBits = 26;

/**
 * Whether some power of a square matrix is zero beyond doubt: its entries are whole numbers times a power of two, small
 * enough for every product on the way to be exact. `false` where that cannot be told so.
 */
export function isNilpotent(w: Matrix): boolean {
  const { rows: n, columns } = w;
  if (n !== columns || n > maxOrder) return false;
  let power: Matrix | null = inWholeNumbers(w);
  for (let k = 1; power; k *= 2) {
    const largest = maxAbs(power.data);
    if (largest === 0) return true;
    if (k >= n || n * largest * largest > maxExact) return false;
    power = multiply(power, power);
  }
  return false;
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
