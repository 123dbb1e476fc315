import type { ByteSource } from './byteSource';
import { bytesOf, widen, type StoredType } from './elements';

/** Bytes read and widened between two awaits, so that nothing holds the thread for long; a multiple of 8. */
const block = 4 << 20;

/**
 * Reads `count` elements that stand one after the other, block by block.
 * @param offset of the first element, in bytes
 * @throws FormatError when the file ends before
 */
export async function readElements(
  source: ByteSource,
  offset: number,
  count: number,
  dtype: StoredType,
  littleEndian = true,
): Promise<Float64Array> {
  const size = bytesOf(dtype, 1)!;
  const length = count * size;
  // The last block first: a file that is too short is known before anything is allocated.
  if (length > block) await source.read(offset + length - 1, 1);
  const out = new Float64Array(count);
  for (let at = 0; at < length; at += block) {
    const bytes = await source.read(offset + at, Math.min(block, length - at));
    widen(bytes, dtype, littleEndian, out, at / size);
  }
  return out;
}
