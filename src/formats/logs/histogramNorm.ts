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
