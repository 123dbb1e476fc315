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
  { times, transposeTimes }: MatrixProduct,
  way: 'forward' | 'backward',
  tick?: () => void,
): LogVector[][] {
  const running = starts.flatMap((vectors, product) =>
    vectors.map((start) => {
      const x: Float64Array = start.slice();
      return { steps: products[product]!, x, log10: 0, product };
    }),
  );
  running.forEach(rescale);
  const length = products[0]?.length ?? 0;
  for (let k = 0; k < length; k++) {
    tick?.();
    const at = way === 'forward' ? k : length - 1 - k;
    const through = running.map(({ steps, x }) =>
      way === 'forward' ? steps[at]!.hiddenPart(x) : steps[at]!.gates(x),
    );
    const images = way === 'forward' ? times(through) : transposeTimes(through);
    running.forEach((one, i) => {
      const step = one.steps[at]!;
      one.x = way === 'forward' ? step.after(one.x, images[i]!) : step.afterTranspose(one.x, images[i]!);
      rescale(one);
    });
  }
  const results = products.map((): LogVector[] => []);
  for (const { x, log10, product } of running) results[product]!.push({ direction: x, log10 });
  return results;
}

function rescale(one: { x: Float64Array; log10: number }): void {
  const length = lengthOf(one.x);
  if (length === 0) one.log10 = -Infinity;
  if (length === 0 || length === 1) return;
  one.log10 += Math.log10(length);
  const { x } = one;
  for (let i = 0; i < x.length; i++) x[i] = x[i]! / length;
}

/** ‖x‖, by plain squares where they neither over- nor underflow. */
function lengthOf(x: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += x[i]! * x[i]!;
  return sum > 1e-200 && sum < 1e200 ? Math.sqrt(sum) : frobeniusNorm(x);
}
