/**
 * log10 of rateᵏ, the gain of `steps` steps at a constant rate; `null` where that is exactly zero. In the log domain, so
 * 1.1^100000 has a value too.
 * @throws RangeError for a rate that is negative or not finite, or steps that are not a whole number ≥ 1.
 */
export function log10OfCompound(rate: number, steps: number): number | null {
  if (!Number.isFinite(rate) || rate < 0) throw new RangeError(`${rate} is not a rate: it must be ≥ 0`);
  if (!Number.isInteger(steps) || steps < 1)
    throw new RangeError(`${steps} is not a whole number of steps ≥ 1`);
  return rate === 0 ? null : steps * Math.log10(rate);
}

/** Rates a little above and below one, as the article has them. */
export const exampleRates = [1.1, 1.01, 1, 0.99, 0.9] as const;

/** log10 of every rate to the power of every number of steps: a row a rate, a column a number of steps. */
export function rateTable(rates: readonly number[], steps: readonly number[]): (number | null)[][] {
  return rates.map((rate) => steps.map((count) => log10OfCompound(rate, count)));
}
