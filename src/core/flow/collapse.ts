/** A stretch of places that is drawn as one: `from` … `to`, both included. */
export interface Gap {
  readonly from: number;
  readonly to: number;
}

/**
 * The places 0…last to draw when there is room for `room` of them: all, or the first and the last ones with a gap in
 * the middle, which takes one place.
 */
export function collapse(last: number, room: number): readonly (number | Gap)[] {
  const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const shown = Math.max(5, room);
  if (last + 1 <= shown) return range(0, last);
  const head = Math.ceil((shown - 1) / 2);
  const tail = shown - 1 - head;
  return [...range(0, head - 1), { from: head, to: last - tail }, ...range(last - tail + 1, last)];
}
