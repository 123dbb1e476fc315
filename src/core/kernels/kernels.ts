import { eigenvalues, type Eigenvalues } from '../linalg/eigenvalues';
import type { Checkpoint, Matrix } from '../linalg/matrix';
import { powerNormsByLanczos } from '../linalg/powerNorms';
import { multiply } from '../linalg/product';
import { sigmaMax, singularValues } from '../linalg/singularValues';
import * as wasmEigenvalues from './eigenvalues';
import { instructions, type Instructions } from './instance';
import { powerNorms } from './powerNorms';
import * as wasmProduct from './product';
import { sigmaMax as wasmSigmaMax } from './sigmaMax';
import * as wasmSingularValues from './singularValues';

/** The heavy computations, in WebAssembly or in plain TypeScript, with the same results but for rounding. */
export interface Kernels {
  readonly name: Instructions | 'typescript';
  /** A·B. @throws RangeError when the inner dimensions differ. */
  multiply(a: Matrix, b: Matrix, checkpoint?: Checkpoint): Matrix;
  /** All singular values, descending. @throws RangeError for an empty matrix or non-finite entries. */
  singularValues(a: Matrix, checkpoint?: Checkpoint): Float64Array;
  /** All eigenvalues by descending modulus. @throws RangeError for an empty, non-square or non-finite matrix. */
  eigenvalues(a: Matrix, checkpoint?: Checkpoint): Eigenvalues;
  /** ‖A‖₂. @throws RangeError for an empty matrix or non-finite entries. */
  sigmaMax(a: Matrix, checkpoint?: Checkpoint): Bounded;
  /** log2 ‖Wᵏ‖₂, k = 1…steps, up to an exact zero. @throws RangeError for an empty, non-square or non-finite matrix. */
  powerNorms(w: Matrix, steps: number, checkpoint?: Checkpoint): PowerNorms;
}
