import { kernels } from '../kernels/choose';
import type { Precision } from '../kernels/kernels';
import type { MatrixProduct } from '../kernels/matrixProduct';
import type { Cell } from './cell';
import { cellOf, stackedWeights } from './layout/buildCell';
import type { RecurrentCell } from './layout/cell';
import type { Tensors } from './layout/cellWeights';

/**
 * Runs a job with the exact cell of stored weights, whose matrix is in the kernels' memory for that time (`product`): what
 * the job returns must not multiply by it any more.
 * @throws RangeError when tensors are missing, shorter than their shape, or not finite.
 */
export function withExactCell<T>(
  stored: Omit<RecurrentCell, 'alternatives'>,
  tensors: Tensors,
  job: (exact: Cell, product: MatrixProduct) => T,
  precision: Precision = 'double',
): T {
  const weights = stackedWeights(stored, tensors);
  return kernels().withProduct(
    weights.weightHh,
    (product) => job(cellOf(stored, { ...weights, product }, tensors), product),
    precision,
  );
}
