/** The pickle goes on beyond the bytes at hand. */
export class PickleCutShort extends Error {}

/** Reads the arguments of opcodes. */
export class PickleReader {
  at = 0;
  readonly #view: DataView;
  readonly #utf8 = new TextDecoder();

  constructor(readonly bytes: Uint8Array) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  #take(length: number): number {
    const from = this.at;
    if (!(length >= 0) || from + length > this.bytes.length) throw new PickleCutShort();
    this.at += length;
    return from;
  }

  u8 = () => this.#view.getUint8(this.#take(1));
  u16 = () => this.#view.getUint16(this.#take(2), true);
  u32 = () => this.#view.getUint32(this.#take(4), true);
  i32 = () => this.#view.getInt32(this.#take(4), true);
  u64 = () => Number(this.#view.getBigUint64(this.#take(8), true));
  f64 = () => this.#view.getFloat64(this.#take(8));
  slice = (length: number) => this.bytes.subarray(this.#take(length), this.at);
  text = (length: number) => this.#utf8.decode(this.slice(length));

  /** A line without its end, as protocol 0 writes arguments. */
  line(): string {
    const end = this.bytes.indexOf(10, this.at);
    if (end < 0) throw new PickleCutShort();
    const text = this.text(end - this.at);
    this.at++;
    return text;
  }

  /** A little-endian integer in two's complement. */
  long(length: number): number | bigint | undefined {
    if (length > 1024) return undefined;
    const bytes = this.slice(length);
    let value = 0n;
    for (let i = bytes.length - 1; i >= 0; i--) value = (value << 8n) | BigInt(bytes[i]!);
    if (bytes.length > 0 && bytes.at(-1)! & 0x80) value -= 1n << BigInt(8 * bytes.length);
    const number = Number(value);
    return Number.isSafeInteger(number) ? number : value;
  }
}
