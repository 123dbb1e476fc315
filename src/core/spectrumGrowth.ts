import type { Growth } from './analysis';

/** log10 of every singular value of Wᵏ at some steps k, downsampled to what a chart can show. */
export interface SpectrumGrowth {
  /** The steps shown, ascending; they start at 1 and end at the horizon. */
  readonly steps: readonly number[];
  /** One curve per singular value, largest first; `null` where it is exactly zero. */
  readonly curves: readonly Growth[];
  /** Which singular value each curve is, from 0 for the largest. */
  readonly indices: readonly number[];
  /** How many singular values there are, for the line "32 of 512 shown". */
  readonly total: number;
}
