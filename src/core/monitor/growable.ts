const firstCapacity = 64;

/** An append-only list of float64 in one typed array that doubles when it is full: at most twice the data. */
export class Growable {
  private data = new Float64Array(firstCapacity);
  private used = 0;

  get length(): number {
    return this.used;
  }

  /** Bytes held, used or not. */
  get capacity(): number {
    return this.data.byteLength;
  }

  /** The last number; `undefined` of none. */
  get last(): number | undefined {
    return this.used === 0 ? undefined : this.data[this.used - 1];
  }

  push(value: number): void {
    if (this.used === this.data.length) {
      const larger = new Float64Array(2 * this.used);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.used++] = value;
  }

  /** Forgets what is behind the first `length` numbers. */
  truncate(length: number): void {
    this.used = Math.min(this.used, length);
  }

  /** What is in it now, without a copy; a later push may leave this view behind. */
  view(): Float64Array {
    return this.data.subarray(0, this.used);
  }
}
