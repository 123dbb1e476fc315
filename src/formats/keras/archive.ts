import * as l10n from '@vscode/l10n';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import type { ZipArchive } from '../zip/archive';
import { openH5 } from './h5';

const weightsName = 'model.weights.h5';
const maxConfig = 64 * 2 ** 20;

export function isKerasArchive({ members }: ZipArchive): boolean {
  return members.has('config.json') && (members.has(weightsName) || members.has('metadata.json'));
}

/**
 * Keras 3's `.keras`: a zip of `config.json`, `metadata.json` and `model.weights.h5` (keras/src/saving/saving_lib.py).
 * @throws FormatError
 */
export async function openKerasArchive(zip: ZipArchive): Promise<Catalog> {
  const { source, members } = zip;
  const config = members.get('config.json')!;
  if (config.size > maxConfig)
    throw new FormatError(
      l10n.t(
        '{0}: its config.json has {1} bytes, more than the {2} that are read.',
        source.name,
        config.size,
        maxConfig,
      ),
    );
  const text = await config.open();
  const metadata = new Map([['keras.config', new TextDecoder().decode(await text.read(0, text.size))]]);
  const weights = members.get(weightsName);
  if (weights) return openH5(await weights.open(), 'Keras archive', metadata);
  const arrays = members.get('model.weights.npz');
  throw new FormatError(
    arrays
      ? l10n.t(
          '{0}: its weights are in model.weights.npz, a zip inside a zip, which is not opened; unpack it and open that file.',
          source.name,
        )
      : l10n.t('{0}: this Keras archive has no {1}; save the model again.', source.name, weightsName),
  );
}
