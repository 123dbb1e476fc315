import type { MatrixProduct } from '../../kernels/matrixProduct';
import type { Progress } from '../../linalg/matrix';
import type { Step } from '../cell';
import { isFactored, type FactoredJacobian } from '../factoredJacobian';
import { productNorm } from '../productNorm';
import { boundedProductNorms, type BoundedProductNorm, type NormSearch } from './boundedProductNorm';

/** A trajectory's steps in time's order. */
export type Path = readonly Step[];

/** The norms of the products of Jacobians along several paths of one cell and one length, in step where its steps allow. */
export function pathNorms(
  paths: readonly Path[],
  product: MatrixProduct,
  size: number,
  search: NormSearch,
  progress?: Progress,
): BoundedProductNorm[] {
  if (paths.every((path) => path.every(isFactored))) {
    const factored = paths as readonly (readonly FactoredJacobian[])[];
    return boundedProductNorms(factored, product, size, search, progress);
  }
  // Two products of vectors a step one after the other: no pass is shared.
  const iterations = Math.min(12, 2 * (search.rounds ?? 6));
  return paths.map((path) => {
    const { log10, lastChange } = productNorm(path, size, { iterations, ...(progress ? { progress } : {}) });
    return { log10, log10Upper: null, lastChange };
  });
}

/** log10 of a norm; −Infinity for an exact zero. */
export const log10Of = ({ log10 }: Pick<BoundedProductNorm, 'log10'>): number => log10 ?? -Infinity;
