import { eigenvalues } from '../linalg/eigenvalues';
import type { Checkpoint, Matrix } from '../linalg/matrix';
import { powerNormsByLanczos, powerNormsByProducts } from '../linalg/powerNorms';
import { multiply } from '../linalg/product';
import { requireSquare } from '../linalg/requirements';
import { sigmaMax, singularValues } from '../linalg/singularValues';
import type { Bounded, Kernels } from './kernels';
import { errorBounds, type PowerNorms } from './powerNormBounds';

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
  sigmaMax: (a, checkpoint): Bounded => {
    const value = sigmaMax(a, checkpoint);
    const direct = Math.min(a.rows, a.columns) <= directSingularValues;
    return { value, errorBound: value * sigmaTolerance, method: direct ? 'direct' : 'lanczos' };
  },
  powerNorms: plainPowerNorms,
  normOfPower: (w, k, checkpoint): Bounded => {
    const { log2, errorBounds: bounds } = plainPowerNorms(w, k, checkpoint);
    return { value: log2[k - 1] ?? -Infinity, errorBound: bounds[k - 1] ?? 0, method: 'lanczos' };
  },
};

/** As `Kernels.powerNorms`. */
export function plainPowerNorms(w: Matrix, steps: number, checkpoint?: Checkpoint): PowerNorms {
  requireSquare(w);
  const norms = w.rows <= directPowers ? powerNormsByProducts : powerNormsByLanczos;
  const log2 = norms(w, steps, checkpoint);
  const residuals = log2.map(() => powerTolerance);
  return { log2, errorBounds: errorBounds(log2, residuals, w.rows), method: 'plain' };
}
