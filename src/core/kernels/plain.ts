import { certifiedError } from '../linalg/certifiedNorm';
import { eigenvalues } from '../linalg/eigenvalues';
import { hessenberg } from '../linalg/hessenberg';
import type { Progress, Matrix } from '../linalg/matrix';
import { powerNormsByLanczos, powerNormsByProducts } from '../linalg/powerNorms';
import { powerOperator, squaredPowers } from '../linalg/powers';
import { multiply, multiplyVector, transposeMultiplyVector } from '../linalg/product';
import { requireSquare } from '../linalg/requirements';
import { sigmaMax, singularValues } from '../linalg/singularValues';
import { leadingSquare, type Gram } from './davidson';
import type { Bounded, Kernels } from './kernels';
import type { MatrixProduct } from './matrixProduct';
import { PlainSpaces } from './plainSpaces';
import { errorBounds, type PowerNorms } from './powerNormBounds';
import type { PowerStart } from './powerStart';
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
  withProduct: (a, job) =>
    job({
      times: oneByOne(a.columns, (x) => multiplyVector(a, x)),
      transposeTimes: oneByOne(a.rows, (x) => transposeMultiplyVector(a, x)),
    }),
  singularValues,
  eigenvalues,
  hessenberg,
  sigmaMax: plainSigmaMax,
  spectralRadius: (w, progress) =>
    radiusBy(
      {
        withSpaces: (matrix, capacity, job) => job(new PlainSpaces(matrix, capacity)),
        eigenvalues,
        hessenberg,
        sigmaMax: plainSigmaMax,
      },
      w,
      progress,
    ),
  powerNorms: plainPowerNorms,
  normOfPower: plainNormOfPower,
};

/** A product with vectors of that length, one after the other. */
function oneByOne(length: number, multiplied: (x: Float64Array) => Float64Array): MatrixProduct['times'] {
  return (count, put, take) => {
    const operand = new Float64Array(length);
    for (let i = 0; i < count; i++) {
      put(operand, i);
      take(multiplied(operand), i);
    }
  };
}

function plainSigmaMax(a: Matrix, progress?: Progress): Bounded {
  const value = sigmaMax(a, progress);
  const direct = Math.min(a.rows, a.columns) <= directSingularValues;
  const errorBound = direct ? certifiedError(a, value, multiply, progress) : value * sigmaTolerance;
  return { value, errorBound, method: direct ? 'direct' : 'lanczos' };
}

/** As `Kernels.normOfPower`, on squared powers as the curve is. */
function plainNormOfPower(
  w: Matrix,
  k: number,
  progress?: Progress,
  start: PowerStart | null = null,
): Bounded {
  requireSquare(w);
  if (w.rows > directPowers && start) {
    const table = squaredPowers(w, k, progress);
    const power = powerOperator(table, k, start.directions[0]!);
    const gram: Gram = (vectors) =>
      vectors.map((x) => {
        progress?.(0.5);
        const image = new Float64Array(w.rows);
        const result = new Float64Array(w.rows);
        power!.operator.apply(x, image);
        power!.operator.applyTranspose(image, result);
        return result;
      });
    const found = power && leadingSquare(gram, start, powerTolerance);
    if (found) {
      const rounding = k * 2 ** -53 * w.rows * start.condition;
      return {
        value: power.exponent + Math.log2(found.square) / 2,
        errorBound: (found.relativeError / 2 + rounding) * Math.LOG2E,
        method: 'lanczos',
      };
    }
  }
  const { log2, errorBounds: bounds, method } = plainPowerNorms(w, k, progress);
  return { value: log2[k - 1] ?? -Infinity, errorBound: bounds[k - 1] ?? 0, method };
}

/** As `Kernels.powerNorms`. */
export function plainPowerNorms(w: Matrix, steps: number, progress?: Progress): PowerNorms {
  requireSquare(w);
  const direct = w.rows <= directPowers;
  const log2 = (direct ? powerNormsByProducts : powerNormsByLanczos)(w, steps, progress);
  // What `leadingSingular` ends at is ‖PᵀPx − θx‖/θ, from two starts that agree to about as much.
  const errors = log2.map(() => (direct ? 0 : powerTolerance));
  return {
    log2,
    errorBounds: errorBounds(log2, errors, { scheme: direct ? 'stepwise' : 'squared', order: w.rows }),
    method: direct ? 'direct' : 'lanczos',
  };
}
