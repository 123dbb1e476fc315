import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf } from '../elements';
import type { Format } from '../format';
import { FormatError } from '../formatError';
import { quoted } from '../tensorList';
import { unpickle } from './pickle';
import { PickleError } from './pickleMachine';
import { PickleCutShort } from './pickleReader';
import { Storage, type PickleValue } from './pickleValue';
import { pytorchCatalog, type FindStorage, type StorageBytes } from './tensors';
import { TorchNames } from './torchNames';
import { maxPickle } from './unpickled';

/** The pickled integer 0x1950a86a20f9469cfc6c that begins a file (torch/serialization.py, `_legacy_save`). */
const magic = [0x8a, 0x0a, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, 0x2e];
const headSize = 16;
const firstWindow = 2 ** 20;
const maxStorages = 500_000;

/** What `torch.save` wrote before 1.6, and still does with `_use_new_zipfile_serialization=False`. */
export const legacyPytorch: Format = {
  name: 'PyTorch (legacy)',
  extensions: ['.pt', '.pth', '.ckpt', '.bin'],
  match: (head) => head[0] === 0x80 && magic.every((byte, i) => head[i + 2] === byte),
  async open(source) {
    if (!legacyPytorch.match(await source.read(0, Math.min(headSize, source.size)), source.size)) {
      throw new FormatError(
        l10n.t(
          '{0}: the content is neither a zip nor what torch.save wrote before; save it again with torch.save.',
          source.name,
        ),
      );
    }
    const names = new TorchNames();
    const storages = new Map<string, Storage>();
    const meaning = {
      call: (name: string, args: readonly PickleValue[]) => names.call(name, args),
      persistent(id: PickleValue) {
        const storage = names.persistent(id);
        if (storage instanceof Storage) storages.set(storage.key, storage);
        return storage;
      },
    };
    // Magic, protocol, system, the value, the keys of the storages.
    const pickles: PickleValue[] = [];
    let at = 0;
    for (let i = 0; i < 5; i++) {
      const { value, end } = await unpickleAt(source, at, meaning);
      pickles.push(value);
      at += end;
    }
    const [, , system, root, keys] = pickles;
    const littleEndian = !(system instanceof Map) || system.get('little_endian') !== false;
    if (!Array.isArray(keys) || keys.length > maxStorages) {
      throw new FormatError(l10n.t('{0}: the list of storages is broken; save it again.', source.name));
    }
    const places = await locate(source, at, keys, storages, littleEndian);
    const find: FindStorage = ({ key }) => Promise.resolve(places.get(key));
    return pytorchCatalog(source, legacyPytorch.name, root ?? null, names.ignored, littleEndian, find);
  },
};

/** Unpickles from `at` on; how long the pickle is shows only at its end, so the window grows until it is in it. */
async function unpickleAt(
  source: ByteSource,
  at: number,
  meaning: Parameters<typeof unpickle>[1],
): Promise<{ value: PickleValue; end: number }> {
  for (let window = firstWindow; ; window *= 8) {
    const length = Math.min(window, source.size - at);
    try {
      return await unpickle(await source.read(at, length), meaning);
    } catch (error) {
      if (error instanceof PickleCutShort) {
        if (at + length < source.size && window < maxPickle) continue;
        throw new FormatError(
          l10n.t('{0}: its pickle is cut short; save or download it again.', source.name),
        );
      }
      if (error instanceof PickleError) {
        throw new FormatError(
          l10n.t('{0}: its pickle is broken: {1}; save it again.', source.name, error.message),
        );
      }
      throw error;
    }
  }
}

/** After the pickles come the storages in the order of `keys`, each an i64 count and the elements. */
async function locate(
  source: ByteSource,
  at: number,
  keys: readonly PickleValue[],
  storages: ReadonlyMap<string, Storage>,
  littleEndian: boolean,
): Promise<Map<string, StorageBytes>> {
  const places = new Map<string, StorageBytes>();
  for (const key of keys) {
    const storage = storages.get(keyText(key));
    if (!storage)
      throw new FormatError(
        l10n.t(
          '{0}: the storage {1} belongs to no tensor; save it again.',
          source.name,
          quoted(keyText(key)),
        ),
      );
    const head = await source.read(at, 8);
    const count = Number(new DataView(head.buffer, head.byteOffset, 8).getBigInt64(0, littleEndian));
    const size = bytesOf(storage.dtype, count)!;
    if (!(count >= 0) || at + 8 + size > source.size) {
      throw new FormatError(
        l10n.t(
          '{0}: the storage {1} claims {2} elements and the file ends before; it is cut short, copy or download it again.',
          source.name,
          quoted(storage.key),
          count,
        ),
      );
    }
    places.set(storage.key, { source, offset: at + 8, size });
    at += 8 + size;
  }
  return places;
}

const keyText = (key: PickleValue): string =>
  typeof key === 'string' || typeof key === 'number' ? String(key) : '?';
