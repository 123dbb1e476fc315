import { crc32, deflateRawSync } from 'node:zlib';
import { bytes, uint } from './fixture';

/** A member of a zip that a test makes, truthfully or not. */
export interface Member {
  readonly name: string;
  readonly data: Uint8Array;
  readonly deflated?: boolean;
  /** What the directory says of its inflated size. */
  readonly claimedSize?: number;
  /** Sizes and offset in a zip64 extra field. */
  readonly zip64?: boolean;
  readonly flags?: number;
}

/** A zip of members in order (APPNOTE 6.3). */
export function zipFile(members: readonly Member[]): Uint8Array {
  const local: Uint8Array[] = [];
  const central: Uint8Array[] = [];
  let offset = 0;
  for (const {
    name,
    data,
    deflated = false,
    claimedSize = data.length,
    zip64 = false,
    flags = 0,
  } of members) {
    const packed = deflated ? new Uint8Array(deflateRawSync(data)) : data;
    const maxUint32 = 0xffffffff;
    const head = bytes(
      uint(zip64 ? 45 : 20, 2),
      uint(flags, 2),
      uint(deflated ? 8 : 0, 2),
      uint(0, 4),
      uint(crc32(data), 4),
    );
    const sizes = zip64
      ? bytes(uint(maxUint32, 4), uint(maxUint32, 4))
      : bytes(uint(packed.length, 4), uint(claimedSize, 4));
    const long = bytes(uint(claimedSize, 8), uint(packed.length, 8));
    const localExtra = zip64 ? bytes(uint(1, 2), uint(16, 2), long) : new Uint8Array();
    const extra = zip64 ? bytes(uint(1, 2), uint(24, 2), long, uint(offset, 8)) : new Uint8Array();
    const part = bytes(
      'PK\x03\x04',
      head,
      sizes,
      uint(name.length, 2),
      uint(localExtra.length, 2),
      name,
      localExtra,
      packed,
    );
    local.push(part);
    central.push(
      bytes(
        'PK\x01\x02',
        uint(45, 2),
        head,
        sizes,
        uint(name.length, 2),
        uint(extra.length, 2),
        uint(0, 2),
        uint(0, 2),
      ),
      bytes(uint(0, 2), uint(0, 4), uint(zip64 ? maxUint32 : offset, 4), name, extra),
    );
    offset += part.length;
  }
  const directory = bytes(...central);
  const count = uint(members.length, 2);
  return bytes(
    ...local,
    directory,
    'PK\x05\x06',
    uint(0, 4),
    count,
    count,
    uint(directory.length, 4),
    uint(offset, 4),
    uint(0, 2),
  );
}
