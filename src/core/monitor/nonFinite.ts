/** Non-finite values in a row, as indices; `to` is the last of them. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** The runs of NaN and ±∞. Mixed precision skips single steps of a healthy training; a long run is divergence. */
export function nonFiniteRuns(values: Float64Array): Run[] {
  const runs: Run[] = [];
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) continue;
    const from = i;
    while (i + 1 < values.length && !Number.isFinite(values[i + 1])) i++;
    runs.push({ from, to: i });
  }
  return runs;
}
