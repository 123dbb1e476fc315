/** Bytes of the largest member that is inflated into memory. */
export const maxInflated = 2 ** 28;
/** Above this size a member that inflates to many times its size is refused; tensors of zeros below it are common. */
const bombSize = 2 ** 24;
const bombRatio = 100;

/** Whether inflating is refused: too much in total, or far more than real weights ever inflate to. */
export function isBomb(compressed: number, inflated: number): boolean {
  return inflated > maxInflated || (inflated > bombSize && inflated > compressed * bombRatio);
}

/** The most bytes that so many compressed ones may inflate to without being refused. */
export const inflationLimit = (compressed: number): number =>
  Math.min(maxInflated, Math.max(bombSize, compressed * bombRatio));

/** Thrown into the stream to stop it, once enough has come. */
class SizeLimitError extends Error {}

/** Collects up to `limit` bytes of a stream and stops it at the first byte beyond. */
export class BoundedWriter {
  readonly #chunks: Uint8Array[] = [];
  #length = 0;
  readonly writable: WritableStream<Uint8Array>;

  constructor(private readonly limit: number) {
    this.writable = new WritableStream({
      write: (chunk) => {
        const rest = this.limit - this.#length;
        this.#chunks.push(chunk.length > rest ? chunk.slice(0, rest) : chunk);
        this.#length += Math.min(chunk.length, rest);
        if (chunk.length > rest) throw new SizeLimitError(`it inflates to more than ${this.limit} bytes`);
      },
    });
  }

  get isFull(): boolean {
    return this.#length === this.limit;
  }

  bytes(): Uint8Array {
    const bytes = new Uint8Array(this.#length);
    let at = 0;
    for (const chunk of this.#chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  }
}
