/** Sum of squares of `count` values spread evenly over [left, right]. */
function squares(left: number, right: number, count: number): number {
  return (count * (left * left + left * right + right * right)) / 3;
}

/** L2 norm of the values in a histogram, as if they lay evenly within their bins. */
export function normOfBins(bins: Iterable<readonly [left: number, right: number, count: number]>): number {
  let sum = 0;
  for (const [left, right, count] of bins) if (count !== 0) sum += squares(left, right, count);
  return Math.sqrt(sum);
}

/** A histogram as Weights & Biases writes it: counts with the edges of their bins, or with the first edge and a width. */
export interface WandbHistogram {
  readonly values?: unknown;
  readonly bins?: unknown;
  readonly packedBins?: { readonly min?: unknown; readonly size?: unknown };
}

export function isHistogram(value: unknown): value is WandbHistogram {
  return typeof value === 'object' && value !== null && (value as { _type?: unknown })._type === 'histogram';
}

/** The norm of the values in it; `undefined` for one without counts. */
export function histogramNormOf({ values, bins, packedBins }: WandbHistogram): number | undefined {
  if (!Array.isArray(values)) return undefined;
  const counts = values.map(Number);
  const edge = Array.isArray(bins)
    ? (i: number): number => Number(bins[i])
    : (i: number): number => Number(packedBins?.min) + i * Number(packedBins?.size);
  return normOfBins(counts.map((count, i) => [edge(i), edge(i + 1), count] as const));
}
