import type { Matrix } from '../linalg/matrix';
import { requireFinite } from '../linalg/requirements';
import { exponentOf, scaled, type Scaled } from '../linalg/scaling';

/** Squares of numbers up to 2^±200, and sums of them, are far from the limits of a double. */
const maxExponent = 200;

/**
 * A matrix fit for kernels that square its entries: as it is where that is safe, or else rescaled by a power of two.
 * One pass over the data where `requireFinite` and `scaled` take four.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function prepared(a: Matrix): Scaled {
  let max = 0;
  let nonFinite = 0;
  const { data } = a;
  for (let i = 0; i < data.length; i++) {
    const value = data[i]!;
    const size = Math.abs(value);
    if (size > max) max = size;
    nonFinite += value * 0;
  }
  // Infinity·0 and NaN·0 are NaN; only then is the entry looked for.
  if (nonFinite !== 0 || a.data.length === 0) requireFinite(a);
  return Math.abs(exponentOf(max)) <= maxExponent || max === 0 ? { matrix: a, exponent: 0 } : scaled(a);
}
