/** Where a gain went from one checkpoint to a later one. */
export type Movement =
  'toward exploding' | 'away from exploding' | 'toward vanishing' | 'away from vanishing' | 'unchanged';

/** Changes of log10 of the gain below this, about an eighth, are none. */
const noticeable = 0.05;

/**
 * How the gain of a recurrence moved, both as log10 with `null` for an exact zero. Up and above 1 is toward exploding, up
 * and below 1 away from vanishing, and so on: the side of 1 that it ends on decides.
 */
export function movementOf(before: number | null, after: number | null): Movement {
  const from = before ?? -Infinity;
  const to = after ?? -Infinity;
  if (from === to || Math.abs(to - from) < noticeable) return 'unchanged';
  if (to > from) return to > 0 ? 'toward exploding' : 'away from vanishing';
  return to < 0 ? 'toward vanishing' : 'away from exploding';
}
