/** Bytes that came and were not used yet, for readers of records that may be cut anywhere. */
export class ByteQueue {
  private data = new Uint8Array(0);

  get length(): number {
    return this.data.length;
  }

  push(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.data.length + chunk.length);
    joined.set(this.data);
    joined.set(chunk, this.data.length);
    this.data = joined;
  }

  /** The next bytes without taking them; `undefined` while there are fewer. */
  peek(length: number): Uint8Array | undefined {
    return this.data.length < length ? undefined : this.data.subarray(0, length);
  }

  /** Drops up to that many bytes and tells how many there were. */
  drop(length: number): number {
    const dropped = Math.min(length, this.data.length);
    this.data = this.data.subarray(dropped);
    return dropped;
  }
}

export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
