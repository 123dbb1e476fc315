/** The lowest and the highest of some values. */
export interface Extent {
  readonly low: number;
  readonly high: number;
}

/** The extent of all values that are known, and of `start`; infinite, the wrong way round, where there are none. */
export function extentOf(
  curves: readonly (readonly (number | null)[])[],
  start: Extent = { low: Infinity, high: -Infinity },
): Extent {
  let { low, high } = start;
  for (const curve of curves) {
    for (const value of curve) {
      if (value === null) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return { low, high };
}
