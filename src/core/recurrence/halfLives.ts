import { quantile } from '../quantile';

/** The spread of half-lives in steps; `null` is a memory that never halves. */
export interface HalfLives {
  readonly p5: number | null;
  readonly p25: number | null;
  readonly p50: number | null;
  readonly p75: number | null;
  readonly p95: number | null;
}

/** Percentiles of half-lives, given ascending, Infinity for those that never halve. */
export function halfLives(ascending: ArrayLike<number>): HalfLives {
  const at = (p: number): number | null => finite(quantile(ascending, p / 100));
  return { p5: at(5), p25: at(25), p50: at(50), p75: at(75), p95: at(95) };
}

/** JSON has no infinity: `null` stands for it. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);
