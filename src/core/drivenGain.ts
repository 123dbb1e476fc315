import type { AnalysisOptions } from './analysis';
import { cellAround } from './flow/matrixFlow';
import { kernels } from './kernels/choose';
import type { Matrix, Progress } from './linalg/matrix';
import type { ActivationName } from './recurrence/activation';
import { spreadOf, type Spread } from './recurrence/driven/figures';
import { log10Of, pathNorms } from './recurrence/driven/norms';
import { pathsOf } from './recurrence/driven/paths';
import { gaussianInputs } from './recurrence/inputs';

/** Activations whose slope is small for all large arguments, on both sides. */
const saturating: ReadonlySet<ActivationName> = new Set(['tanh', 'sigmoid', 'softsign', 'hardtanh']);

const maxRuns = 4;
/** Multiplications that a matrix may take. */
const budget = 2e9;
/** Products with W that a step of a run costs. */
const productsPerStep = 7;
/** What a step costs beside them, as multiplications. */
const overhead = 2 ** 12;

/**
 * log10 ‖J_T ⋯ J_1‖₂ of h_t = φ(W·h_{t−1} + x_t) from h_0 = 0 over a few seeded runs under inputs x_t of variance 1: what
 * becomes of a gradient where the rest point is unstable and the states saturate ([Engelken2023]).
 * @returns `null` where that is no question: for an activation that does not saturate, a rate φ'(0)·ρ of at most 1, or a leaky
 * step; and for what would take too long
 */
export function drivenGain(
  w: Matrix,
  rate: number,
  { steps, activation, leak }: Pick<AnalysisOptions, 'steps' | 'activation' | 'leak'>,
  progress?: Progress,
): Spread | null {
  if (leak || !saturating.has(activation) || !(rate > 1)) return null;
  const runs = Math.min(maxRuns, Math.floor(budget / (productsPerStep * steps * (w.rows ** 2 + overhead))));
  if (runs < 1) return null;
  const cell = cellAround(w, { activation });
  const terms = Array.from({ length: runs }, (_, i) => [
    ...gaussianInputs(w.rows, steps, { variance: 1, seed: i + 1 }),
  ]);
  return kernels().withProduct(w, (product) => {
    const { paths } = pathsOf(cell, product, terms, 0, progress);
    const alive = paths.filter((path) => path !== null);
    return spreadOf(pathNorms(alive, product, w.rows, { rounds: 4 }, progress).map(log10Of));
  });
}
