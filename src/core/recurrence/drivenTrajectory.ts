import * as l10n from '@vscode/l10n';
import type { Progress } from '../linalg/matrix';
import type { ActivationName } from './activation';
import type { Cell, Step } from './cell';
import { gaussianInputs } from './inputs';
import type { RecurrentCell } from './layout/cell';
import { StateOverflow, unroll } from './unroll';

/** What drives the trajectory; the warm-up's steps bring the state from zero to where the inputs hold it. */
export const drivenBy = { variance: 1, seed: 20, warmUp: 20 } as const;
const { seed, warmUp } = drivenBy;

/** What the figures at rest assume, as a phrase. */
export const restAssumption = (): string => l10n.t('linearized at zero state and zero input');

/** The cell's step from the zero state under no input. */
export function stepAtRest(exact: Cell): Step {
  return exact.step(new Float64Array(exact.inputSize), new Float64Array(exact.stateSize));
}

/** Steps along states that seeded Gaussian inputs bring about; `null` where the state leaves the doubles. */
export interface DrivenTrajectory {
  readonly steps: readonly Step[] | null;
  readonly assumption: string;
}

/** `steps` steps of the cell after a warm-up, from the zero state. */
export function drivenTrajectory(
  stored: RecurrentCell,
  exact: Cell,
  steps: number,
  progress?: Progress,
): DrivenTrajectory {
  const inputs = [...gaussianInputs(exact.inputSize, warmUp + steps, { variance: 1, seed })];
  const assumption =
    stored.inputSize === null
      ? l10n.t('from zero state without inputs, for the input weights are not in the file')
      : l10n.t(
          'driven by independent Gaussian inputs of variance 1 (seed {0}) after {1} steps of warm-up',
          seed,
          warmUp,
        );
  try {
    return { steps: unroll(exact, inputs, undefined, progress).steps.slice(warmUp), assumption };
  } catch (error) {
    // A relu cell's state can leave the doubles: its gradient has done so before.
    if (error instanceof StateOverflow) {
      return { steps: null, assumption: l10n.t('{0}; the state overflowed', assumption) };
    }
    throw error;
  }
}

/** The cell with the activation that the person chose, where the file leaves that open. */
export function withActivation(cell: RecurrentCell, chosen: ActivationName): RecurrentCell {
  const open = cell.alternatives.some(({ cell: other }) => other.activation !== cell.activation);
  return open && cell.cell === 'rnn' ? { ...cell, activation: chosen } : cell;
}
