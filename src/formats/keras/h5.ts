import type { Catalog, Format } from '../format';
import type { ByteSource } from '../byteSource';
import { catalogOf } from '../tensorList';
import { hdf5Magic, openHdf5 } from './hdf5';

/** Attributes of the root, and the layer's name that Keras 3 keeps on its groups. */
const wanted = new Set(['model_config', 'training_config', 'keras_version', 'backend', 'name']);

/** Keras's `.h5` (whole model or weights) and `.weights.h5`; any other HDF5 file lists its datasets by path. */
export const h5: Format = {
  name: 'Keras HDF5',
  extensions: ['.h5', '.hdf5'],
  match: (head) => hdf5Magic.every((byte, i) => head[i] === byte),
  open: (source) => openH5(source, h5.name, new Map()),
};

/**
 * @param format what the catalog calls itself
 * @param metadata to begin with
 * @throws FormatError
 */
export async function openH5(
  source: ByteSource,
  format: string,
  metadata: Map<string, string>,
): Promise<Catalog> {
  const { datasets, attributes } = await openHdf5(source, wanted);
  const root = attributes.get('');
  const own = {
    model_config: 'config',
    training_config: 'trainingConfig',
    keras_version: 'version',
    backend: 'backend',
  };
  for (const [attribute, key] of Object.entries(own)) {
    const text = root?.get(attribute);
    if (text !== undefined) metadata.set(`keras.${key}`, text);
  }
  const layerNames = [...attributes].flatMap(([path, texts]) => {
    const name = texts.get('name');
    return path === '' || name === undefined ? [] : [[path.replace(/^model_weights\//, ''), name]];
  });
  if (layerNames.length > 0) metadata.set('keras.layerNames', JSON.stringify(Object.fromEntries(layerNames)));

  const isOptimizer = (name: string) => /^(optimizer|optimizer_weights)\//.test(name);
  if (datasets.some(({ entry }) => isOptimizer(entry.name))) metadata.set('keras.skipped', '["optimizer"]');
  const tensors = datasets
    .filter(({ entry }) => !isOptimizer(entry.name))
    .map(({ entry, load }) => ({
      entry: { ...entry, name: entry.name.replace(/^model_weights\//, '') },
      load,
    }));
  return catalogOf(source, format, tensors, metadata);
}
