import type { Point } from './plot';

/** Light enough for the curves and the grid to show through. */
export const ribbonOpacity = 0.22;

/** The outline of the area between two curves, along the upper and back along the lower. */
export function ribbonOutline(
  lower: readonly Point[],
  upper: readonly Point[],
): { readonly x: number; readonly y: number }[] {
  return [...upper, ...[...lower].reverse()].flatMap(({ x, y }) => (y === null ? [] : [{ x, y }]));
}
