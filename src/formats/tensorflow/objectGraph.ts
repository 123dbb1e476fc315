import { PbfReader } from 'pbf';

/** The key under which a checkpoint of objects keeps its graph. */
export const graphKey = '_CHECKPOINTABLE_OBJECT_GRAPH';

/**
 * The names that variables have in their model, such as `sequential/enc/lstm_cell/kernel`, by the keys of their values
 * (TrackableObjectGraph: nodes 1 {attributes 2 {full_name 2, checkpoint_key 3}}); none where the graph is broken.
 */
export function fullNames(graph: Uint8Array): Map<string, string> {
  const names = new Map<string, string>();
  try {
    new PbfReader(graph).readFields((tag, _, pbf) => {
      if (tag === 1) pbf.readMessage(readNode, names);
    }, undefined);
  } catch {
    return new Map();
  }
  return names;
}

function readNode(tag: number, names: Map<string, string>, pbf: PbfReader): void {
  if (tag !== 2) return;
  const { key, name } = pbf.readMessage(
    (inner, attribute, reader) => {
      if (inner === 2) attribute.name = reader.readString();
      else if (inner === 3) attribute.key = reader.readString();
    },
    { key: '', name: '' },
  );
  if (key !== '' && name !== '') names.set(key, name);
}

/** The bytes of a tensor of one string: its length as a varint, a checksum of four bytes, the string. */
export function onlyString(bytes: Uint8Array): Uint8Array {
  const reader = new PbfReader(bytes);
  const length = reader.readVarint();
  return bytes.subarray(reader.pos + 4, reader.pos + 4 + length);
}
