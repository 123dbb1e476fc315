import type { Eigenvalues } from '../linalg/eigenvalues';
import type { Padded } from '../linalg/hessenberg';
import type { Progress, Matrix } from '../linalg/matrix';
import type { Instructions } from './instance';
import type { PowerNorms } from './powerNormBounds';
import type { PowerStart } from './powerStart';
import type { MatrixProduct } from './matrixProduct';
import type { Radius } from './spectralRadius';

export type { PowerNorms } from './powerNormBounds';

/**
 * How a figure was found: 'direct' by all eigenvalues or singular values, 'lanczos' or 'krylov-schur' by an iteration,
 * 'direct-dd' with twice the digits of doubles, 'direct-qd' with four times as many, 'direct-mp' with more.
 */
export type Method = 'direct' | 'lanczos' | 'krylov-schur' | 'direct-dd' | 'direct-qd' | 'direct-mp';

export type Precision = 'single' | 'double';

/** A figure with how it was found and how far it may be off (absolutely). */
export interface Bounded {
  readonly value: number;
  readonly errorBound: number;
  readonly method: Method;
}

/**
 * The heavy computations, in WebAssembly or in plain TypeScript, with the same results but for rounding. Each calls the
 * checkpoint at least every 50 ms or so, and one that throws from it leaves the kernels fit for the next call.
 */
export interface Kernels {
  readonly name: Instructions | 'typescript';
  /** A·B. Throws RangeError when the inner dimensions differ. */
  readonly multiply: (a: Matrix, b: Matrix, progress?: Progress) => Matrix;
  /**
   * Runs a job with `a` where many products with vectors are quick; the product ends with the job. Single precision may be
   * used where it is allowed.
   */
  readonly withProduct: <T>(a: Matrix, job: (product: MatrixProduct) => T, precision?: Precision) => T;
  /** All singular values, descending. Throws RangeError for an empty matrix or non-finite entries. */
  readonly singularValues: (a: Matrix, progress?: Progress) => Float64Array;
  /** All eigenvalues, ordered as in core/linalg. Throws RangeError for an empty, non-square or non-finite matrix. */
  readonly eigenvalues: (a: Matrix, progress?: Progress) => Eigenvalues;
  /** ‖A‖₂. Throws RangeError for an empty matrix or non-finite entries. */
  readonly sigmaMax: (a: Matrix, progress?: Progress) => Bounded;
  /** ρ = max |λ|. Throws RangeError for an empty, non-square or non-finite matrix. */
  readonly spectralRadius: (w: Matrix, progress?: Progress) => Radius;
  /** QᵀAQ in upper Hessenberg form of a square matrix. */
  readonly hessenberg: (a: Matrix, progress?: Progress) => Padded;
  /** log2 ‖Wᵏ‖₂, k = 1…steps, up to an exact zero. Throws RangeError for an empty, non-square or non-finite matrix. */
  readonly powerNorms: (w: Matrix, steps: number, progress?: Progress) => PowerNorms;
  /** log2 ‖Wᵏ‖₂ of one power; −Infinity where it is exactly zero; from `start` where that is known. Throws as `powerNorms`. */
  readonly normOfPower: (w: Matrix, k: number, progress?: Progress, start?: PowerStart | null) => Bounded;
}
