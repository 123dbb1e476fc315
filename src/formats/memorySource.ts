import * as l10n from '@vscode/l10n';
import type { ByteSource } from './byteSource';
import { FormatError } from './formatError';
import { checkedRange } from './range';

/** A file that is in memory. `siblings` are the files beside it, by name, and those a folder below by `folder/name`. */
export class MemorySource implements ByteSource {
  readonly #bytes: Uint8Array;
  readonly #siblings: ReadonlyMap<string, Uint8Array>;

  constructor(
    readonly name: string,
    bytes: Uint8Array,
    siblings: ReadonlyMap<string, Uint8Array> = new Map(),
  ) {
    this.#bytes = bytes;
    this.#siblings = siblings;
  }

  get size(): number {
    return this.#bytes.length;
  }

  // oxlint-disable-next-line typescript/require-await -- so that what is thrown becomes a rejection
  async read(offset: number, length: number): Promise<Uint8Array> {
    checkedRange(this, offset, length);
    return this.#bytes.subarray(offset, offset + length);
  }

  // oxlint-disable-next-line typescript/require-await -- as above
  async sibling(name: string, folder?: string): Promise<ByteSource | undefined> {
    if (!isPlainName(name)) throw new FormatError(refusedPath(this.name, name));
    const within = folder === undefined ? '' : `${folder}/`;
    const bytes = this.#siblings.get(within + name);
    const siblings = [...this.#siblings].flatMap(([path, content]): [string, Uint8Array][] =>
      path.startsWith(within) ? [[path.slice(within.length), content]] : [],
    );
    return bytes && new MemorySource(name, bytes, within === '' ? this.#siblings : new Map(siblings));
  }
}

/** Whether a name stays in its folder on every system: no separator, no drive, no dots alone, no control characters. */
export function isPlainName(name: string): boolean {
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  return name.length > 0 && name.length <= 255 && !/[/\\:\u0000-\u001f]/.test(name) && !/^\.+$/.test(name);
}

/** The sentence for a name that is a path. */
export function refusedPath(file: string, name: string): string {
  return l10n.t(
    '{0}: it refers to {1}, and a path out of its folder is not followed; put the file next to it and refer to it by its name.',
    file,
    JSON.stringify(name.slice(0, 120)),
  );
}
