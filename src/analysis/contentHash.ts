import { diagonalOf } from '../core/linalg/diagonal';
import type { Matrix } from '../core/linalg/matrix';

/**
 * A 106-bit hash of shape and entries (two rounds of cyrb53 with different seeds: public domain, bryc 2018). It runs
 * wherever the worker runs, without a crypto module, at memory speed.
 */
export function contentHash(matrix: Matrix): string {
  const { rows, columns } = matrix;
  const diagonal = diagonalOf(matrix);
  const entries = diagonal ?? matrix.data;
  const words = new Uint32Array(entries.buffer, entries.byteOffset, entries.length * 2);
  // Zeros count by the places of what stands between them, so a diagonal is hashed as the dense matrix that it is.
  const stride = diagonal ? 2 * columns + 2 : 2;
  return `${rows}x${columns}-${cyrb53(words, stride, rows)}-${cyrb53(words, stride, ~columns)}`;
}

function cyrb53(words: Uint32Array, stride: number, seed: number): string {
  let h1 = 0xdeadbeef ^ seed;
  let h2 = 0x41c6ce57 ^ seed;
  for (let i = 0; i < words.length; i++) {
    if (words[i] === 0) continue;
    const place = (i >> 1) * stride + (i & 1);
    const word = words[i]! ^ Math.imul(place, 0x9e3779b1);
    h1 = Math.imul(h1 ^ word, 2654435761);
    h2 = Math.imul(h2 ^ word, 1597334677);
    // Doubles differ in their high bits, which a plain product would carry out of the word.
    h1 ^= h1 >>> 15;
    h2 ^= h2 >>> 13;
  }
  h1 = Math.imul(h1 ^ (h1 >>> 16), 2246822507) ^ Math.imul(h2 ^ (h2 >>> 13), 3266489909);
  h2 = Math.imul(h2 ^ (h2 >>> 16), 2246822507) ^ Math.imul(h1 ^ (h1 >>> 13), 3266489909);
  return (4294967296 * (2097151 & h2) + (h1 >>> 0)).toString(36);
}
