import * as l10n from '@vscode/l10n';
import { FormatError } from '../formatError';
import { liesWithin } from '../placePart';
import { elementCount, isCount } from '../tensorList';
import { GlobalName, Opaque, type PickleValue } from './pickleValue';
import { dtypeOf } from './torchNames';

/** A rectangular part of a tensor and where its bytes stand. */
export interface StoredPart {
  readonly offsets: readonly number[];
  readonly sizes: readonly number[];
  /** Name of the shard, beside the metadata. */
  readonly file: string;
  readonly at: number;
  readonly length: number;
  /** What was done to the bytes before they were written, such as `zstd`. */
  readonly transforms: readonly string[];
}

/** A tensor as the metadata describes it. */
export interface DistributedTensor {
  /** The keys that lead to it in what was saved. */
  readonly path: readonly string[];
  readonly dtype: string;
  readonly shape: readonly number[];
  readonly parts: readonly StoredPart[];
}

const maxParts = 1_000_000;

/**
 * The tensors of a pickled `Metadata` (torch/distributed/checkpoint/metadata.py).
 * @throws FormatError where it is none
 */
export function distributedTensors(file: string, root: PickleValue): DistributedTensor[] {
  const described = field(root, 'state_dict_metadata');
  const stored = field(root, 'storage_data');
  const paths = field(root, 'planner_data');
  if (!(described instanceof Map) || !(stored instanceof Map) || stored.size > maxParts) {
    throw new FormatError(
      l10n.t(
        '{0}: it does not say where the tensors of this distributed checkpoint stand; save it again.',
        file,
      ),
    );
  }
  const places = placesOf(stored);
  const tensors: DistributedTensor[] = [];
  for (const [key, tensor] of described) {
    const shape = numbers(field(tensor, 'size'));
    const chunks = field(tensor, 'chunks');
    // Anything but a tensor is pickled bytes, which are never read.
    if (typeof key !== 'string' || !shape || !Array.isArray(chunks)) continue;
    const parts: StoredPart[] = [];
    for (const chunk of chunks) {
      const offsets = numbers(field(chunk, 'offsets'));
      const sizes = numbers(field(chunk, 'sizes'));
      const place = offsets && places.get(placeKey(key, offsets));
      if (place && sizes && liesWithin(shape, offsets, sizes)) parts.push({ offsets, sizes, ...place });
    }
    const path = paths instanceof Map ? paths.get(key) : undefined;
    tensors.push({
      path: Array.isArray(path) && path.length > 0 ? path.map(String) : [key],
      dtype: elementType(field(tensor, 'properties')),
      shape,
      parts,
    });
  }
  return tensors;
}

type Place = Pick<StoredPart, 'file' | 'at' | 'length' | 'transforms'>;

/** Where each part stands, by its tensor and where it begins in it; a tensor of one part may leave that out. */
function placesOf(stored: ReadonlyMap<PickleValue, PickleValue>): Map<string, Place> {
  const places = new Map<string, Place>();
  for (const [index, info] of stored) {
    const [name, file] = [field(index, 'fqn'), field(info, 'relative_path')];
    const [at, length] = [field(info, 'offset'), field(info, 'length')];
    const transforms = field(info, 'transform_descriptors');
    if (typeof name !== 'string' || typeof file !== 'string' || !isCount(at) || !isCount(length)) continue;
    places.set(placeKey(name, numbers(field(index, 'offset')) ?? []), {
      file,
      at,
      length,
      transforms: Array.isArray(transforms) ? transforms.map(String) : [],
    });
  }
  return places;
}

const placeKey = (name: string, offsets: readonly number[]): string => `${offsets.join()} ${name}`;

function numbers(value: PickleValue | undefined): number[] | undefined {
  return Array.isArray(value) && elementCount(value) !== undefined ? (value as number[]) : undefined;
}

/** `TensorProperties` keeps its dtype first, in older versions by name. */
function elementType(properties: PickleValue | undefined): string {
  const state = properties instanceof Opaque ? properties.state : null;
  const type = Array.isArray(state) ? state[0] : field(properties, 'dtype');
  return dtypeOf(type) ?? (type instanceof GlobalName ? type.name : 'unknown');
}

/** A field of an object of a dataclass. */
function field(object: PickleValue | undefined, name: string): PickleValue | undefined {
  return object instanceof Opaque && object.state instanceof Map ? object.state.get(name) : undefined;
}
