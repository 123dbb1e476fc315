import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { ByteSource } from '../../../../src/formats/byteSource';
import { maskedCrc32c } from '../../../../src/formats/logs/crc';
import { FollowedLog } from '../../../../src/formats/logs/followedLog';

/** A file in memory that counts what is read of it. */
export class MemoryFile implements ByteSource {
  bytesRead = 0;

  private bytes: Uint8Array;
  private room: Buffer;

  constructor(
    bytes: Uint8Array,
    readonly name = 'log',
  ) {
    this.room = Buffer.from(bytes);
    this.bytes = this.room;
  }

  get size(): number {
    return this.bytes.length;
  }

  append(text: string): void {
    const more = Buffer.from(text);
    const size = this.size + more.length;
    if (size > this.room.length) this.room = Buffer.concat([this.bytes], 2 * size);
    this.room.set(more, this.size);
    this.bytes = this.room.subarray(0, size);
  }

  replace(bytes: Uint8Array | string): void {
    this.room = Buffer.from(bytes as string);
    this.bytes = this.room;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    this.bytesRead += length;
    // A copy that is wiped would show a reader that keeps what it was lent.
    return Promise.resolve(Uint8Array.from(this.bytes.subarray(offset, offset + length)));
  }

  sibling(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}

// Bundled to out/unit/formats/logs/*.js.
const fixtures = resolve(__dirname, '..', '..', '..', '..', 'test', 'fixtures', 'logs');

export const fixture = (path: string): Buffer => readFileSync(resolve(fixtures, path));

/** Reads a whole file that is called `path`. */
export async function readLog(path: string, bytes: Uint8Array | string): Promise<FollowedLog> {
  const followed = new FollowedLog(path);
  const file = new MemoryFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  await followed.update(file, { complete: true });
  return followed;
}

export const readFixture = (path: string): Promise<FollowedLog> => readLog(`/runs/${path}`, fixture(path));

/** Values of a series by name. */
export function valuesOf({ log }: FollowedLog, name: string): number[] {
  const series = log.series.find((candidate) => candidate.name === name);
  if (!series) throw new Error(`no series ${name} among ${log.series.map((one) => one.name).join(', ')}`);
  return [...series.values];
}

/** A TFRecord with right checksums. */
export function tfRecord(data: Uint8Array | readonly number[]): Buffer {
  const head = Buffer.alloc(12);
  head.writeBigUInt64LE(BigInt(data.length));
  head.writeUInt32LE(maskedCrc32c(head.subarray(0, 8)), 8);
  const tail = Buffer.alloc(4);
  tail.writeUInt32LE(maskedCrc32c(Uint8Array.from(data)));
  return Buffer.concat([head, Uint8Array.from(data), tail]);
}
