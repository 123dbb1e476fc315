import { exponentOf, ldexp, maxAbs, normalize } from '../linalg/scaling';
import { frobeniusNorm } from '../linalg/vector';

/** The vector `data`·2^`exponent`: gradients far below and above what a double holds. */
export interface ScaledVector {
  readonly data: Float64Array;
  readonly exponent: number;
}

/** Only where the largest entry is beyond 2^±this is a power of two taken out, so plain cases stay plain. */
const maxExponent = 256;

/** The same vector with entries that can be squared and summed; `data` is rescaled in place. */
export function rescaled({ data, exponent }: ScaledVector): ScaledVector {
  const max = maxAbs(data);
  if (max === 0 || Math.abs(exponentOf(max)) <= maxExponent)
    return { data, exponent: max === 0 ? 0 : exponent };
  return { data, exponent: exponent + normalize(data) };
}

/** a + b. */
export function addScaled(a: ScaledVector, b: ScaledVector): ScaledVector {
  const exponent = Math.max(a.exponent, b.exponent);
  const data = a.data.map(
    (value, i) => ldexp(value, a.exponent - exponent) + ldexp(b.data[i]!, b.exponent - exponent),
  );
  return { data, exponent };
}

/** ‖·‖₂ as a double: ∞ or 0 where it is too large or too small for one. */
export function normOf({ data, exponent }: ScaledVector): number {
  return ldexp(frobeniusNorm(data), exponent);
}

/** log10 ‖·‖₂; −Infinity of an exact zero. */
export function log10NormOf({ data, exponent }: ScaledVector): number {
  return Math.log10(frobeniusNorm(data)) + exponent * Math.log10(2);
}

/** The entries as doubles. */
export function entriesOf({ data, exponent }: ScaledVector): Float64Array {
  return exponent === 0 ? data : data.map((value) => ldexp(value, exponent));
}
