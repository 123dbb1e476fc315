/** A small seeded generator of 32 bits (mulberry32), so that a case is told by its number. */
export function generator(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** Numbers that break sums and limits. */
const edges = [
  0n,
  1n,
  0x7fn,
  0xffn,
  0xffffn,
  0x7fffffffn,
  0xffffffffn,
  2n ** 53n,
  2n ** 63n - 1n,
  2n ** 63n,
  2n ** 64n - 1n,
];

type Mutation = (bytes: Uint8Array, random: (below: number) => number, other: Uint8Array) => Uint8Array;

/** Most of what matters stands at the beginning or the end of a file. */
function place(length: number, random: (below: number) => number): number {
  const near = Math.min(length, 512);
  return [() => random(length), () => random(near), () => length - 1 - random(near)][random(3)]!();
}

const mutations: readonly Mutation[] = [
  (bytes, random) => {
    bytes[place(bytes.length, random)]! ^= 1 << random(8);
    return bytes;
  },
  (bytes, random) => {
    bytes[place(bytes.length, random)] = random(256);
    return bytes;
  },
  (bytes, random) => {
    const size = [1, 2, 4, 8][random(4)]!;
    const at = place(bytes.length, random);
    const littleEndian = random(2) === 0;
    let value = edges[random(edges.length)]!;
    for (let i = 0; i < size && at + i < bytes.length; i++, value >>= 8n) {
      bytes[littleEndian ? at + i : Math.min(bytes.length - 1, at + size - 1 - i)] = Number(value & 255n);
    }
    return bytes;
  },
  // An address of the file somewhere else, for formats that point.
  (bytes, random) => {
    const at = place(bytes.length, random) & ~7;
    if (at + 8 > bytes.length) return bytes;
    new DataView(bytes.buffer, bytes.byteOffset).setBigUint64(at, BigInt(random(bytes.length) & ~7), true);
    return bytes;
  },
  (bytes, random) => bytes.slice(0, place(bytes.length, random)),
  (bytes, random) => {
    const at = place(bytes.length, random);
    const length = random(Math.min(64, bytes.length - at) + 1);
    return joined(bytes.subarray(0, at), bytes.subarray(at + length));
  },
  (bytes, random) => {
    const at = place(bytes.length, random);
    const length = random(Math.min(256, bytes.length - at) + 1);
    return joined(bytes.subarray(0, at + length), bytes.subarray(at));
  },
  (bytes, random, other) => {
    const from = random(other.length);
    const piece = other.subarray(from, from + random(128));
    const at = place(bytes.length, random);
    bytes.set(piece.subarray(0, bytes.length - at), at);
    return bytes;
  },
];

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(a.length + b.length);
  bytes.set(a);
  bytes.set(b, a.length);
  return bytes;
}

/** The file of case `seed`: one of the corpus with one to eight changes. */
export function mutated(corpus: readonly Uint8Array[], seed: number): Uint8Array {
  const random = generator(seed);
  let bytes: Uint8Array = corpus[random(corpus.length)]!.slice();
  for (let left = 1 + random(8); left > 0 && bytes.length > 0; left--) {
    bytes = mutations[random(mutations.length)]!(bytes, random, corpus[random(corpus.length)]!);
  }
  return bytes;
}
