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

  push(value: number): void {
    if (this.used === this.data.length) {
      const larger = new Float64Array(2 * this.used);
      larger.set(this.data);
      this.data = larger;
    }
    this.data[this.used++] = value;
  }

  /** What is in it now, without a copy; a later push may leave this view behind. */
  view(): Float64Array {
    return this.data.subarray(0, this.used);
  }
}
