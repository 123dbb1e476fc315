import { quantile } from '../quantile';

/** Order statistics of a series; `null` where it has no finite value. */
export interface Statistics {
  /** All values, the non-finite ones among them. */
  readonly count: number;
  readonly nonFinite: number;
  readonly min: number | null;
  readonly median: number | null;
  readonly max: number | null;
  readonly percentiles: {
    readonly p10: number | null;
    readonly p50: number | null;
    readonly p90: number | null;
  };
}

/** The finite values above a bound, in their order; a copy. */
export function finiteOf(values: Float64Array, above = -Infinity): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (value > above && value < Infinity) finite[count++] = value;
  }
  return finite.subarray(0, count);
}

/** The finite values in ascending order. */
export function sortedFinite(values: Float64Array): Float64Array {
  return finiteOf(values).sort();
}

/**
 * The p-th percentile (0…100) of ascending values, interpolated linearly between the two nearest as numpy's default
 * does; `null` for no values.
 */
export function percentile(sorted: Float64Array, p: number): number | null {
  return sorted.length === 0 ? null : quantile(sorted, p / 100);
}

/** Counts and percentiles of a series; minimum to maximum are of the finite values. */
export function statistics(values: Float64Array, sorted = sortedFinite(values)): Statistics {
  const p50 = percentile(sorted, 50);
  return {
    count: values.length,
    nonFinite: values.length - sorted.length,
    min: sorted[0] ?? null,
    median: p50,
    max: sorted.at(-1) ?? null,
    percentiles: { p10: percentile(sorted, 10), p50, p90: percentile(sorted, 90) },
  };
}

/** Share of the ascending values that are above a threshold; 0 for no values. */
export function shareAbove(sorted: Float64Array, threshold: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! > threshold) high = middle;
    else low = middle + 1;
  }
  return sorted.length === 0 ? 0 : (sorted.length - low) / sorted.length;
}
