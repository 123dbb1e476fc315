/** Samples of a series, each as recorded. */
export interface Samples {
  readonly steps: readonly number[];
  readonly values: readonly number[];
}

/**
 * At most about `most` samples that show what all of them show: of each bucket the lowest and the highest finite value
 * and the first non-finite one, in their order, and both ends. Takes one pass.
 */
export function minMaxBuckets(steps: Float64Array, values: Float64Array, maxPoints: number): Samples {
  const count = values.length;
  if (count <= maxPoints) return { steps: [...steps], values: [...values] };
  const buckets = Math.max(1, Math.floor((maxPoints - 2) / 3));
  const chosen: number[] = [0];
  const take = (index: number): void => {
    if (index > chosen.at(-1)!) chosen.push(index);
  };
  for (let bucket = 0; bucket < buckets; bucket++) {
    const from = Math.floor((bucket * count) / buckets);
    const to = Math.floor(((bucket + 1) * count) / buckets);
    let low = -1;
    let high = -1;
    let broken = -1;
    for (let i = from; i < to; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) {
        if (broken === -1) broken = i;
        continue;
      }
      if (low === -1 || value < values[low]!) low = i;
      if (high === -1 || value > values[high]!) high = i;
    }
    for (const index of [low, high, broken].filter((i) => i !== -1).sort((a, b) => a - b)) take(index);
  }
  take(count - 1);
  return { steps: chosen.map((i) => steps[i]!), values: chosen.map((i) => values[i]!) };
}
