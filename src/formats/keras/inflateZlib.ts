import { BoundedWriter } from '../zip/inflate';

/** Inflates zlib data to at most `limit` bytes; `undefined` when it is broken or longer. */
export async function inflateZlib(bytes: Uint8Array, limit: number): Promise<Uint8Array | undefined> {
  const writer = new BoundedWriter(limit);
  try {
    await new Blob([Uint8Array.from(bytes)])
      .stream()
      .pipeThrough(new DecompressionStream('deflate'))
      .pipeTo(writer.writable);
  } catch {
    return undefined;
  }
  return writer.bytes();
}
