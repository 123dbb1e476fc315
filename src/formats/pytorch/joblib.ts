import { bytesOf } from '../elements';
import { elementCount } from '../tensorList';
import { arrayType, viewOf } from './arrayType';
import type { PickleReader } from './pickleReader';
import type { Opaque, TensorView } from './pickleValue';

const wrapper = 'joblib.numpy_pickle.NumpyArrayWrapper';

/**
 * The elements of an array that joblib writes into the pickle, behind the wrapper that describes it
 * (joblib/numpy_pickle.py, `NumpyArrayWrapper.read_array`): a byte that counts the padding before them where the wrapper
 * names an alignment. `null` for any other object.
 */
export function readTrailing(object: Opaque, reader: PickleReader): Uint8Array | null {
  if (object.name !== wrapper || !(object.state instanceof Map)) return null;
  const shape = object.state.get('shape');
  const type = arrayType(object.state.get('dtype'));
  const count = type && Array.isArray(shape) ? elementCount(shape) : undefined;
  if (!type || count === undefined) return null;
  if (typeof object.state.get('numpy_array_alignment_bytes') === 'number') reader.slice(reader.u8());
  return reader.slice(bytesOf(type.dtype, count)!);
}

/** The array that such a wrapper stands for. */
export function joblibArray({ name, state, trailing }: Opaque): TensorView | undefined {
  if (name !== wrapper || !(state instanceof Map) || !trailing) return undefined;
  const type = arrayType(state.get('dtype'));
  return type && viewOf(type, state.get('shape'), state.get('order') === 'F', trailing);
}
