import type { MatrixProduct } from '../../kernels/matrixProduct';
import { frobeniusNorm } from '../../linalg/vector';
import type { FactoredJacobian } from '../factoredJacobian';

/** The vector `direction`·10^`log10`, of unit length but for that; the zero vector has log10 −Infinity. */
export interface LogVector {
  readonly direction: Float64Array;
  readonly log10: number;
}

/**
 * Applies several products of Jacobians, or their transposes, each to some vectors of its own. The products go in step and
 * share every pass over the cell's matrix; vectors are rescaled on the way, so nothing over- or underflows.
 * @param products each in time's order, all of one length
 */
export function passTogether(
  products: readonly (readonly FactoredJacobian[])[],
  starts: readonly (readonly Float64Array[])[],
  matrix: MatrixProduct,
  way: 'forward' | 'backward',
  tick?: () => void,
): LogVector[][] {
  const running = starts.flatMap((vectors, product) =>
    vectors.map((start) => {
      const [x, next]: Float64Array[] = [start.slice(), new Float64Array(start.length)];
      return { steps: products[product]!, x: x!, next: next!, log10: 0, product };
    }),
  );
  for (const one of running) normalize(one);
  const length = products[0]?.length ?? 0;
  let at = 0;
  const put = (operand: Float64Array, i: number): void => {
    const { steps, x } = running[i]!;
    if (way === 'forward') steps[at]!.hiddenPart(x, operand);
    else steps[at]!.gates(x, operand);
  };
  const take = (product: Float64Array, i: number): void => {
    const one = running[i]!;
    const { steps, x, next } = one;
    if (way === 'forward') steps[at]!.after(x, product, next);
    else steps[at]!.afterTranspose(x, product, next);
    one.x = next;
    one.next = x;
    keepInRange(one);
  };
  for (let k = 0; k < length; k++) {
    tick?.();
    at = way === 'forward' ? k : length - 1 - k;
    if (way === 'forward') matrix.times(running.length, put, take);
    else matrix.transposeTimes(running.length, put, take);
  }
  for (const one of running) normalize(one);
  const results = products.map((): LogVector[] => []);
  for (const { x, log10, product } of running) results[product]!.push({ direction: x, log10 });
  return results;
}

interface Running {
  readonly x: Float64Array;
  log10: number;
}

/** Within these, squares neither over- nor underflow, and far from it. */
const [leastSquare, greatestSquare] = [1e-120, 1e120];

/** Rescales a vector that has become very long or short; most steps leave it as it is. */
function keepInRange(one: Running): void {
  const { x } = one;
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  if (!(sum > leastSquare && sum < greatestSquare)) normalize(one);
}

/** Gives a vector unit length, and its logarithm what it had. */
function normalize(one: Running): void {
  const { x } = one;
  const length = frobeniusNorm(x);
  if (length === 0) one.log10 = -Infinity;
  if (length === 0 || length === 1) return;
  one.log10 += Math.log10(length);
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / length;
}
