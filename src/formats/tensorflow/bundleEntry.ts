import { PbfReader } from 'pbf';

/** What the index says of all tensors (tensorflow/core/protobuf/tensor_bundle.proto). */
export interface BundleHeader {
  shards: number;
  littleEndian: boolean;
}

/** Where a tensor stands, or the slices that it is kept in. */
export interface BundleEntry {
  dtype: string;
  shape: number[];
  shard: number;
  offset: number;
  size: number;
  crc: number;
  slices: Slice[];
}

/** A slice along all axes; −1 is a length to the end. */
export interface Slice {
  readonly offsets: number[];
  readonly lengths: number[];
}

/** By TensorFlow's DataType. */
const dtypes: Readonly<Record<number, string>> = {
  ...{
    1: 'F32',
    2: 'F64',
    3: 'I32',
    4: 'U8',
    5: 'I16',
    6: 'I8',
    7: 'string',
    8: 'C64',
    9: 'I64',
    10: 'BOOL',
  },
  ...{ 11: 'QI8', 12: 'QU8', 13: 'QI32', 14: 'BF16', 17: 'U16', 18: 'C128', 19: 'F16', 22: 'U32', 23: 'U64' },
};

const maxAxes = 254;

/** BundleHeaderProto: shards 1, endianness 2. @throws for what is no message */
export const readHeader = (bytes: Uint8Array): BundleHeader =>
  new PbfReader(bytes).readFields<BundleHeader>(
    (tag, header, pbf) => {
      if (tag === 1) header.shards = pbf.readVarint();
      else if (tag === 2) header.littleEndian = pbf.readVarint() === 0;
    },
    { shards: 1, littleEndian: true },
  );

/** BundleEntryProto: dtype 1, shape 2, shard 3, offset 4, size 5, crc32c 6, slices 7. @throws for what is no message */
export const readEntry = (bytes: Uint8Array): BundleEntry =>
  new PbfReader(bytes).readFields<BundleEntry>(
    (tag, entry, pbf) => {
      if (tag === 1) {
        const type = pbf.readVarint();
        entry.dtype = dtypes[type] ?? `type ${type}`;
      } else if (tag === 2) pbf.readMessage(readAxis, entry.shape);
      else if (tag === 3) entry.shard = pbf.readVarint();
      else if (tag === 4) entry.offset = pbf.readVarint(true);
      else if (tag === 5) entry.size = pbf.readVarint(true);
      else if (tag === 6) entry.crc = pbf.readFixed32();
      else if (tag === 7) entry.slices.push(pbf.readMessage(readExtent, { offsets: [], lengths: [] }));
    },
    { dtype: 'unknown', shape: [], shard: 0, offset: 0, size: 0, crc: 0, slices: [] },
  );

/** TensorShapeProto: dim 2 {size 1}. */
function readAxis(tag: number, shape: number[], pbf: PbfReader): void {
  if (tag !== 2 || shape.length > maxAxes) return;
  shape.push(pbf.readMessage((inner, axis, reader) => {
    if (inner === 1) axis.length = reader.readVarint(true);
  }, { length: 0 }).length); // prettier-ignore
}

/** TensorSliceProto: extent 1 {start 1, length 2}. */
function readExtent(tag: number, slice: Slice, pbf: PbfReader): void {
  if (tag !== 1 || slice.offsets.length > maxAxes) return;
  const { start, length } = pbf.readMessage(
    (inner, extent, reader) => {
      if (inner === 1) extent.start = reader.readVarint(true);
      else if (inner === 2) extent.length = reader.readVarint(true);
    },
    { start: 0, length: -1 },
  );
  slice.offsets.push(start);
  slice.lengths.push(length);
}
