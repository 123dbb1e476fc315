import * as l10n from '@vscode/l10n';
import { Hdf5WorkError, workOfMessage, type GuardedBuffer } from './guardedBuffer';

const maxMessages = 65_536;
const continuation = 0x10;

/**
 * Walks the messages of a version 2 object header before jsfive does, whose loop over them takes no slice and would read
 * as far as the header claims. Layout: HDF5 file format specification, IV.A.1.b.
 * @throws Hdf5WorkError when there are more messages than an object can have; RangeError beyond the file
 */
export function checkObjectHeader(file: GuardedBuffer, address: number): void {
  const view = new DataView(file);
  if (view.getUint8(address) !== 0x4f) return;
  const flags = view.getUint8(address + 5);
  let at = address + 6 + (flags & 0x20 ? 16 : 0);
  const sizeBytes = 1 << (flags & 3);
  const size = sizeBytes === 8 ? u64(view, at) : uint(view, at, sizeBytes);
  at += sizeBytes;

  const head = 4 + (flags & 4 ? 2 : 0);
  const blocks: [number, number][] = [[at, size]];
  const visited = new Set([at]);
  let messages = 0;
  for (let i = 0; i < blocks.length; i++) {
    const [start, length] = blocks[i]!;
    for (let offset = 0; offset < length - 4;) {
      if (++messages > maxMessages)
        throw new Hdf5WorkError(l10n.t('an object of more than {0} messages', maxMessages));
      file.spend(workOfMessage);
      const from = start + offset;
      if (view.getUint8(from) === continuation) {
        const next = u64(view, from + head) + 4;
        if (!visited.has(next)) blocks.push([next, u64(view, from + head + 8) - 4]);
        visited.add(next);
      }
      offset += head + view.getUint16(from + 1, true);
    }
  }
}

const u64 = (view: DataView, at: number) => Number(view.getBigUint64(at, true));
const uint = (view: DataView, at: number, bytes: number) =>
  bytes === 1 ? view.getUint8(at) : bytes === 2 ? view.getUint16(at, true) : view.getUint32(at, true);
