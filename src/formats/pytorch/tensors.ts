import * as l10n from '@vscode/l10n';
import type { ByteSource } from '../byteSource';
import { bytesOf, isInteger, type ReadableType } from '../elements';
import type { Catalog } from '../format';
import { FormatError } from '../formatError';
import { MemorySource } from '../memorySource';
import { readElements } from '../readElements';
import { gather, isContiguous, span } from '../strided';
import {
  catalogOf,
  elementCount,
  entryOf,
  maxElements,
  maxTensors,
  quoted,
  type Listed,
} from '../tensorList';
import type { PickleValue, Storage, TensorView } from './pickleValue';
import { findTensors } from './stateDict';

/** Where the bytes of a storage stand. */
export interface StorageBytes {
  readonly source: ByteSource;
  readonly offset: number;
  readonly size: number;
}
/** Finds a storage's bytes; `undefined` where the file has none by this key. */
export type FindStorage = (storage: Storage) => Promise<StorageBytes | undefined>;

/** A view with strides of zero may have more elements than its storage, up to this many. */
const maxExpanded = 2 ** 22;

/**
 * The catalog of a checkpoint's value.
 * @param ignored names that the pickle would have called and that were not
 * @throws FormatError
 */
export function pytorchCatalog(
  source: ByteSource,
  format: string,
  root: PickleValue,
  ignored: ReadonlySet<string>,
  littleEndian: boolean,
  find: FindStorage,
): Catalog {
  const { tensors, scalars, skipped } = findTensors(root);
  if (tensors.length > maxTensors) {
    throw new FormatError(l10n.t('{0}: it lists more than {1} tensors; split it.', source.name, maxTensors));
  }
  const listed = tensors.map(({ name, view }): Listed => {
    const { dtype, shape } = view;
    const unreadable = expandsTooFar(view)
      ? l10n.t('it repeats a small storage into a large tensor; save it contiguous')
      : null;
    const entry = entryOf(source.name, name, dtype, shape, unreadable);
    const scaled = view.quantizer && isQuantized(dtype) && elementCount(shape)! <= maxElements;
    return {
      entry: scaled ? { ...entry, unreadable } : entry,
      load: () => load(source, name, view, littleEndian, find),
    };
  });
  const metadata = new Map([...scalars].map(([key, value]) => [`pytorch.${key}`, value]));
  if (ignored.size > 0) metadata.set('pytorch.ignoredNames', JSON.stringify([...ignored].sort()));
  if (skipped.length > 0) metadata.set('pytorch.skipped', JSON.stringify(skipped));
  return catalogOf(source, format, listed, metadata);
}

const expandsTooFar = ({ shape, strides }: TensorView): boolean => {
  const count = elementCount(shape)!;
  return count > maxExpanded && count > span(shape, strides);
};

async function load(
  source: ByteSource,
  name: string,
  whole: TensorView,
  littleEndian: boolean,
  find: FindStorage,
): Promise<Float64Array> {
  const { storage, dtype, offset, shape, strides } = whole;
  const reach = span(shape, strides);
  if (reach === 0) return new Float64Array();
  const bytes = storage.bytes
    ? { source: new MemorySource(source.name, storage.bytes), offset: 0, size: storage.bytes.length }
    : await find(storage);
  if (!bytes)
    throw new FormatError(
      l10n.t(
        '{0}: the storage {1} of {2} is not in the file; save it again.',
        source.name,
        quoted(storage.key),
        quoted(name),
      ),
    );
  const from = offset * bytesOf(dtype, 1)!;
  const length = bytesOf(dtype, reach)!;
  if (from + length > bytes.size) {
    throw new FormatError(
      l10n.t(
        '{0}: {1} reaches to byte {2} of its storage, which has {3}; the file is broken, save it again.',
        source.name,
        quoted(name),
        from + length,
        bytes.size,
      ),
    );
  }
  const integer = isQuantized(dtype) ? integers[dtype] : isInteger(dtype) ? dtype : undefined;
  const flat = await readElements(
    bytes.source,
    bytes.offset + from,
    reach,
    integer ?? (dtype as ReadableType),
    storage.littleEndian ?? littleEndian,
  );
  const data = isContiguous(shape, strides) ? flat : await gather(flat, shape, strides);
  const { quantizer } = whole;
  if (!quantizer) return data;
  if (quantizer.kind === 'tensor') return data.map((value) => (value - quantizer.zero) * quantizer.scale);
  const { scales, zeros, axis } = quantizer;
  const read = (view: TensorView) => load(source, name, view, littleEndian, find);
  const [scale, zero] = [await read(scales), await read(zeros)];
  const inner = shape.slice(axis + 1).reduce((product, length) => product * length, 1);
  return data.map((value, i) => {
    const at = Math.floor(i / inner) % scale.length;
    return (value - zero[at]!) * scale[at]!;
  });
}

/** The integers that quantized elements are stored as. */
const integers = { QI8: 'I8', QU8: 'U8', QI32: 'I32' } as const;

const isQuantized = (dtype: string): dtype is keyof typeof integers => Object.hasOwn(integers, dtype);
