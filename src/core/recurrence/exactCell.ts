import { kernels } from '../kernels/choose';
import type { MatrixProduct } from '../kernels/matrixProduct';
import type { Cell } from './cell';
import { cellOf, stackedWeights } from './layout/buildCell';
import type { RecurrentCell } from './layout/cell';
import type { Tensors } from './layout/cellWeights';

/** Elements of W from which a copy of it in the kernels' memory pays. */
const large = 2 ** 18;

/**
 * Runs a job with the exact cell of stored weights, whose large matrix is in the kernels' memory for that time where it is
 * one (`product`): what the job returns must not multiply by it any more.
 * @throws RangeError when tensors are missing, shorter than their shape, or not finite.
 */
export function withExactCell<T>(
  stored: Omit<RecurrentCell, 'alternatives'>,
  tensors: Tensors,
  job: (exact: Cell, product: MatrixProduct | null) => T,
): T {
  const weights = stackedWeights(stored, tensors);
  if (weights.weightHh.data.length < large) return job(cellOf(stored, weights), null);
  return kernels().withProduct(weights.weightHh, (product) =>
    job(cellOf(stored, { ...weights, product }), product),
  );
}
