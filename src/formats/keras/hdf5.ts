import * as l10n from '@vscode/l10n';
import { Dataset, File, type DataObjects, type Group } from 'jsfive';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { pause } from '../pause';
import { maxTensors, quoted, type Listed } from '../tensorList';
import { readAttributes } from './attributes';
import { listDataset } from './dataset';
import { GuardedBuffer, Hdf5WorkError } from './guardedBuffer';
import { checkObjectHeader } from './objectHeader';

/** HDF5 files are read into memory, for their structure is spread over the file. */
export const maxHdf5 = 256 * 2 ** 20;
const maxDepth = 32;
const objectsPerStep = 64;
const blockSize = 2 ** 22;

export const hdf5Magic = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

/** What an HDF5 file holds. */
export interface Hdf5 {
  /** By path, without the leading slash. */
  readonly datasets: readonly Listed[];
  /** Texts kept as attributes: of the root under '', of groups under their paths. */
  readonly attributes: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/**
 * Reads the structure of an HDF5 file with jsfive; groups that lead back to themselves are entered once.
 * @param wanted names of attributes to read
 * @throws FormatError when it is over the budget or broken
 */
export async function openHdf5(source: ByteSource, wanted: ReadonlySet<string>): Promise<Hdf5> {
  const file = await intoMemory(source);
  const walk = new Walk(source, file, wanted);
  await walk.run();
  return walk;
}

async function intoMemory(source: ByteSource): Promise<GuardedBuffer> {
  if (source.size > maxHdf5) {
    throw new FormatError(
      l10n.t(
        '{0}: HDF5 files are read into memory, and its {1} MB are more than the {2} MB allowed for that; save the weights as .safetensors or .npz.',
        source.name,
        Math.ceil(source.size / 2 ** 20),
        maxHdf5 / 2 ** 20,
      ),
    );
  }
  const head = await source.read(0, Math.min(8, source.size));
  if (!hdf5Magic.every((byte, i) => head[i] === byte)) {
    throw new FormatError(l10n.t('{0}: it does not begin as an HDF5 file does; save it again.', source.name));
  }
  const file = new GuardedBuffer(source.size);
  const bytes = new Uint8Array(file);
  for (let at = 0; at < bytes.length; at += blockSize) {
    bytes.set(await source.read(at, Math.min(blockSize, bytes.length - at)), at);
  }
  return file;
}

class Walk implements Hdf5 {
  readonly datasets: Listed[] = [];
  readonly attributes = new Map<string, ReadonlyMap<string, string>>();
  readonly #visited = new Set<number>();
  #objects = 0;

  constructor(
    private readonly source: ByteSource,
    private readonly file: GuardedBuffer,
    private readonly wanted: ReadonlySet<string>,
  ) {}

  async run(): Promise<void> {
    const root = this.#guarded('/', () => {
      // The root's address stands in the superblock; its header is checked before jsfive reads it.
      checkObjectHeader(this.file, rootAddress(this.file));
      return new File(this.file, this.source.name);
    });
    await this.#group(root, '', 0);
  }

  async #group(group: Group, path: string, depth: number): Promise<void> {
    this.#visited.add(group._dataobjects.offset);
    this.#keepAttributes(path, group._dataobjects);
    if (depth >= maxDepth) {
      throw new FormatError(
        l10n.t('{0}: its groups are nested deeper than {1}; save it again.', this.source.name, maxDepth),
      );
    }
    for (const [name, address] of Object.entries(group._links)) {
      // Soft links (texts) repeat what stands elsewhere.
      if (typeof address === 'string' || this.#visited.has(address) || /^\.*$|\//.test(name)) continue;
      const place = path === '' ? name : `${path}/${name}`;
      const child = this.#guarded(place, () => {
        checkObjectHeader(this.file, address);
        return group.get(name);
      });
      if (++this.#objects % objectsPerStep === 0) await pause();
      if (!(child instanceof Dataset)) await this.#group(child, place, depth + 1);
      else if (this.datasets.length < maxTensors) {
        this.datasets.push(
          this.#guarded(place, () => listDataset(this.source, this.file, place, child._dataobjects)),
        );
      }
    }
  }

  #keepAttributes(path: string, objects: DataObjects): void {
    const attributes = readAttributes(this.file, objects, this.wanted);
    if (attributes.size > 0) this.attributes.set(path, attributes);
  }

  /** jsfive throws strings and errors of all kinds on broken files. */
  #guarded<T>(place: string, task: () => T): T {
    try {
      return task();
    } catch (error) {
      if (error instanceof FormatError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      const what = error instanceof Hdf5WorkError ? l10n.t('it has {0}', reason) : reason;
      throw new FormatError(
        l10n.t(
          '{0}: {1} cannot be read from this HDF5 file ({2}); save it again.',
          this.source.name,
          quoted(place),
          what.slice(0, 160),
        ),
      );
    }
  }
}

/** Superblock version 0: the root's entry begins at 56, its object header's address 8 further; versions 2 and 3: at 36. */
function rootAddress(file: ArrayBuffer): number {
  const view = new DataView(file);
  return Number(view.getBigUint64(view.getUint8(8) === 0 ? 64 : 36, true));
}
