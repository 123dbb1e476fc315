import { arrayType, viewOf } from './arrayType';
import { joblibArray } from './joblib';
import { GlobalName, Opaque, type PickleValue, type TensorView } from './pickleValue';

/** The array that an object of a pickle stands for, if it stands for one: `numpy.ndarray` by any of its constructors. */
export function arrayView(object: Opaque): TensorView | undefined {
  switch (object.name) {
    // State: version, shape, dtype, column-major, data (numpy/_core/src/multiarray/methods.c, array_reduce).
    case 'numpy.core.multiarray._reconstruct':
    case 'numpy._core.multiarray._reconstruct': {
      const [, shape, type, columnMajor, data] = Array.isArray(object.state) ? object.state : [];
      const found = arrayType(type);
      const bytes = bytesOf(data);
      return found && bytes && viewOf(found, shape, columnMajor === true, bytes);
    }
    // Protocol 5: buffer, dtype, shape, order.
    case 'numpy.core.numeric._frombuffer':
    case 'numpy._core.numeric._frombuffer': {
      const [data, type, shape, order] = Array.isArray(object.args) ? object.args : [];
      const found = arrayType(type);
      const bytes = bytesOf(data);
      return found && bytes && viewOf(found, shape, order === 'F', bytes);
    }
    // JAX writes its arrays as NumPy's (jax/_src/array.py, _reconstruct_array).
    case 'jax._src.array._reconstruct_array': {
      const [constructor, args, state] = Array.isArray(object.args) ? object.args : [];
      if (!(constructor instanceof GlobalName) || !constructor.name.startsWith('numpy.')) return undefined;
      const array = new Opaque(constructor.name, args ?? null);
      array.state = state ?? null;
      return arrayView(array);
    }
    default:
      return joblibArray(object);
  }
}

/** Bytes as they are, as protocol 2 writes them (`_codecs.encode(text, 'latin1')`), or as a bytearray. */
function bytesOf(value: PickleValue | undefined): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'string') return latin1(value);
  if (!(value instanceof Opaque) || !Array.isArray(value.args)) return undefined;
  const [text] = value.args;
  if (value.name === 'builtins.bytearray' && text instanceof Uint8Array) return text;
  return value.name === '_codecs.encode' && typeof text === 'string' ? latin1(text) : undefined;
}

function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}
