/** The last numbers of a sequence in ascending order, for running medians: O(size) an entry, without any allocation. */
export class SortedWindow {
  private readonly order: Float64Array;
  private readonly sorted: Float64Array;
  private count = 0;
  private oldest = 0;

  constructor(size: number) {
    this.order = new Float64Array(size);
    this.sorted = new Float64Array(size);
  }

  get length(): number {
    return this.count;
  }

  push(value: number): void {
    const { order, sorted } = this;
    let at: number;
    if (this.count === order.length) {
      at = this.placeOf(order[this.oldest]!);
      order[this.oldest] = value;
      this.oldest = (this.oldest + 1) % order.length;
    } else {
      at = this.count;
      order[this.count++] = value;
    }
    // The free place wanders to where the value belongs.
    for (; at > 0 && sorted[at - 1]! > value; at--) sorted[at] = sorted[at - 1]!;
    for (; at + 1 < this.count && sorted[at + 1]! < value; at++) sorted[at] = sorted[at + 1]!;
    sorted[at] = value;
  }

  /** The p-quantile by the nearest rank below; NaN of nothing. */
  quantile(p: number): number {
    return this.count === 0 ? NaN : this.sorted[Math.floor(p * (this.count - 1))]!;
  }

  private placeOf(value: number): number {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The median of some numbers; NaN of none. */
export function medianOf(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
