/** Two-sided 95 % points of Student's t for 1, 2, … degrees of freedom. */
const students = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
] as const;

/** Where the log10 gain of a start is expected, −Infinity for an exact zero. */
export interface StartInterval {
  readonly low: number;
  readonly high: number;
}

/**
 * Where 19 of 20 further starts have their log10 gain, as the draws (two or more, −Infinity for an exact zero) let it expect:
 * mean ± t·s·√(1 + 1/n), the interval of a next value of a normal distribution. Lowest and highest of n draws hold the next one
 * only in (n − 1)/(n + 1).
 */
export function startInterval(log10Gains: readonly number[]): StartInterval {
  const finite = log10Gains.filter(Number.isFinite);
  const n = finite.length;
  if (n === 0) return { low: -Infinity, high: -Infinity };
  const mean = finite.reduce((sum, value) => sum + value, 0) / n;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const t = students[Math.min(n - 1, students.length) - 1] ?? 0;
  const reach = n > 1 ? t * Math.sqrt((squares / (n - 1)) * (1 + 1 / n)) : 0;
  return { low: n < log10Gains.length ? -Infinity : mean - reach, high: mean + reach };
}
