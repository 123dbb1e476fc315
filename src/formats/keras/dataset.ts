import * as l10n from '@vscode/l10n';
import type { DataObjects } from 'jsfive';
import type { ByteSource } from '../byteSource';
import { bytesOf, isReadable, type ReadableType } from '../elements';
import { FormatError } from '../formatError';
import { MemorySource } from '../memorySource';
import { readElements } from '../readElements';
import { elementCount, entryOf, quoted, type Listed } from '../tensorList';
import { readChunks } from './chunks';

const datatypeMessage = 0x03;
const layoutMessage = 0x08;
const undefinedAddress = 2 ** 64;

/**
 * Lists a dataset; its bytes are taken from the file when asked, not through jsfive's arrays of boxed numbers.
 * @throws whatever jsfive throws on a broken file
 */
export function listDataset(
  source: ByteSource,
  file: ArrayBuffer,
  path: string,
  objects: DataObjects,
): Listed {
  const { dtype, littleEndian, unreadable } = elementType(file, objects);
  const shape = [...objects.shape];
  const entry = entryOf(source.name, path, dtype, shape, unreadable);
  const load = async (): Promise<Float64Array> => {
    if (!isReadable(dtype))
      throw new FormatError(
        l10n.t('{0}: {1} is of type {2}; save it again.', source.name, quoted(path), dtype),
      );
    const count = elementCount(shape)!;
    try {
      return await loadElements({ source, file, path, objects, dtype, littleEndian, count, shape });
    } catch (error) {
      if (error instanceof FormatError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      throw new FormatError(
        l10n.t(
          '{0}: {1} cannot be read ({2}); save it again.',
          source.name,
          quoted(path),
          reason.slice(0, 160),
        ),
      );
    }
  };
  return { entry, load };
}

interface Place {
  readonly source: ByteSource;
  readonly file: ArrayBuffer;
  readonly path: string;
  readonly objects: DataObjects;
  readonly dtype: ReadableType;
  readonly littleEndian: boolean;
  readonly count: number;
  readonly shape: readonly number[];
}

async function loadElements(place: Place): Promise<Float64Array> {
  const { source, file, path, objects, dtype, littleEndian, count, shape } = place;
  const message = objects.find_msg_type(layoutMessage)[0]?.get('offset_to_message');
  if (message === undefined)
    throw new FormatError(
      l10n.t('{0}: {1} does not say where its data is; save it again.', source.name, quoted(path)),
    );
  const view = new DataView(file);
  const [version, , layout, at] = objects._get_data_message_properties(message);
  const whole = new MemorySource(source.name, new Uint8Array(file));
  const wants = bytesOf(dtype, count)!;
  if (layout === 0) {
    const size = view.getUint16(at, true);
    if (size !== wants)
      throw new FormatError(
        l10n.t(
          '{0}: {1} has {2} bytes of data and its shape needs {3}; save it again.',
          source.name,
          quoted(path),
          size,
          wants,
        ),
      );
    return readElements(whole, at + 2, count, dtype, littleEndian);
  }
  if (layout === 1) {
    const address = Number(view.getBigUint64(at, true));
    if (address === undefinedAddress)
      throw new FormatError(l10n.t('{0}: {1} was never written; save it again.', source.name, quoted(path)));
    return readElements(whole, address, count, dtype, littleEndian);
  }
  if (layout !== 2 || version > 3) {
    throw new FormatError(
      l10n.t(
        '{0}: {1} uses a newer HDF5 storage layout that is not supported; save it without libver="latest".',
        source.name,
        quoted(path),
      ),
    );
  }
  const chunkShape = objects.chunks;
  if (chunkShape?.length !== shape.length)
    throw new FormatError(
      l10n.t('{0}: the chunks of {1} do not fit its shape; save it again.', source.name, quoted(path)),
    );
  const filters = (objects.filter_pipeline ?? []).map((filter) => Number(filter.get('filter_id')));
  return readChunks({
    file,
    place: `${source.name}: ${quoted(path)}`,
    address: objects._chunk_address,
    chunkShape,
    shape,
    dtype,
    littleEndian,
    filters,
  });
}

interface ElementType {
  readonly dtype: string;
  readonly littleEndian: boolean;
  readonly unreadable: string | null;
}

function elementType(file: ArrayBuffer, objects: DataObjects): ElementType {
  let type: unknown;
  try {
    type = objects.dtype;
  } catch (error) {
    const reason =
      typeof error === 'string'
        ? error.replace(/\.?$/, '').toLowerCase()
        : l10n.t('its element type is not supported');
    return { dtype: 'unknown', littleEndian: true, unreadable: reason };
  }
  const parts = typeof type === 'string' ? /^([<>])([fiu])(\d+)$/.exec(type) : null;
  if (!parts)
    return {
      dtype: 'text',
      littleEndian: true,
      unreadable: l10n.t('strings and references are not analyzed'),
    };
  const [, order, kind, bytes] = parts;
  let dtype = `${kind!.toUpperCase()}${Number(bytes) * 8}`;
  if (dtype === 'F16' && exponentBits(file, objects) === 8) dtype = 'BF16';
  return { dtype, littleEndian: order === '<', unreadable: null };
}

/** jsfive takes every float for IEEE 754; bfloat16 differs in the size of the exponent (specification, IV.A.2.d). */
function exponentBits(file: ArrayBuffer, objects: DataObjects): number {
  return new DataView(file).getUint8(
    objects.find_msg_type(datatypeMessage)[0]!.get('offset_to_message') + 13,
  );
}
