/** Bytes that came and were not used yet, for readers of records that may be cut anywhere. */
export class ByteQueue {
  private data = new Uint8Array(0);
  private start = 0;

  get length(): number {
    return this.data.length - this.start;
  }

  push(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.length + chunk.length);
    joined.set(this.data.subarray(this.start));
    joined.set(chunk, this.length);
    this.data = joined;
    this.start = 0;
  }

  /** The next bytes without taking them; `undefined` while there are fewer. */
  peek(length: number): Uint8Array | undefined {
    return this.length < length ? undefined : this.data.subarray(this.start, this.start + length);
  }

  /** Drops up to that many bytes and tells how many there were. */
  drop(length: number): number {
    const dropped = Math.min(length, this.length);
    this.start += dropped;
    return dropped;
  }
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The 32-bit number without sign, little-endian, at a place. */
export const uint32At = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
