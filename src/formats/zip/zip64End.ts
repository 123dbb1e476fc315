import type { ByteSource } from '../byteSource';
import { RangeSource } from '../range';

const endSize = 22;
const locatorSize = 20;

/**
 * PyTorch ends its zips with zip64's records even where the plain one would do, which zip.js then passes over: it looks for
 * the directory between the plain record and where that says, and takes its second entry for the first where that one is as
 * long as zip64's records. Entries counted as too many for the plain record make it read those.
 */
export async function withZip64End(source: ByteSource): Promise<ByteSource> {
  const length = endSize + locatorSize;
  if (source.size < length) return source;
  const end = await source.read(source.size - length, length);
  const view = new DataView(end.buffer, end.byteOffset, length);
  const both = view.getUint32(0, true) === 0x07064b50 && view.getUint32(locatorSize, true) === 0x06054b50;
  return both ? new CountedAnew(source) : source;
}

/** The zip with the counts of its last record at their highest. */
class CountedAnew extends RangeSource {
  constructor(private readonly zip: ByteSource) {
    super(zip.name, zip, 0, zip.size);
  }

  override async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = await this.zip.read(offset, length);
    const from = this.size - endSize + 8 - offset;
    if (from + 4 <= 0 || from >= length) return bytes;
    return bytes.map((byte, i) => (i >= from && i < from + 4 ? 0xff : byte));
  }
}
