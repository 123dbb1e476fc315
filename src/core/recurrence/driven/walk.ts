import { kernels } from '../../kernels/choose';
import type { MatrixProduct } from '../../kernels/matrixProduct';
import { transpose, zeros, type Matrix, type Progress } from '../../linalg/matrix';
import type { Moment } from '../activity';
import type { Cell, Step } from '../cell';

/** A vector for every step of a run. */
export type Sequence = readonly Float64Array[];

/** Columns of inputs that go through U together. */
const together = 1024;

/** U·x of every vector of some sequences, by a few products of matrices. */
export function inputTerms(u: Matrix, runs: readonly Sequence[], progress?: Progress): Float64Array[][] {
  const all = runs.flat();
  const terms: Float64Array[] = [];
  for (let from = 0; from < all.length; from += together) {
    const part = all.slice(from, from + together);
    const x = zeros(part.length, u.columns);
    part.forEach((vector, i) => {
      x.data.set(vector, i * u.columns);
    });
    const { data } = transpose(kernels().multiply(u, transpose(x), progress));
    part.forEach((_, i) => terms.push(data.subarray(i * u.rows, (i + 1) * u.rows)));
  }
  let at = 0;
  return runs.map(({ length }) => terms.slice(at, (at += length)));
}

/**
 * Runs a cell from `initial` states (zeros unless given) over several sequences of U·x_t at once, which share every pass
 * over W. `visit` gets each step, but none of a run whose state has left the doubles; the products in its moment last for the call.
 * @returns whether each run has stayed within the doubles
 */
export function walk(
  cell: Cell,
  product: MatrixProduct,
  terms: readonly Sequence[],
  visit: (step: Step, run: number, t: number, moment: Moment) => void,
  progress?: Progress,
): boolean[] {
  const states: Float64Array[] = terms.map(() => new Float64Array(cell.stateSize));
  const alive = terms.map(() => true);
  const noInput = new Float64Array(cell.inputSize);
  const length = Math.max(0, ...terms.map((sequence) => sequence.length));
  for (let t = 0; t < length; t++) {
    progress?.(t / length);
    const running = terms.flatMap((sequence, run) => (alive[run] && t < sequence.length ? [run] : []));
    const put = (operand: Float64Array, i: number): void => {
      const state = states[running[i]!]!;
      for (let k = 0; k < operand.length; k++) operand[k] = state[k]!;
    };
    product.times(running.length, put, (wh, i) => {
      const run = running[i]!;
      const [before, ux] = [states[run]!, terms[run]![t]!];
      const step = cell.step(noInput, before, ux, wh);
      if (!step.state.every(Number.isFinite)) alive[run] = false;
      else visit(step, run, t, { before, after: step.state, ux, wh });
      states[run] = step.state;
    });
  }
  return alive;
}
