/** The last numbers of a sequence in ascending order, for running medians: O(length) an entry. */
export class SortedWindow {
  private readonly order: number[] = [];
  private readonly sorted: number[] = [];

  constructor(private readonly size: number) {}

  get length(): number {
    return this.sorted.length;
  }

  push(value: number): void {
    if (this.order.length === this.size) this.sorted.splice(this.placeOf(this.order.shift()!), 1);
    this.order.push(value);
    this.sorted.splice(this.placeOf(value), 0, value);
  }

  /** The p-quantile by the nearest rank below; NaN of nothing. */
  quantile(p: number): number {
    return this.sorted[Math.floor(p * (this.sorted.length - 1))] ?? NaN;
  }

  private placeOf(value: number): number {
    let low = 0;
    let high = this.sorted.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.sorted[middle]! < value) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** The median of some numbers; NaN of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return NaN;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
