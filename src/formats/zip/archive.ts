import { ZipReader, type Entry, type FileEntry } from '@zip.js/zip.js';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { MemorySource } from '../memorySource';
import { RangeSource } from '../range';
import { quoted } from '../tensorList';
import { sourceReader } from './sourceReader';
import { BoundedWriter, isBomb, maxInflated } from './inflate';

/** This runs in a worker already, and an editor's worker may not start others. */
const oneThread = { useWebWorkers: false, useCompressionStream: true };

const maxMembers = 500_000;

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

/** A zip file: its directory is read, its members when asked. */
export interface ZipArchive {
  readonly source: ByteSource;
  readonly members: ReadonlyMap<string, ZipMember>;
}

export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && (head[2] === 3 || head[2] === 5) && head[3] === head[2] + 1;
}

/**
 * Reads the directory of a zip, zip64 included.
 * @throws FormatError when it is broken or two members have the same name
 */
export async function openZip(source: ByteSource): Promise<ZipArchive> {
  const members = new Map<string, ZipMember>();
  await guarded(source, 'its directory', async () => {
    const reader = new ZipReader(sourceReader(source), oneThread);
    for await (const entry of reader.getEntriesGenerator()) {
      if (entry.directory) continue;
      if (members.has(entry.filename)) {
        throw new FormatError(
          `${source.name}: two members of this zip are named ${quoted(entry.filename)}; save it again.`,
        );
      }
      if (members.size >= maxMembers) {
        throw new FormatError(`${source.name}: this zip has more than ${maxMembers} members; split it.`);
      }
      members.set(entry.filename, member(source, entry));
    }
  });
  return { source, members };
}

function member(source: ByteSource, entry: Entry): ZipMember {
  const name = entry.filename;
  const isStored = entry.compressionMethod === 0 && !entry.encrypted;
  const open = async (): Promise<ByteSource> => {
    if (entry.encrypted)
      throw new FormatError(`${source.name}: ${quoted(name)} is encrypted; save it without a password.`);
    if (isStored) return storedRange(source, entry);
    if (isBomb(entry.compressedSize, entry.uncompressedSize)) {
      throw new FormatError(
        `${source.name}: ${quoted(name)} would inflate from ${entry.compressedSize} to ${entry.uncompressedSize} bytes, which looks like a zip bomb (at most ${maxInflated} bytes are inflated); save it uncompressed.`,
      );
    }
    return inflate(source, entry, entry.uncompressedSize);
  };
  return {
    name,
    size: entry.uncompressedSize,
    open,
    start: (length) =>
      isStored || entry.uncompressedSize <= length ? open() : inflate(source, entry, length),
  };
}

/** A stored member's bytes stand in the zip as they are, after its local header (APPNOTE 4.3.7). */
async function storedRange(source: ByteSource, entry: Entry): Promise<ByteSource> {
  const header = await source.read(entry.offset, 30);
  const view = new DataView(header.buffer, header.byteOffset, 30);
  if (view.getUint32(0, true) !== 0x04034b50 || entry.compressedSize !== entry.uncompressedSize) {
    throw new FormatError(
      `${source.name}: ${quoted(entry.filename)} is not where the zip's directory says; copy or save it again.`,
    );
  }
  const start = entry.offset + 30 + view.getUint16(26, true) + view.getUint16(28, true);
  return new RangeSource(source.name, source, start, entry.uncompressedSize);
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
async function guarded(source: ByteSource, place: string, task: () => Promise<void>): Promise<void> {
  try {
    await task();
  } catch (error) {
    if (error instanceof FormatError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new FormatError(
      `${source.name}: ${place} cannot be read from this zip (${reason}); copy or save it again.`,
    );
  }
}
