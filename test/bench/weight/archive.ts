import { inflateRawSync } from 'node:zlib';

export interface Member {
  /** Bytes in the archive. */
  readonly packed: number;
  readonly data: Buffer;
}

/** The files of a zip archive by its central directory, which stands at the end. */
export function unzip(archive: Buffer): Map<string, Member> {
  const files = new Map<string, Member>();
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const packed = archive.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const path = archive.toString('utf8', at + 46, at + 46 + name!);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + packed);
    files.set(path, { packed, data: archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data) });
    at += 46 + name! + extra! + comment!;
  }
  return files;
}
