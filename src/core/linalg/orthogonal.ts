import { createRandom } from '../random';
import type { Matrix } from './matrix';
import { multiplyVector, transposeMultiplyVector } from './product';
import { maxAbs } from './scaling';
import { frobeniusNorm, unit } from './vector';

const epsilon = 2 ** -52;

/** A multiple c·Q of an orthogonal matrix, as far as rounding lets it be one. */
export interface ScaledOrthogonal {
  /** c, the size of all singular values and of all eigenvalues. */
  readonly scale: number;
  /** How far each of those may be from it. */
  readonly errorBound: number;
}

/** The factor of a multiple of an orthogonal matrix; null for any other. Tried on two random vectors: Wᵀ(Wz) = c²z. */
export function scaledOrthogonal(w: Matrix): ScaledOrthogonal | null {
  const { rows: n, columns } = w;
  const largest = maxAbs(w.data);
  // Squares of what is huge or tiny would leave the range of doubles.
  if (n !== columns || n < 2 || !(largest > 1e-100 && largest < 1e100)) return null;
  const scale = frobeniusNorm(w.data) / Math.sqrt(n);
  if (!looksOrthogonal(w, scale)) return null;
  const random = createRandom(n);
  const tolerance = 8 * n * epsilon;
  for (let trial = 0; trial < 2; trial++) {
    const z = unit(new Float64Array(n).map(() => random.gaussian()));
    const back = transposeMultiplyVector(w, multiplyVector(w, z));
    const difference = frobeniusNorm(back.map((x, i) => x / scale / scale - z[i]!));
    if (!(difference <= tolerance)) return null;
  }
  const errorBound = tolerance * Math.sqrt(n) * scale;
  // An orthogonal matrix is one, whatever the rounding of its entries makes of its norm.
  return { scale: Math.abs(scale - 1) <= errorBound ? 1 : scale, errorBound };
}

/** All rows of one length: told of the first few of a matrix that is no such thing. */
function looksOrthogonal({ rows: n, data }: Matrix, scale: number): boolean {
  for (let i = 0; i < n; i++) {
    let square = 0;
    for (let k = i * n; k < (i + 1) * n; k++) square += (data[k]! / scale) ** 2;
    if (Math.abs(square - 1) > 16 * n * epsilon) return false;
  }
  return true;
}
