import type { Format } from '../format';

/** A map that is not empty, in the three ways to write its length, then a key of up to 255 bytes. */
const start = /^(?:[\x81-\x8f]|\xde..|\xdf....)(?:[\xa1-\xbf]|\xd9.)([\x20-\x7e]+)/s;

/** What `flax.serialization.to_bytes` and `msgpack_serialize` write, and `save_checkpoint` did: MessagePack with arrays as extensions. */
export const flaxMsgpack: Format = {
  name: 'Flax MessagePack',
  extensions: ['.msgpack'],
  match: (head) => start.test(new TextDecoder('latin1').decode(head.subarray(0, 64))),
  open: async (source) => (await import('./tree')).openMsgpack(source),
};
