import type { Matrix } from './linalg/matrix';
import { exponentOf } from './linalg/scaling';

/**
 * How the entries of a matrix were rounded when they were written down or stored: to significant digits (to `fewest` where some have
 * fewer), to decimals, or to an element type.
 */
export type Rounding =
  | { readonly digits: number; readonly fewest?: number }
  | { readonly decimals: number }
  | { readonly dtype: string };

/** A matrix stands for all that round to it: each entry for what lies within half a unit of its last digit. */
export interface StoredPrecision {
  readonly rounding: Rounding;
  /** Half a unit in the last digit of every entry, row by row; 0 for one that is exact. */
  readonly halfUnits: Float64Array;
}

/** Digits of the significand, and the exponent of the smallest normal number. */
const floats: Readonly<Record<string, readonly [bits: number, least: number]>> = {
  F32: [24, -126],
  BF16: [8, -126],
  F16: [11, -14],
};

/** The precision of an element type in safetensors' notation; `null` for doubles and for types that say nothing of it. */
export function precisionOfType(dtype: string, { rows, columns, data }: Matrix): StoredPrecision | null {
  const float = Object.hasOwn(floats, dtype) ? floats[dtype] : undefined;
  if (float) {
    const [bits, least] = float;
    const halfUnits = data.map((x) => (x === 0 ? 0 : 2 ** (Math.max(exponentOf(x), least) - bits)));
    return { rounding: { dtype }, halfUnits };
  }
  if (!/^Q[IU]\d+$/.test(dtype)) return null;
  const halfUnits = new Float64Array(data.length);
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, (i + 1) * columns);
    halfUnits.fill(smallestGap(row) / 2, i * columns, (i + 1) * columns);
  }
  return { rounding: { dtype }, halfUnits };
}

/** What integers were multiplied by, as the entries of a row show it; 0 where all are equal. */
function smallestGap(row: Float64Array): number {
  const sorted = row.toSorted();
  let gap = Infinity;
  for (let j = 1; j < sorted.length; j++) {
    const step = sorted[j]! - sorted[j - 1]!;
    if (step > 1e-9 * Math.abs(sorted[j]!) && step < gap) gap = step;
  }
  return gap === Infinity ? 0 : gap;
}
