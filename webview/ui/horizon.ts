/** Longest horizon that the panel offers. */
export const maxHorizon = 1000;

/** Stops of the horizon slider: every step up to 30, then ever further apart, so that short horizons are easy to hit. */
export const horizonStops: readonly number[] = [
  [1, 30, 1],
  [32, 60, 2],
  [65, 100, 5],
  [110, 200, 10],
  [220, 500, 20],
  [550, maxHorizon, 50],
].flatMap(([from, to, step]) =>
  Array.from({ length: (to! - from!) / step! + 1 }, (_, i) => from! + i * step!),
);
