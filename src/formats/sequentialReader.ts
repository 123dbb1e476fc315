import type { ByteSource } from './byteSource';
import { checkedRange } from './range';

const windowSize = 1 << 16;

/** Reads numbers and texts one after the other, through a small window; what is skipped is never read. */
export class SequentialReader {
  #window: Uint8Array = new Uint8Array();
  #windowStart = 0;

  constructor(
    readonly source: ByteSource,
    public at = 0,
    public littleEndian = true,
  ) {}

  /**
   * The next bytes.
   * @throws FormatError when the file ends before
   */
  async bytes(length: number): Promise<Uint8Array> {
    checkedRange(this.source, this.at, length);
    const from = this.at - this.#windowStart;
    this.at += length;
    if (from >= 0 && from + length <= this.#window.length) return this.#window.subarray(from, from + length);
    const start = this.at - length;
    this.#window = await this.source.read(
      start,
      Math.max(length, Math.min(windowSize, this.source.size - start)),
    );
    this.#windowStart = start;
    return this.#window.subarray(0, length);
  }

  /** @throws FormatError when the file ends before */
  async text(length: number): Promise<string> {
    return new TextDecoder().decode(await this.bytes(length));
  }

  /** @throws FormatError when the file ends before */
  skip(length: number): void {
    checkedRange(this.source, this.at, length);
    this.at += length;
  }

  /** An unsigned integer of 1, 2, 4 or 8 bytes; of 8, not exact above 2⁵³, which is no length. */
  async uint(size: 1 | 2 | 4 | 8): Promise<number> {
    const bytes = await this.bytes(size);
    const view = new DataView(bytes.buffer, bytes.byteOffset, size);
    if (size === 1) return view.getUint8(0);
    if (size === 2) return view.getUint16(0, this.littleEndian);
    return size === 4
      ? view.getUint32(0, this.littleEndian)
      : Number(view.getBigUint64(0, this.littleEndian));
  }
}
