import * as l10n from '@vscode/l10n';
import type { Catalog, Format } from '../format';
import { FormatError } from '../formatError';
import { pytorchCatalog } from './tensors';
import { TorchNames } from './torchNames';
import { unpickled, maxPickle } from './unpickled';

/** What `pickle.dump` and `joblib.dump` write: arrays of NumPy in dicts, lists and objects, by the same closed list. */
export const pickled: Format = {
  name: 'Python pickle',
  extensions: ['.pkl', '.pickle', '.joblib', '.pdparams'],
  match: (head) => head[0] === 0x80 && head[1]! >= 2 && head[1]! <= 5,
  async open(source) {
    if (source.size > maxPickle) {
      throw new FormatError(
        l10n.t(
          '{0}: this is a Python pickle of {1} MB, and at most {2} MB are read; save the weights as .npz or .safetensors.',
          source.name,
          Math.ceil(source.size / 2 ** 20),
          maxPickle / 2 ** 20,
        ),
      );
    }
    const names = new TorchNames();
    let catalog: Catalog | undefined;
    try {
      const root = await unpickled(source.name, await source.read(0, source.size), names);
      const none = () => Promise.resolve(undefined);
      catalog = pytorchCatalog(source, pickled.name, root, names.ignored, true, none);
    } catch (error) {
      // What is broken here may be fine for Python, whose pickles may hold anything.
      if (!(error instanceof FormatError)) throw error;
    }
    if (catalog && catalog.entries.length > 0) return catalog;
    throw new FormatError(
      l10n.t(
        '{0}: this is a plain Python pickle, which contains a program and is never run, and no array of NumPy can be read from it; save the weights with torch.save, numpy.savez or safetensors.',
        source.name,
      ),
    );
  },
};
