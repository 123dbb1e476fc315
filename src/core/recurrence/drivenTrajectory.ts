import type { Progress } from '../linalg/matrix';
import type { ActivationName } from './activation';
import type { Cell, Step } from './cell';
import { gaussianInputs } from './inputs';
import type { RecurrentCell } from './layout/cell';
import { StateOverflow, unroll } from './unroll';

/** What drives the trajectory; the warm-up's steps bring the state from zero to where the inputs hold it. */
export const drivenBy = { variance: 1, seed: 20, warmUp: 20 } as const;
const { variance, seed, warmUp } = drivenBy;

/** The cell's step from the zero state under no input. */
export function stepAtRest(exact: Cell): Step {
  return exact.step(new Float64Array(exact.inputSize), new Float64Array(exact.stateSize));
}

/**
 * `steps` steps of the cell along states that seeded Gaussian inputs bring about, after a warm-up from the zero state;
 * `null` where the state leaves the doubles.
 */
export function drivenTrajectory(exact: Cell, steps: number, progress?: Progress): readonly Step[] | null {
  const inputs = [...gaussianInputs(exact.inputSize, warmUp + steps, { variance, seed })];
  try {
    return unroll(exact, inputs, undefined, progress).steps.slice(warmUp);
  } catch (error) {
    // A relu cell's state can leave the doubles: its gradient has done so before.
    if (error instanceof StateOverflow) return null;
    throw error;
  }
}

/** The cell with the activation that the person chose, where the file leaves that open. */
export function withActivation(cell: RecurrentCell, chosen: ActivationName): RecurrentCell {
  const open = cell.alternatives.some(({ cell: other }) => other.activation !== cell.activation);
  return open && cell.cell === 'rnn' ? { ...cell, activation: chosen } : cell;
}
