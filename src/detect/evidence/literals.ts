import type { TextRange } from '../../core/textRange';

/** Which matrix stands at a place, by the range that detection gave it. */
export class Literals {
  private readonly byRange = new Map<number, Map<number, number>>();

  constructor(ranges: readonly TextRange[]) {
    ranges.forEach(({ start, end }, index) => {
      const ends = this.byRange.get(start);
      if (ends) ends.set(end, index);
      else this.byRange.set(start, new Map([[end, index]]));
    });
  }

  /** The index of the matrix that stands exactly here, or undefined. */
  at(start: number, end: number): number | undefined {
    return this.byRange.get(start)?.get(end);
  }

  /** The matrix that begins here, with its end; of several the longest. */
  from(start: number): { readonly index: number; readonly end: number } | undefined {
    const ends = this.byRange.get(start);
    if (!ends) return undefined;
    const end = Math.max(...ends.keys());
    return { index: ends.get(end)!, end };
  }
}
