import { createRandom } from '../random';
import type { Matrix } from './matrix';
import { multiplyVector, transposeMultiplyVector } from './product';
import { frobeniusNorm, unit } from './vector';

const epsilon = 2 ** -52;

/** Whether BBᵀ = BᵀB to within rounding, tried on two random vectors; `norm` is ‖B‖_F. */
export function isNormal(b: Matrix, norm: number): boolean {
  const n = b.rows;
  const random = createRandom(n);
  for (let trial = 0; trial < 2; trial++) {
    const z = unit(new Float64Array(n).map(() => random.gaussian()));
    const left = multiplyVector(b, transposeMultiplyVector(b, z));
    const right = transposeMultiplyVector(b, multiplyVector(b, z));
    const difference = frobeniusNorm(left.map((x, i) => x - right[i]!));
    if (difference > 4 * epsilon * norm * norm) return false;
  }
  return true;
}

/**
 * How far the eigenvalues of such a matrix may lie from those of a normal one of the same norms: what looks normal is so
 * to within sqrt(n·eps), and a pair coupled that weakly moves by the geometric mean of that and the backward error.
 */
export function normalReach(n: number, backwardError: number, size: number): number {
  return 4 * backwardError + Math.sqrt(backwardError * Math.sqrt(n * epsilon) * size);
}
