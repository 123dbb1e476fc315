/** Half-lives in logarithmic bins. */
export interface HalfLifeHistogram {
  /** Edges in steps, ascending, one more than counts. */
  readonly edges: readonly number[];
  readonly counts: readonly number[];
  /** Channels whose half-life is shorter than the first edge. */
  readonly shorter: number;
  /** Channels whose half-life is the last edge or longer, or that never halve. */
  readonly longer: number;
}

const binsPerDecade = 4;
/** From a hundredth of a step to a hundred million. */
const lowestDecade = -2;
const highestDecade = 8;

/** Counts half-lives (steps, ascending or not, Infinity allowed) in bins of a quarter decade, over the decades met. */
export function halfLifeHistogram(halfLife: ArrayLike<number>): HalfLifeHistogram {
  let low = Infinity;
  let high = -Infinity;
  for (const value of Array.from(halfLife)) {
    if (!Number.isFinite(value) || value <= 0) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const clamp = (decade: number): number => Math.min(Math.max(decade, lowestDecade), highestDecade);
  const first = low > high ? 0 : clamp(Math.floor(Math.log10(low)));
  const last = low > high ? 1 : Math.max(clamp(Math.floor(Math.log10(high)) + 1), first + 1);
  const bins = (last - first) * binsPerDecade;
  const edges = Array.from({ length: bins + 1 }, (_, i) => 10 ** (first + i / binsPerDecade));
  const counts = new Array<number>(bins).fill(0);
  let shorter = 0;
  let longer = 0;
  for (const value of Array.from(halfLife)) {
    if (value < edges[0]!) shorter++;
    else if (value >= edges[bins]!) longer++;
    else {
      // The logarithm may land a hair beside an edge.
      let bin = Math.min(Math.floor((Math.log10(value) - first) * binsPerDecade), bins - 1);
      if (value < edges[bin]!) bin--;
      else if (value >= edges[bin + 1]!) bin++;
      counts[bin]!++;
    }
  }
  return { edges, counts, shorter, longer };
}
