import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';

/** The folders that an agent may read from. */
export class Roots {
  private constructor(private readonly folders: readonly string[]) {}

  /** @throws Error, one sentence, for a root that does not exist. */
  static async of(folders: readonly string[]): Promise<Roots> {
    return new Roots(
      await Promise.all(
        folders.map((folder) =>
          realpath(folder).catch((error: unknown) => {
            throw new Error(`the root ${folder} does not exist`, { cause: error });
          }),
        ),
      ),
    );
  }

  /**
   * The real path of a file or folder under a root; relative names are looked for in each root. Links that lead out are refused.
   * @throws Error, one sentence, for a file that is not there or not under a root.
   */
  async locate(file: string): Promise<string> {
    for (const folder of this.folders) {
      const real = await realpath(resolve(folder, file)).catch(() => undefined);
      if (real !== undefined && this.folders.some((root) => isUnder(root, real))) return real;
    }
    throw new Error(`${file} is not a file under ${this.folders.join(' or ')}`);
  }
}

function isUnder(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way.split(sep)[0] !== '..' && !isAbsolute(way));
}
