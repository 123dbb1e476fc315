/** How the entries of a tensor spread, over the finite ones. */
export interface TensorSpread {
  readonly count: number;
  readonly nonFinite: number;
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** Population standard deviation, as numpy's `std`. */
  readonly deviation: number;
}

/** One pass by Welford's updates, which lose no digits to cancellation; zeros where nothing is finite. */
export function tensorSpread(data: Float64Array): TensorSpread {
  let finite = 0;
  let mean = 0;
  let squares = 0;
  let min = Infinity;
  let max = -Infinity;
  for (const value of data) {
    if (!Number.isFinite(value)) continue;
    finite++;
    const delta = value - mean;
    mean += delta / finite;
    squares += delta * (value - mean);
    if (value < min) min = value;
    if (value > max) max = value;
  }
  return {
    count: data.length,
    nonFinite: data.length - finite,
    min: finite > 0 ? min : 0,
    max: finite > 0 ? max : 0,
    mean,
    deviation: finite > 0 ? Math.sqrt(squares / finite) : 0,
  };
}
