import type { ByteSource } from '../../formats/byteSource';
import { FormatError } from '../../formats/formatError';

/** Bytes in memory: the content of a file that is not local. */
export class MemorySource implements ByteSource {
  constructor(
    readonly name: string,
    private readonly bytes: Uint8Array,
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    if (offset + length > this.bytes.length) {
      return Promise.reject(new FormatError(`${this.name} ends before byte ${offset + length}.`));
    }
    return Promise.resolve(this.bytes.subarray(offset, offset + length));
  }

  sibling(): Promise<undefined> {
    return Promise.resolve(undefined);
  }
}
