import type { Range } from '../recurrence/driven/figures';

/** Two-sided 90 % points of Student's t for 1, 2, … degrees of freedom. */
const students = [
  6.314, 2.92, 2.353, 2.132, 2.015, 1.943, 1.895, 1.86, 1.833, 1.812, 1.796, 1.782, 1.771, 1.761, 1.753,
] as const;

/**
 * Where 9 of 10 further starts have their log10 gain, as the draws (two or more, −Infinity for an exact zero) let it expect:
 * mean ± t·s·√(1 + 1/n), the interval of a next value of a normal distribution. Lowest and highest of n draws hold the next one
 * only in (n − 1)/(n + 1). −Infinity for an exact zero.
 */
export function startInterval(log10Gains: readonly number[]): Range {
  const finite = log10Gains.filter(Number.isFinite);
  const n = finite.length;
  if (n === 0) return { low: -Infinity, high: -Infinity };
  const mean = finite.reduce((sum, value) => sum + value, 0) / n;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const t = students[Math.min(n - 1, students.length) - 1] ?? 0;
  const reach = n > 1 ? t * Math.sqrt((squares / (n - 1)) * (1 + 1 / n)) : 0;
  return { low: n < log10Gains.length ? -Infinity : mean - reach, high: mean + reach };
}
