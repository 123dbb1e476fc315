import type { LogReader } from './logFormat';

export type Utf16 = 'utf-16le' | 'utf-16be';

/** Bytes by which UTF-16 without a mark is recognized. */
const looked = 512;

/** The UTF-16 that a file begins in: by its mark, or by the zeros that ASCII leaves in every other byte. */
export function utf16Of(bytes: Uint8Array): Utf16 | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const length = Math.min(looked, bytes.length & ~1);
  if (length < 16) return undefined;
  const zeros = [0, 0];
  for (let i = 0; i < length; i++) if (bytes[i] === 0) zeros[i & 1]!++;
  const many = 0.4 * length;
  if (zeros[1]! >= many && zeros[0] === 0) return 'utf-16le';
  return zeros[0]! >= many && zeros[1] === 0 ? 'utf-16be' : undefined;
}

/** Hands UTF-16 on as UTF-8, which every other reader takes. */
export class Utf16Reader implements LogReader {
  private readonly decoder: TextDecoder;
  private readonly encoder = new TextEncoder();

  constructor(
    encoding: Utf16,
    private readonly inner: LogReader,
  ) {
    this.decoder = new TextDecoder(encoding);
  }

  push(chunk: Uint8Array): void {
    this.inner.push(this.encoder.encode(this.decoder.decode(chunk, { stream: true })));
  }

  finish(): void {
    this.inner.finish();
  }
}
