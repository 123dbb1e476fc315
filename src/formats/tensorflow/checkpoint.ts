import type { Format } from '../format';

/** How a table of LevelDB ends. */
const tableEnd = /\x57\xfb\x80\x8b\x24\x75\x47\xdb$/;

/** The header of a bundle at the start of its index: an entry of the empty key, whose first field counts the shards. */
const isIndex = (head: Uint8Array): boolean =>
  (head[0] === 0 && head[1] === 0 && head[2]! >= 2 && head[2]! < 32 && head[3] === 8) ||
  tableEnd.test(new TextDecoder('latin1').decode(head.subarray(-8)));

const shardName = /\.data-\d{5}-of-\d{5}$/;

/**
 * TensorFlow's checkpoints since 0.12 (`tf.train.Saver`, `tf.train.Checkpoint`, `save_weights`, SavedModel's variables): an
 * index, and the tensors in shards beside it. Opened through any of them.
 */
export const tensorflowCheckpoint: Format = {
  name: 'TensorFlow checkpoint',
  extensions: ['.index'],
  match: (head, _size, name = '') =>
    shardName.test(name) || name === 'saved_model.pb' || (name.endsWith('.index') && isIndex(head)),
  open: async (source) => (await import('./bundle')).openBundle(source),
};
