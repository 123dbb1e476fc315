import { eigenvalues } from '../linalg/eigenvalues';
import { hessenberg } from '../linalg/hessenberg';
import type { Checkpoint, Matrix } from '../linalg/matrix';
import { powerNormsByLanczos, powerNormsByProducts } from '../linalg/powerNorms';
import { multiply } from '../linalg/product';
import { requireSquare } from '../linalg/requirements';
import { sigmaMax, singularValues } from '../linalg/singularValues';
import type { Bounded, Kernels } from './kernels';
import { PlainSpaces } from './plainSpaces';
import { errorBounds, type PowerNorms } from './powerNormBounds';
import { radiusBy } from './spectralRadius';

/** Up to these many singular values `sigmaMax` is direct; up to this order the powers themselves are quicker. */
const directSingularValues = 64;
const directPowers = 32;
/** The residual tolerances of the plain Lanczos iterations. */
const sigmaTolerance = 1e-11;
const powerTolerance = 1e-10;

/** The functions of core/linalg in the dress of `Kernels`, for engines without WebAssembly SIMD. */
export const plainKernels: Kernels = {
  name: 'typescript',
  multiply,
  singularValues,
  eigenvalues,
  hessenberg,
  sigmaMax: plainSigmaMax,
  spectralRadius: (w, checkpoint) =>
    radiusBy(
      {
        withSpaces: (matrix, capacity, job) => job(new PlainSpaces(matrix, capacity)),
        eigenvalues,
        hessenberg,
        sigmaMax: plainSigmaMax,
      },
      w,
      checkpoint,
    ),
  powerNorms: plainPowerNorms,
  normOfPower: (w, k, checkpoint): Bounded => {
    const { log2, errorBounds: bounds } = plainPowerNorms(w, k, checkpoint);
    return { value: log2[k - 1] ?? -Infinity, errorBound: bounds[k - 1] ?? 0, method: 'lanczos' };
  },
};

function plainSigmaMax(a: Matrix, checkpoint?: Checkpoint): Bounded {
  const value = sigmaMax(a, checkpoint);
  const direct = Math.min(a.rows, a.columns) <= directSingularValues;
  return { value, errorBound: value * sigmaTolerance, method: direct ? 'direct' : 'lanczos' };
}

/** As `Kernels.powerNorms`. */
export function plainPowerNorms(w: Matrix, steps: number, checkpoint?: Checkpoint): PowerNorms {
  requireSquare(w);
  const norms = w.rows <= directPowers ? powerNormsByProducts : powerNormsByLanczos;
  const log2 = norms(w, steps, checkpoint);
  const residuals = log2.map(() => powerTolerance);
  return { log2, errorBounds: errorBounds(log2, residuals, w.rows), method: 'plain' };
}
