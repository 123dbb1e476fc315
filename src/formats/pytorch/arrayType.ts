import { columnMajorStrides, rowMajorStrides } from '../strided';
import { elementCount } from '../tensorList';
import { Opaque, Storage, TensorView, type PickleValue } from './pickleValue';

const kinds: Readonly<Record<string, string>> = {
  ...{ f8: 'F64', f4: 'F32', f2: 'F16', i8: 'I64', i4: 'I32', i2: 'I16', i1: 'I8' },
  ...{ u8: 'U64', u4: 'U32', u2: 'U16', u1: 'U8', b1: 'BOOL', c8: 'C64', c16: 'C128' },
};

/** An element type of NumPy. */
export interface ArrayType {
  /** In safetensors' notation. */
  readonly dtype: string;
  readonly littleEndian: boolean;
}

/** The type that `numpy.dtype('f4', …)` and its state describe; `undefined` for records, objects and texts. */
export function arrayType(value: PickleValue | undefined): ArrayType | undefined {
  if (!(value instanceof Opaque) || value.name !== 'numpy.dtype') return undefined;
  const [code] = Array.isArray(value.args) ? value.args : [];
  const match = typeof code === 'string' ? /^[<>|=]?([a-z]\d+)$/.exec(code) : null;
  const dtype = match && Object.hasOwn(kinds, match[1]!) ? kinds[match[1]!] : undefined;
  const [, order] = Array.isArray(value.state) ? value.state : [];
  const written = typeof order === 'string' ? order : (code as string).charAt(0);
  return dtype === undefined ? undefined : { dtype, littleEndian: written !== '>' };
}

/** A view of elements that the pickle itself holds; `undefined` where they are not what the shape needs. */
export function viewOf(
  { dtype, littleEndian }: ArrayType,
  shape: PickleValue | undefined,
  columnMajor: boolean,
  bytes: Uint8Array,
): TensorView | undefined {
  if (!Array.isArray(shape)) return undefined;
  const count = elementCount(shape);
  if (count === undefined) return undefined;
  const lengths = shape as number[];
  const strides = columnMajor ? columnMajorStrides(lengths) : rowMajorStrides(lengths);
  return new TensorView(new Storage('', dtype, count, 0, bytes, littleEndian), dtype, 0, lengths, strides);
}
