import { recordOf, wholeWithin } from './parse';

/** What of a matrix is wanted to be read. */
export interface ExcerptRequest {
  /** Rows and columns to show at most; of a larger matrix the first ones and the last. */
  readonly maxOrder: number;
  /** T of the power Wᵀ. */
  readonly steps: number;
}

/** Entries of a matrix for people to read. */
export interface MatrixExcerpt {
  /** Rows that are shown, ascending from 0; where one is left out, dots go. */
  readonly rowIndices: readonly number[];
  readonly columnIndices: readonly number[];
  /** A row each for `rowIndices`. */
  readonly entries: readonly (readonly number[])[];
  /** The entries of the T-th power over 10^exponent; `null` where the matrix has none or is not shown in full. */
  readonly power: { readonly exponent: number; readonly entries: readonly (readonly number[])[] } | null;
}

export const excerptBounds = { maxOrder: [3, 12], steps: [1, 100_000] } as const;

/** The request from a message, with defaults for what is missing or out of bounds. */
export function parseExcerpt(data: unknown): ExcerptRequest {
  const { maxOrder, steps } = recordOf(data);
  return {
    maxOrder: wholeWithin(maxOrder, excerptBounds.maxOrder, 6),
    steps: wholeWithin(steps, excerptBounds.steps, 100),
  };
}
