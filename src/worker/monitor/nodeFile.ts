import { open, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ByteSource } from '../../formats/byteSource';
import { FormatError } from '../../formats/formatError';

/** A local file, read by ranges. Close it after use. */
export class NodeFile implements ByteSource {
  private constructor(
    private readonly path: string,
    private readonly handle: FileHandle,
    readonly size: number,
    /** Time of the last change, in ms since 1970. */
    readonly changed: number,
  ) {}

  /** @throws FormatError in one sentence when there is no such file or it cannot be opened. */
  static async open(path: string): Promise<NodeFile> {
    let handle: FileHandle | undefined;
    try {
      handle = await open(path);
      const stat = await handle.stat();
      if (stat.isDirectory()) throw new FormatError(`${path} is a folder: name a file in it.`);
      return new NodeFile(path, handle, stat.size, stat.mtimeMs);
    } catch (error) {
      await handle?.close();
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') throw new FormatError(`${path} does not exist.`, { cause: error });
      if (code === 'EISDIR')
        throw new FormatError(`${path} is a folder: name a file in it.`, { cause: error });
      if (code === 'EACCES') throw new FormatError(`${path} may not be read by this user.`, { cause: error });
      throw error;
    }
  }

  get name(): string {
    return basename(this.path);
  }

  async read(offset: number, length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.handle.read(bytes, filled, length - filled, offset + filled);
      if (bytesRead === 0)
        throw new FormatError(`${this.name} became shorter while it was read: read it again.`);
      filled += bytesRead;
    }
    return bytes;
  }

  async sibling(name: string): Promise<ByteSource | undefined> {
    if (name !== basename(name))
      throw new FormatError(`${name} is a path; only a file's own name is allowed.`);
    try {
      return await NodeFile.open(join(dirname(this.path), name));
    } catch {
      return undefined;
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}
