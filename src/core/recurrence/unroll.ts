import { InvalidInput } from '../invalidInput';
import { kernels } from '../kernels/choose';
import { transpose, zeros, type Progress } from '../linalg/matrix';
import type { Cell, Step } from './cell';

/** A cell run over a sequence of inputs, with what backpropagation through time needs. */
export interface Unrolled {
  readonly cell: Cell;
  readonly inputs: readonly Float64Array[];
  /** s_0 … s_T. */
  readonly states: readonly Float64Array[];
  /** The steps 1 … T; step t leads from states[t − 1] to states[t]. */
  readonly steps: readonly Step[];
}

/** A state that left the finite numbers. */
export class StateOverflow extends InvalidInput {
  constructor(step: number) {
    super(`the state overflows at step ${step}`, { kind: 'state-overflow', step });
  }
}

/**
 * Runs the cell over the inputs, from `initial` (zeros unless given).
 * @throws RangeError for an input or a start of the wrong length, StateOverflow when a state leaves the finite numbers.
 */
export function unroll(
  cell: Cell,
  inputs: readonly Float64Array[],
  initial: Float64Array = new Float64Array(cell.stateSize),
  progress?: Progress,
): Unrolled {
  requireLength('the initial state', initial, cell.stateSize);
  const states = [initial];
  // The products with the inputs all at once, where the weights are large enough for that.
  const ux = cell.weights.product ? inputProducts(cell, inputs, progress) : [];
  const steps = inputs.map((x, i) => {
    progress?.(i / inputs.length);
    const step = advance(cell, x, states[i]!, i + 1, ux[i]);
    states.push(step.state);
    return step;
  });
  return { cell, inputs, states, steps };
}

/**
 * Step number t of a run, checked.
 * @throws RangeError for an input of the wrong length, StateOverflow when the state leaves the finite numbers.
 */
export function advance(
  cell: Cell,
  x: Float64Array,
  state: Float64Array,
  t: number,
  ux?: Float64Array,
): Step {
  requireLength(`input x_${t}`, x, cell.inputSize);
  const step = cell.step(x, state, ux);
  if (!step.state.every(Number.isFinite)) throw new StateOverflow(t);
  return step;
}

/** U·x of every input, by one product of matrices. */
function inputProducts(
  { weights: { weightIh }, inputSize }: Cell,
  inputs: readonly Float64Array[],
  progress?: Progress,
): Float64Array[] {
  inputs.forEach((x, i) => {
    requireLength(`input x_${i + 1}`, x, inputSize);
  });
  const rows = inputs.length;
  const x = zeros(rows, inputSize);
  inputs.forEach((input, i) => {
    x.data.set(input, i * inputSize);
  });
  const { data } = transpose(kernels().multiply(weightIh, transpose(x), progress));
  const length = weightIh.rows;
  return inputs.map((_, i) => data.subarray(i * length, (i + 1) * length));
}

function requireLength(name: string, x: Float64Array, length: number): void {
  if (x.length !== length) throw new RangeError(`${name} has ${x.length} entries, it should have ${length}`);
}
