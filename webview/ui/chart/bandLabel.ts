/** Where the middle of a band's word stands: in the band, or beside one that is too low for it, within the area. */
export function bandLabelY(top: number, bottom: number, areaBottom: number): number {
  if (bottom - top >= 16) return top + 9;
  return bottom + 18 <= areaBottom ? bottom + 9 : top - 9;
}
