import * as l10n from '@vscode/l10n';
import type { Entry, FileEntry } from '@zip.js/zip.js';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { MemorySource } from '../memorySource';
import { RangeSource } from '../range';
import { quoted } from '../tensorList';
import { BoundedWriter, isBomb, maxInflated } from './inflate';

/** A member of a zip; names are labels and never paths on disk. */
export interface ZipMember {
  readonly name: string;
  /** Inflated bytes, as the directory says. */
  readonly size: number;
  /** Its bytes: a range of the zip when it is stored, inflated into memory otherwise. Zips inside are not followed. */
  open(): Promise<ByteSource>;
  /** The first bytes, up to `length`; fewer when it is shorter. */
  start(length: number): Promise<ByteSource>;
}

/** A member as the directory describes it. */
export function memberOf(source: ByteSource, entry: Entry): ZipMember {
  const {
    filename: name,
    uncompressedSize: size,
    compressedSize,
    compressionMethod,
    encrypted,
    offset,
  } = entry;
  if (encrypted) {
    const refuse = () =>
      Promise.reject(
        new FormatError(
          l10n.t('{0}: {1} is encrypted; save it without a password.', source.name, quoted(name)),
        ),
      );
    return { name, size, open: refuse, start: refuse };
  }
  // zip.js's entry, which takes kilobytes, is not kept for these: a checkpoint has many.
  if (compressionMethod === 0) {
    const open = () => storedRange(source, name, offset, compressedSize, size);
    return { name, size, open, start: open };
  }
  const open = async (): Promise<ByteSource> => {
    if (isBomb(compressedSize, size)) {
      throw new FormatError(
        l10n.t(
          '{0}: {1} would inflate from {2} to {3} bytes, which looks like a zip bomb (at most {4} bytes are inflated); save it uncompressed.',
          source.name,
          quoted(name),
          compressedSize,
          size,
          maxInflated,
        ),
      );
    }
    return inflate(source, entry, size);
  };
  return { name, size, open, start: (length) => (size <= length ? open() : inflate(source, entry, length)) };
}

/** A stored member's bytes stand in the zip as they are, after its local header (APPNOTE 4.3.7). */
async function storedRange(
  source: ByteSource,
  name: string,
  offset: number,
  compressedSize: number,
  size: number,
): Promise<ByteSource> {
  const header = await source.read(offset, 30);
  const view = new DataView(header.buffer, header.byteOffset, 30);
  if (view.getUint32(0, true) !== 0x04034b50 || compressedSize !== size) {
    throw new FormatError(
      l10n.t(
        "{0}: {1} is not where the zip's directory says; copy or save it again.",
        source.name,
        quoted(name),
      ),
    );
  }
  const start = offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return new RangeSource(source.name, source, start, size);
}

/** Inflates at most `length` bytes, then stops. */
async function inflate(source: ByteSource, entry: Entry, length: number): Promise<ByteSource> {
  const writer = new BoundedWriter(length);
  const isWhole = length === entry.uncompressedSize;
  await guarded(source, quoted(entry.filename), async () => {
    try {
      await (entry as FileEntry).getData(writer, { checkCrc32: isWhole });
    } catch (error) {
      if (!writer.isFull || isWhole) throw error;
    }
  });
  return new MemorySource(source.name, writer.bytes());
}

/** zip.js's errors become one sentence. */
export async function guarded(source: ByteSource, place: string, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FormatError(
      l10n.t(
        '{0}: {1} cannot be read from this zip ({2}); copy or save it again.',
        source.name,
        place,
        reason,
      ),
    );
  }
}
