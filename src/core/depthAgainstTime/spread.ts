import { quantile } from '../quantile';

/** Several draws of a curve by its quartiles, for k = 1…T; `null` stands for the log10 of an exact zero. */
export interface Spread {
  readonly lower: readonly (number | null)[];
  readonly median: readonly (number | null)[];
  readonly upper: readonly (number | null)[];
}

/** The quartiles of curves of one length; −Infinity stands for the log10 of an exact zero. */
export function spreadOf(curves: readonly (readonly number[])[]): Spread {
  const at = (p: number): (number | null)[] =>
    curves[0]!.map((_, k) => {
      const value = quantile(Float64Array.from(curves, (curve) => curve[k]!).sort(), p);
      return value === -Infinity ? null : value;
    });
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** The median of the curves at each k. */
export function medianOf(curves: readonly (readonly number[])[]): number[] {
  return curves[0]!.map((_, k) => quantile(Float64Array.from(curves, (curve) => curve[k]!).sort(), 0.5));
}
