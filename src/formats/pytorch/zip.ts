import * as l10n from '@vscode/l10n';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { quoted } from '../tensorList';
import type { ZipArchive } from '../zip/archive';
import { pytorchCatalog, type FindStorage } from './tensors';
import { TorchNames } from './torchNames';
import { maxPickle, unpickled } from './unpickled';

const pickleName = /^(?:[^/]*\/)?data\.pkl$/;

export function isPytorchZip({ members }: ZipArchive): boolean {
  return [...members.keys()].some((name) => pickleName.test(name));
}

/**
 * What `torch.save` writes since 1.6: `archive/data.pkl`, `archive/data/N`, `archive/byteorder`.
 * Storages are stored uncompressed, so a tensor is read by its own range of the file.
 * @throws FormatError
 */
export async function openPytorchZip(zip: ZipArchive): Promise<Catalog> {
  const { source, members } = zip;
  const pickle = [...members.values()].find(({ name }) => pickleName.test(name))!;
  if (pickle.size > maxPickle) {
    throw new FormatError(
      l10n.t(
        '{0}: its {1} has {2} bytes, more than the {3} that are read.',
        source.name,
        quoted(pickle.name),
        pickle.size,
        maxPickle,
      ),
    );
  }
  const folder = pickle.name.slice(0, -'data.pkl'.length);
  const names = new TorchNames();
  const bytes = await pickle.open();
  const root = await unpickled(source.name, await bytes.read(0, bytes.size), names);
  const order = await members.get(`${folder}byteorder`)?.start(16);
  const littleEndian =
    !order || !new TextDecoder().decode(await order.read(0, Math.min(order.size, 16))).startsWith('big');

  const find: FindStorage = async ({ key }) => {
    const member = members.get(`${folder}data/${key}`);
    if (!member) return undefined;
    const storage = await member.open();
    return { source: storage, offset: 0, size: storage.size };
  };
  return pytorchCatalog(source, 'PyTorch zip', root, names.ignored, littleEndian, find);
}
