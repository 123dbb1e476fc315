import * as l10n from '@vscode/l10n';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../formats/byteSource';
import { FormatError } from '../formats/formatError';
import { isPlainName, refusedPath } from '../formats/memorySource';
import { checkedRange } from '../formats/range';

/** A file on disk, read by ranges through one handle; `close` closes it and the files beside it that were opened. */
export type OpenFile = ByteSource & { close(): Promise<void> };

/**
 * Opens a file for reading by ranges.
 * @throws FormatError when there is none, or it is a folder, a pipe or a device
 */
export async function openFile(path: string): Promise<OpenFile> {
  const name = basename(path);
  const found = await stat(path).catch((error: unknown) => {
    throw new FormatError(
      l10n.t('{0}: the file cannot be opened ({1}); check its path and permissions.', name, codeOf(error)),
    );
  });
  if (found.isDirectory()) throw new FormatError(l10n.t('{0}: this is a folder; open a file in it.', name));
  if (!found.isFile())
    throw new FormatError(l10n.t('{0}: this is not a regular file; copy its content into one.', name));
  const handle = await open(path, 'r').catch((error: unknown) => {
    throw new FormatError(
      l10n.t('{0}: the file cannot be opened ({1}); check its permissions.', name, codeOf(error)),
    );
  });
  return new FileSource(name, found.size, handle, dirname(path));
}

class FileSource implements OpenFile {
  readonly #siblings: OpenFile[] = [];

  constructor(
    readonly name: string,
    readonly size: number,
    private readonly handle: FileHandle,
    private readonly folder: string,
  ) {}

  async read(offset: number, length: number, into = new Uint8Array(length)): Promise<Uint8Array> {
    checkedRange(this, offset, length);
    const bytes = into.subarray(0, length);
    for (let done = 0; done < length;) {
      const { bytesRead } = await this.handle.read(bytes, done, length - done, offset + done);
      if (bytesRead === 0) {
        throw new FormatError(
          l10n.t(
            '{0}: the file became shorter while it was being read; open it again when it has been written.',
            this.name,
          ),
        );
      }
      done += bytesRead;
    }
    return bytes;
  }

  async sibling(name: string, folder = '.'): Promise<ByteSource | undefined> {
    if (!isPlainName(name)) throw new FormatError(refusedPath(this.name, name));
    const path = join(this.folder, folder, name);
    const exists = await stat(path).then(
      (found) => found.isFile(),
      () => false,
    );
    if (!exists) return undefined;
    const file = await openFile(path);
    this.#siblings.push(file);
    return file;
  }

  async close(): Promise<void> {
    await Promise.all([this.handle.close(), ...this.#siblings.map((file) => file.close())]);
  }
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : l10n.t('unknown reason');
