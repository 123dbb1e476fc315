import { fromRows, type Progress, type Matrix } from '../linalg/matrix';
import { singularValues } from '../linalg/singularValues';
import { frobeniusNorm } from '../linalg/vector';
import { createRandom } from '../random';

/** A step's Jacobian, known by what it does to vectors: J·Q and Jᵀ·δ. */
export interface StepJacobian {
  forward(directions: Matrix): Matrix;
  backward(gradient: Float64Array): Float64Array;
}

/** log10 ‖J_T ⋯ J_1‖₂ and how sure it is. */
export interface ProductNorm {
  /** `null` when the product is exactly zero. */
  readonly log10: number | null;
  /** The last change of log10 as the iteration went on; the figure itself is a bound from below. */
  readonly lastChange: number;
}

/** Dimensions of the Krylov space: enough for 1e-3 in log10 unless many singular values crowd at the top, all alike. */
const maxSteps = 12;
/**
 * The figure may rest for a step below a singular value that the start hardly contains, so it must rest three times, and by
 * this much: of 100,000 random products none is then off by more than 1e-6; two rests left one in 50,000 off by 0.01.
 */
const changeTolerance = 1e-6;
const restsNeeded = 3;

/**
 * The largest singular value of a product of step Jacobians by Golub–Kahan bidiagonalization, applying the steps to
 * vectors only, each rescaled on the way: nothing over- or underflows, and no product is ever formed. Costs 2·T products
 * with a vector an iteration.
 * @param steps the steps in time's order (or the layers of a stack)
 * @param size the length of what the last of them gives
 * @throws RangeError for no steps
 */
export function productNorm(
  steps: readonly StepJacobian[],
  size: number,
  { iterations = maxSteps, progress }: { readonly iterations?: number; readonly progress?: Progress } = {},
): ProductNorm {
  if (steps.length === 0) throw new RangeError('a product of no steps has no norm');
  const random = createRandom(1);
  const start = new Float64Array(size).map(() => random.gaussian());
  let passes = 0;
  const count = Math.min(iterations, size);
  const tick = (): void => progress?.(passes++ / (2 * count));
  const right: Float64Array[] = [];
  const left: Float64Array[] = [];
  // B is upper bidiagonal: P·v_k = β_{k−1}·u_{k−1} + α_k·u_k; its entries are kept relative to 10^reference.
  const diagonal: number[] = [];
  const above: number[] = [];
  let reference = 0;
  let best: number | null = null;
  let change = Infinity;
  let rests = 0;
  // What ends at time T is what a loss there sends back, so the first pass goes backward.
  let v = pass(steps, start, 'backward').direction;
  if (!v) return { log10: null, lastChange: 0 };
  for (let k = 0; k < count; k++) {
    tick();
    right.push(v);
    const image = pass(steps, v, 'forward');
    if (!image.direction) break;
    if (k === 0) reference = image.log10;
    const u = image.direction.map((value) => value * 10 ** (image.log10 - reference));
    for (const basis of left) subtractAlong(u, basis);
    const alpha = frobeniusNorm(u);
    diagonal.push(alpha);
    const largest = reference + Math.log10(top(diagonal, above));
    change = best === null ? Infinity : Math.abs(largest - best);
    best = largest;
    rests = change < changeTolerance ? rests + 1 : 0;
    if (rests === restsNeeded || alpha < 1e-14) break;
    scaleTo(u, 1 / alpha);
    left.push(u);
    tick();
    const back = pass(steps, u, 'backward');
    if (!back.direction) break;
    const next = back.direction.map((value) => value * 10 ** (back.log10 - reference));
    for (const basis of right) subtractAlong(next, basis);
    const beta = frobeniusNorm(next);
    if (beta < 1e-14) {
      change = 0;
      break;
    }
    scaleTo(next, 1 / beta);
    above.push(beta);
    v = next;
  }
  return { log10: best, lastChange: Number.isFinite(change) ? change : 0 };
}

/** One application of the product or its transpose: the unit direction and log10 of the length; no direction for zero. */
function pass(
  steps: readonly StepJacobian[],
  start: Float64Array,
  way: 'forward' | 'backward',
): { direction: Float64Array | null; log10: number } {
  let x: Float64Array = start.slice();
  let log10 = 0;
  scaleTo(x, 1 / frobeniusNorm(x));
  for (let k = 0; k < steps.length; k++) {
    x =
      way === 'forward'
        ? steps[k]!.forward({ rows: x.length, columns: 1, data: x }).data
        : steps[steps.length - 1 - k]!.backward(x);
    const length = frobeniusNorm(x);
    if (length === 0) return { direction: null, log10: -Infinity };
    scaleTo(x, 1 / length);
    log10 += Math.log10(length);
  }
  return { direction: x, log10 };
}

/** The largest singular value of the bidiagonal matrix found so far. */
function top(diagonal: readonly number[], above: readonly number[]): number {
  const n = diagonal.length;
  const rows = Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => (i === j ? diagonal[i]! : j === i + 1 ? above[i]! : 0)),
  );
  return singularValues(fromRows(rows))[0]!;
}

/** x ← x − (x·b)·b for a unit b. */
function subtractAlong(x: Float64Array, basis: Float64Array): void {
  let dot = 0;
  for (let i = 0; i < x.length; i++) dot += x[i]! * basis[i]!;
  for (let i = 0; i < x.length; i++) x[i] = x[i]! - dot * basis[i]!;
}

function scaleTo(x: Float64Array, factor: number): void {
  for (let i = 0; i < x.length; i++) x[i] = x[i]! * factor;
}
