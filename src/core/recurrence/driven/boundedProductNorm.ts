import type { MatrixProduct } from '../../kernels/matrixProduct';
import type { Progress } from '../../linalg/matrix';
import { createRandom } from '../../random';
import { BlockKrylov } from './blockKrylov';
import type { FactoredJacobian } from '../factoredJacobian';
import { passTogether } from './passTogether';

/** log10 ‖J_T ⋯ J_1‖₂ between two bounds. */
export interface BoundedProductNorm {
  /** From below, and the figure itself; `null` when the product is exactly zero. */
  readonly log10: number | null;
  /** From above, but for one start in ten thousand. */
  readonly log10Upper: number | null;
  /** How much the last round added; Infinity after a single one. */
  readonly lastChange: number;
}

export interface NormSearch {
  /** Random starts of a product; 2 by default. */
  readonly width?: number;
  /** Rounds at most; 6 by default. */
  readonly rounds?: number;
  /** Is a norm known as well as is needed? By default where the last round has added less than a hundredth. */
  readonly isEnough?: (norm: BoundedProductNorm) => boolean;
}

/** ‖P‖₂ ≤ α·√(2/π)·max ‖P·g‖ over r Gaussian g fails with probability α^−r [Dixon1983]: 1e-4. */
const log10Dixon = (width: number): number => 4 / width + Math.log10(Math.sqrt(2 / Math.PI));
const changeTolerance = 1e-2;

/**
 * The norms of several products of Jacobians of one cell, in step: each pass over the cell's matrix serves all vectors of
 * all products. Block Golub–Kahan from a few random vectors a product, which ends for a product as soon as its norm is known
 * as well as is needed.
 * @param products each in time's order, all of one length
 * @param size the length of a state
 */
export function boundedProductNorms(
  products: readonly (readonly FactoredJacobian[])[],
  matrix: MatrixProduct,
  size: number,
  { width = 2, rounds = 6, isEnough = isSettled }: NormSearch = {},
  progress?: Progress,
): BoundedProductNorm[] {
  const random = createRandom(1);
  let passes = 0;
  const tick =
    progress &&
    ((): void => {
      progress(1 - 1 / (1 + passes++ / 400));
    });
  const searches = products.map((steps) => ({ steps, krylov: new BlockKrylov(), upper: Infinity, done: false })); // prettier-ignore
  const starts = products.map(() =>
    Array.from({ length: Math.min(width, size) }, () => new Float64Array(size).map(() => random.gaussian())),
  );
  const first = passTogether(products, starts, matrix, 'backward', tick);
  searches.forEach((search, i) => {
    // The starts are as they were drawn: their length belongs to the bound.
    search.upper = Math.max(...first[i]!.map(({ log10 }) => log10)) + log10Dixon(starts[i]!.length);
    search.done = !search.krylov.take(first[i]!);
  });
  for (let round = 0; round < rounds; round++) {
    const open = searches.filter(({ done }) => !done);
    if (open.length === 0) break;
    const vectors = open.map(({ krylov }) => krylov.newest);
    const images = passTogether(open.map(({ steps }) => steps), vectors, matrix, 'forward', tick); // prettier-ignore
    open.forEach((search, i) => {
      search.krylov.see(images[i]!);
      search.done = isEnough(normOf(search));
    });
    const rest = open.filter(({ done }) => !done);
    if (rest.length === 0 || round === rounds - 1) break;
    const back = passTogether(
      rest.map(({ steps }) => steps),
      rest.map(({ krylov }) => krylov.images()),
      matrix,
      'backward',
      tick,
    );
    rest.forEach((search, i) => {
      search.done = !search.krylov.take(back[i]!);
    });
  }
  return searches.map(normOf);
}

const isSettled = ({ lastChange }: BoundedProductNorm): boolean => lastChange < changeTolerance;

function normOf({ krylov, upper }: { krylov: BlockKrylov; upper: number }): BoundedProductNorm {
  const { log10, lastChange } = krylov;
  const log10Upper = log10 === null && upper === -Infinity ? null : Math.max(upper, log10 ?? -Infinity);
  return { log10, log10Upper, lastChange };
}
