import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { openHdf5 } from '../keras/hdf5';
import { RangeSource } from '../range';
import { columnMajorStrides, gather } from '../strided';
import { catalogOf, type Listed } from '../tensorList';
import { listArrays } from './level5';
import { vectorShape } from './vector';

/** Before the HDF5 file that level 7.3 is. */
const userBlock = 512;

/** @throws FormatError */
export async function openMat(source: ByteSource): Promise<Catalog> {
  const head = new TextDecoder('latin1').decode(await source.read(0, Math.min(128, source.size)));
  const isHdf5 = head.startsWith('MATLAB 7.3');
  if (!isHdf5 && !head.startsWith('MATLAB 5.0')) {
    throw new FormatError(
      l10n.t(
        '{0}: it does not begin as a MAT-file of level 5 or 7.3 does; save it again with the option -v7.',
        source.name,
      ),
    );
  }
  const listed = isHdf5 ? await listHdf5(source) : await listArrays(source);
  if (listed.length === 0) {
    throw new FormatError(
      l10n.t(
        "{0}: this MAT-file holds no arrays of numbers; objects such as MATLAB's networks are not read: save their weights as arrays, or export the network to ONNX with exportONNXNetwork.",
        source.name,
      ),
    );
  }
  return catalogOf(source, 'MATLAB MAT-file', listed);
}

/** Axes stand from the last to the first, for MATLAB's elements are in column-major order and HDF5's in row-major. */
async function listHdf5(source: ByteSource): Promise<Listed[]> {
  const inner = new RangeSource(source.name, source, userBlock, Math.max(0, source.size - userBlock));
  const { datasets } = await openHdf5(inner, new Set());
  return datasets.flatMap(({ entry, load }): Listed[] => {
    // Contents of cells, and the inside of objects.
    if (/^#\w+#(\/|$)/.test(entry.name)) return [];
    const name = entry.name.replaceAll('/', '.');
    const shape = [...entry.shape].reverse();
    return [
      {
        entry: { ...entry, name, shape: vectorShape(name, shape) },
        load: async () => gather(await load(), shape, columnMajorStrides(shape)),
      },
    ];
  });
}
