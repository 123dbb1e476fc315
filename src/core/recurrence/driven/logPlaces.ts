/** At most `count` whole steps from 1 to the horizon, evenly spread in their logarithm. */
export function logPlaces(steps: number, count: number): number[] {
  const places = Array.from({ length: count }, (_, i) =>
    Math.round(steps ** (count === 1 ? 1 : i / (count - 1))),
  );
  return [...new Set(places)];
}
