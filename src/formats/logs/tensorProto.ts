import type { PbfReader } from 'pbf';
import { viewOf } from './byteQueue';

/** A TensorProto's numbers and its shape. */
export interface TensorValues {
  readonly shape: readonly number[];
  readonly values: readonly number[];
}

/** More elements are no scalar and no histogram. */
const maxElements = 100_000;

interface Raw {
  dtype: number;
  shape: number[];
  content: Uint8Array | undefined;
  values: number[];
}

/** TensorFlow's DataType numbers with their size and how one element is read. */
const types: Readonly<Record<number, { bytes: number; read: (view: DataView, at: number) => number }>> = {
  1: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  2: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
  3: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  9: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  14: { bytes: 2, read: (view, at) => bfloat16(view.getUint16(at, true)) },
  19: { bytes: 2, read: (view, at) => float16(view.getUint16(at, true)) },
};

/** Reads a TensorProto from its message; `undefined` for a type without numbers. */
export function readTensor(pbf: PbfReader): TensorValues | undefined {
  const raw = pbf.readMessage<Raw>(field, { dtype: 0, shape: [], content: undefined, values: [] });
  const type = types[raw.dtype];
  if (!type) return undefined;
  if (!raw.content) return { shape: raw.shape, values: raw.values };
  const count = Math.min(Math.floor(raw.content.length / type.bytes), maxElements);
  const view = viewOf(raw.content);
  return {
    shape: raw.shape,
    values: Array.from({ length: count }, (_, i) => type.read(view, i * type.bytes)),
  };
}

function field(tag: number, raw: Raw, pbf: PbfReader): void {
  if (tag === 1) raw.dtype = pbf.readVarint();
  else if (tag === 2) raw.shape = readShape(pbf);
  else if (tag === 4) raw.content = pbf.readBytes();
  else if (tag === 5) pbf.readPackedFloat(raw.values);
  else if (tag === 6) pbf.readPackedDouble(raw.values);
  else if (tag === 7 || tag === 10) pbf.readPackedVarint(raw.values, true);
  else if (tag === 13) {
    const read = raw.dtype === 14 ? bfloat16 : float16;
    raw.values.push(...pbf.readPackedVarint().map(read));
  }
}

/** TensorShapeProto: dim = 2 {size = 1}. */
function readShape(pbf: PbfReader): number[] {
  return pbf.readMessage<number[]>((tag, shape, message) => {
    if (tag !== 2) return;
    shape.push(
      message.readMessage<{ size: number }>(
        (inner, dim, reader) => {
          if (inner === 1) dim.size = reader.readVarint(true);
        },
        { size: 0 },
      ).size,
    );
  }, []);
}

function bfloat16(bits: number): number {
  const view = new DataView(new ArrayBuffer(4));
  view.setUint16(0, bits);
  return view.getFloat32(0);
}

function float16(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}
