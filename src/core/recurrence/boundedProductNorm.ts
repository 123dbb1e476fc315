import type { Thresholds } from '../analysis';
import type { MatrixProduct } from '../kernels/matrixProduct';
import type { Progress } from '../linalg/matrix';
import { createRandom } from '../random';
import { verdictOfGain } from '../verdict';
import { BlockKrylov } from './blockKrylov';
import type { FactoredJacobian } from './factoredJacobian';
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

/** Random starts of a product. */
const width = 2;
/** ‖P‖₂ ≤ α·√(2/π)·max ‖P·g‖ over r Gaussian g fails with probability α^−r [Dixon1983]: 1e-4. */
const log10Dixon = Math.log10(100 * Math.sqrt(2 / Math.PI));
const maxRounds = 6;
const changeTolerance = 1e-3;
/** A gain may end this many of its last changes below the next threshold: each is a fraction of the one before. */
const margin = 10;

/**
 * The norms of several products of Jacobians of one cell, in step: each pass over the cell's matrix serves all vectors of
 * all products. Block Golub–Kahan from two random vectors a product, which ends for a product as soon as both of its bounds
 * give the same verdict, or the bound from below has settled as far as the verdict needs.
 * @param products each in time's order, all of one length
 * @param size the length of a state
 */
export function boundedProductNorms(
  products: readonly (readonly FactoredJacobian[])[],
  matrix: MatrixProduct,
  size: number,
  thresholds: Thresholds,
  progress?: Progress,
): BoundedProductNorm[] {
  const random = createRandom(1);
  let passes = 0;
  const tick =
    progress &&
    ((): void => {
      progress(1 - 1 / (1 + passes++ / 400));
    });
  const searches = products.map((steps) => ({ steps, krylov: new BlockKrylov(), done: false }));
  const starts = products.map(() =>
    Array.from({ length: Math.min(width, size) }, () => new Float64Array(size).map(() => random.gaussian())),
  );
  const first = passTogether(products, starts, matrix, 'backward', tick);
  const uppers = first.map((images) => Math.max(...images.map(({ log10 }) => log10)) + log10Dixon);
  searches.forEach((search, i) => {
    search.done = !search.krylov.take(first[i]!);
  });
  const judge = (log10: number | null): string => verdictOfGain(log10, thresholds);
  for (let round = 0; round < maxRounds; round++) {
    const open = searches.filter(({ done }) => !done);
    if (open.length === 0) break;
    const steps = open.map((search) => search.steps);
    const images = passTogether(
      steps,
      open.map(({ krylov }) => krylov.newest),
      matrix,
      'forward',
      tick,
    );
    open.forEach((search, i) => {
      const { krylov } = search;
      krylov.see(images[i]!);
      const upper = uppers[products.indexOf(search.steps)]!;
      const likely = (krylov.log10 ?? -Infinity) + margin * krylov.lastChange;
      search.done =
        krylov.lastChange < changeTolerance ||
        [upper, likely].some((value) => judge(value) === judge(krylov.log10));
    });
    const rest = open.filter(({ done }) => !done);
    if (rest.length === 0 || round === maxRounds - 1) break;
    const back = passTogether(
      rest.map((search) => search.steps),
      rest.map(({ krylov }) => krylov.images()),
      matrix,
      'backward',
      tick,
    );
    rest.forEach((search, i) => {
      search.done = !search.krylov.take(back[i]!);
    });
  }
  return searches.map(({ krylov: { log10, lastChange } }, i) => ({
    log10,
    log10Upper: log10 === null && uppers[i] === -Infinity ? null : Math.max(uppers[i]!, log10 ?? -Infinity),
    lastChange,
  }));
}
