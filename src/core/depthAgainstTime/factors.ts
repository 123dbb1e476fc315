import { sampleMatrix, type InitializerSpec } from '../initializers/sample';
import type { Matrix } from '../linalg/matrix';
import { transposeMultiplyVector } from '../linalg/product';
import { dot, frobeniusNorm } from '../linalg/vector';
import type { Random } from '../random';

/** What is multiplied: one person's matrix, or matrices drawn from a distribution. */
export type MatrixSource =
  /**
   * Time: this W at every step. Depth: at every layer another H·W·Hᵀ with a random orthogonal H (Haar), that is W in
   * another basis, with its singular values and eigenvalues.
   */
  | { readonly kind: 'matrix'; readonly matrix: Matrix }
  /** Time: one draw for all steps. Depth: a draw for each layer. */
  | { readonly kind: 'initializer'; readonly initializer: InitializerSpec; readonly size: number };

/** The same matrix at every step (an unrolled recurrence), or another one at every layer (a stack). */
export const sharings = ['shared', 'independent'] as const;
export type Sharing = (typeof sharings)[number];

/** The map v ↦ W_kᵀ·v of one factor. */
export type Factor = (v: Float64Array) => Float64Array;

/** The order n of the matrices. */
export const sizeOf = (source: MatrixSource): number =>
  source.kind === 'matrix' ? source.matrix.rows : source.size;

/** Makes one factor after the other. */
export function createFactors(source: MatrixSource, sharing: Sharing, random: Random): () => Factor {
  const by =
    (w: Matrix): Factor =>
    (v) =>
      transposeMultiplyVector(w, v);
  if (source.kind === 'initializer') {
    const { initializer, size } = source;
    const draw = () => by(sampleMatrix(initializer, size, size, random));
    if (sharing === 'independent') return draw;
    const shared = draw();
    return () => shared;
  }
  const { matrix } = source;
  const factor = sharing === 'shared' ? by(matrix) : inAnotherBasis(matrix, random);
  return () => factor;
}

/** v ↦ H·Wᵀ·Hᵀ·v with a Haar-distributed H that is another one at each call; O(n²). */
function inAnotherBasis(matrix: Matrix, random: Random): Factor {
  return (v) => {
    const length = Math.sqrt(dot(v, v));
    const from = randomDirection(v.length, random);
    const image = transposeMultiplyVector(matrix, from);
    // Hᵀ·v/‖v‖ = from is uniform on the sphere; H takes what Wᵀ adds across it to a random direction across v.
    const along = dot(from, image);
    const across = Math.sqrt(sumOfSquares(image, from, along));
    const other = randomDirection(v.length, random);
    const share = dot(other, v) / (length * length);
    const size = Math.sqrt(sumOfSquares(other, v, share));
    const turned = size > 0 ? across / size : 0;
    return v.map((entry, i) => along * entry + length * turned * (other[i]! - share * entry));
  };
}

/** A uniformly distributed unit vector. */
export function randomDirection(n: number, random: Random): Float64Array {
  for (;;) {
    const v = new Float64Array(n).map(() => random.gaussian());
    const length = frobeniusNorm(v);
    if (length > 0) return v.map((entry) => entry / length);
  }
}

/** ‖x − share·y‖². */
function sumOfSquares(x: Float64Array, y: Float64Array, share: number): number {
  return x.reduce((sum, entry, i) => sum + (entry - share * y[i]!) ** 2, 0);
}
