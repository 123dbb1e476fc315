import type { CreateReadableOptions, Reader } from '@zip.js/zip.js';
import type { ByteSource } from '../byteSource';

const chunkSize = 1 << 18;

/** What zip.js asks of a source of bytes; a class of its own would bring zip.js's writers and HTTP readers along. */
export function sourceReader(source: ByteSource): Reader<ByteSource> {
  const readUint8Array = (index: number, length: number) =>
    source.read(index, Math.max(0, Math.min(length, source.size - index)));
  const createReadable = ({ offset = 0, size = source.size - offset }: CreateReadableOptions = {}) => {
    let done = 0;
    return new ReadableStream<Uint8Array>({
      async pull(controller) {
        const chunk = await readUint8Array(offset + done, Math.min(chunkSize, size - done));
        if (chunk.length > 0) controller.enqueue(chunk);
        done += chunk.length;
        if (chunk.length === 0 || done >= size) controller.close();
      },
    });
  };
  const reader: Pick<Reader<ByteSource>, 'size' | 'readUint8Array' | 'createReadable'> = {
    size: source.size,
    readUint8Array,
    createReadable,
  };
  return reader as Reader<ByteSource>;
}
