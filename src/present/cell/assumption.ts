import * as l10n from '@vscode/l10n';
import type { CellAnalysis } from '../../core/recurrence/cellAnalysis';
import { drivenBy } from '../../core/recurrence/drivenTrajectory';
import type { GatePath } from '../../core/recurrence/gatePath';
import { gateRole, type RecurrentCell } from '../../core/recurrence/layout/cell';

/** What the figures at rest assume, as a phrase. */
export function restAssumption(): string {
  return l10n.t('linearized at zero state and zero input');
}

/** What the figures along the driven trajectory assume, as a phrase. */
export function trajectoryAssumption({
  cell,
  trajectory,
}: Pick<CellAnalysis, 'cell' | 'trajectory'>): string {
  const { seed, warmUp } = drivenBy;
  const assumption =
    cell.inputSize === null
      ? l10n.t('from zero state without inputs, because the input weights are not in the file')
      : l10n.t(
          'driven by independent Gaussian inputs of variance 1 (seed {0}) after {1} steps of warm-up',
          seed,
          warmUp,
        );
  return trajectory.log10Gain === Infinity ? l10n.t('{0}; the state overflowed', assumption) : assumption;
}

/** What the half-lives of a cell's gate path assume, as a phrase. */
export function gatePathAssumption({ cell }: RecurrentCell, { gate }: GatePath): string {
  return gateRole(cell, gate) === 'forget'
    ? l10n.t('the forget gate at rest, from its biases alone; inputs and states move it')
    : l10n.t('the update gate at rest, from its biases alone; inputs and states move it');
}
