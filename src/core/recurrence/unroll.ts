import type { Checkpoint } from '../linalg/matrix';
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

/**
 * Runs the cell over the inputs, from `initial` (zeros unless given).
 * @throws RangeError for an input or a start of the wrong length, and when a state leaves the finite numbers.
 */
export function unroll(
  cell: Cell,
  inputs: readonly Float64Array[],
  initial: Float64Array = new Float64Array(cell.stateSize),
  checkpoint?: Checkpoint,
): Unrolled {
  requireLength('the initial state', initial, cell.stateSize);
  const states = [initial];
  const steps = inputs.map((x, i) => {
    checkpoint?.(i / inputs.length);
    const step = advance(cell, x, states[i]!, i + 1);
    states.push(step.state);
    return step;
  });
  return { cell, inputs, states, steps };
}

/**
 * Step number t of a run, checked.
 * @throws RangeError for an input of the wrong length, and when the state leaves the finite numbers.
 */
export function advance(cell: Cell, x: Float64Array, state: Float64Array, t: number): Step {
  requireLength(`input x_${t}`, x, cell.inputSize);
  const step = cell.step(x, state);
  if (!step.state.every(Number.isFinite))
    throw new RangeError(`the state overflows at step ${t}: take fewer steps or smaller weights`);
  return step;
}

function requireLength(name: string, x: Float64Array, length: number): void {
  if (x.length !== length) throw new RangeError(`${name} has ${x.length} entries, it should have ${length}`);
}
