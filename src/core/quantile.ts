/**
 * The p-quantile (0 ≤ p ≤ 1) of ascending numbers, interpolated linearly between neighbors as numpy's default does;
 * infinite values keep their place.
 * @throws RangeError for no numbers at all.
 */
export function quantile(ascending: ArrayLike<number>, p: number): number {
  if (ascending.length === 0) throw new RangeError('no numbers have no quantile');
  const place = p * (ascending.length - 1);
  const below = ascending[Math.floor(place)]!;
  const above = ascending[Math.ceil(place)]!;
  // Equal neighbors may be infinite, whose difference is not a number.
  if (below === above) return below;
  const share = place - Math.floor(place);
  // numpy's lerp: from the nearer end, so that both ends are met exactly.
  return share < 0.5 || above === Infinity
    ? below + (above - below) * share
    : above - (above - below) * (1 - share);
}
