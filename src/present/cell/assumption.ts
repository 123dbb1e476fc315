import * as l10n from '@vscode/l10n';
import type { CellAnalysis } from '../../core/recurrence/cellAnalysis';
import { hold, inputScales, middleScale, warmUp } from '../../core/recurrence/driven/plan';
import type { GatePath } from '../../core/recurrence/gatePath';
import { gateRole, type RecurrentCell } from '../../core/recurrence/layout/cell';
import { joined } from '../format';

/** What the figures at rest assume, as a phrase. */
export function restAssumption(): string {
  return l10n.t('linearized at zero state and zero input');
}

/** What the figures along the driven trajectory assume, as a phrase. */
export function trajectoryAssumption({
  cell,
  below,
  driven,
  own,
  trajectory,
}: Pick<CellAnalysis, 'cell' | 'below' | 'driven' | 'own' | 'trajectory'>): string {
  if (own) {
    return own.sequences === 1
      ? l10n.t('along {0} from the zero state', own.name)
      : l10n.t('along {0} from the zero state, median of {1} sequences', own.name, own.sequences);
  }
  const parts = [
    cell.inputSize === null
      ? l10n.t(
          'Gaussian noise of standard deviation {0} in the gates, because the input weights are not in the file',
          middleScale,
        )
      : below.length > 0
        ? l10n.t(
            'driven by the layers below, which independent Gaussian inputs of standard deviation {0} drive',
            middleScale,
          )
        : l10n.t('driven by independent Gaussian inputs of standard deviation {0}', middleScale),
    driven.plan.seeds === 1
      ? l10n.t('1 run after {0} steps of warm-up', warmUp)
      : l10n.t('median of {0} runs after {1} steps of warm-up', driven.plan.seeds, warmUp),
    ...(trajectory.log10Gain === Infinity ? [l10n.t('the state overflowed')] : []),
  ];
  return joined(parts, (all, part) => l10n.t('{0}; {1}', all, part));
}

/** What the range of a cell's gain is over, as a sentence. */
export function rangeAssumption({ plan }: CellAnalysis['driven']): string {
  const told = [inputScales.join(', '), plan.seeds, plan.slowSeeds, hold, plan.startSeeds] as const;
  return plan.slowSeeds === 0
    ? l10n.t('The range is over independent Gaussian inputs of standard deviations {0}, {1} a scale; real data can lie outside it.', ...told) // prettier-ignore
    : l10n.t('The range is over Gaussian inputs of standard deviations {0}: {1} runs a scale with independent ones, {4} of them from the zero state as well, and {2} with slow ones that keep each coordinate for {3} steps; real data can lie outside it.', ...told); // prettier-ignore
}

/** What the half-lives of a cell's gate path assume, as a phrase. */
export function gatePathAssumption({ cell }: RecurrentCell, { gate }: GatePath): string {
  return gateRole(cell, gate) === 'forget'
    ? l10n.t('at birth: the forget gate by its biases alone; inputs and states move it')
    : l10n.t('at birth: the update gate by its biases alone; inputs and states move it');
}
