import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import { FormatError } from './formatError';

/** @throws FormatError when the bytes from `offset` are not all in the file. */
export function checkedRange(
  source: Pick<ByteSource, 'name' | 'size'>,
  offset: number,
  length: number,
): void {
  if (!(offset >= 0 && length >= 0 && offset + length <= source.size)) {
    throw new FormatError(
      l10n.t(
        '{0}: bytes {1} to {2} are needed and the file has {3}; it is cut short or broken, copy or download it again.',
        source.name,
        offset,
        offset + length,
        source.size,
      ),
    );
  }
}

/** A part of a file as a file of its own, such as a stored member of a zip. */
export class RangeSource implements ByteSource {
  constructor(
    readonly name: string,
    private readonly outer: ByteSource,
    private readonly start: number,
    readonly size: number,
  ) {
    checkedRange(outer, start, size);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    checkedRange(this, offset, length);
    return this.outer.read(this.start + offset, length);
  }

  sibling(name: string, folder?: string): Promise<ByteSource | undefined> {
    return this.outer.sibling(name, folder);
  }
}
