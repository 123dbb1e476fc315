import { zeros, type Matrix } from './linalg/matrix';
import { qr } from './linalg/qr';

/** A seeded source of numbers: the same seed gives the same sequence everywhere. */
export interface Random {
  /** Uniform on [0, 1), 53 bits. */
  uniform(): number;
  /** Standard normal. */
  gaussian(): number;
}

/** SplitMix32 ([Steele2014], 32-bit finalizer), which spreads a small seed over the state. */
function splitMix(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
}

const rotateLeft = (x: number, k: number) => ((x << k) | (x >>> (32 - k))) >>> 0;

/**
 * xoshiro128** 1.1 [Blackman2018], seeded by SplitMix32; normals by Marsaglia's polar method. `seed` is
 * taken modulo 2³².
 */
export function createRandom(seed: number): Random {
  const next = splitMix(seed);
  let a = next();
  let b = next();
  let c = next();
  let d = next();
  let spare: number | null = null;
  const word = () => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotateLeft(d, 11);
    return result;
  };
  const uniform = () => ((word() >>> 5) * 2 ** 26 + (word() >>> 6)) / 2 ** 53;
  const gaussian = () => {
    if (spare !== null) {
      const value = spare;
      spare = null;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      spare = y * factor;
      return x * factor;
    }
  };
  return { uniform, gaussian };
}

/** A rows × columns matrix of independent standard normals, row by row. */
export function gaussianMatrix(rows: number, columns: number, random: Random): Matrix {
  const result = zeros(rows, columns);
  for (let i = 0; i < result.data.length; i++) result.data[i] = random.gaussian();
  return result;
}

/**
 * An n × n orthogonal matrix from the Haar measure: Q of a Gaussian matrix's QR, columns signed as diag(R)
 * [Mezzadri2007].
 * @throws RangeError for n < 1.
 */
export function randomOrthogonal(n: number, seed: number): Matrix {
  const { q, r } = qr(gaussianMatrix(n, n, createRandom(seed)));
  for (let j = 0; j < n; j++) {
    if (r.data[j * n + j]! >= 0) continue;
    for (let i = 0; i < n; i++) q.data[i * n + j] = -q.data[i * n + j]!;
  }
  return q;
}
