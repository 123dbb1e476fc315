import * as l10n from '@vscode/l10n';
import { explain, notesOf, outcomeOf } from '../matrix/explanation';
import type { CellAnalysis } from '../../core/recurrence/cellAnalysis';
import { cellFlags, type CellFlag } from '../../core/recurrence/cellVerdict';
import type { Flag } from '../../core/verdict';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../format';
import { alternativeLabel, alternativeReason } from '../layout/alternative';
import { restAssumption, trajectoryAssumption } from './assumption';

const gain = (log10: number | null): string => (log10 === Infinity ? '∞' : formatPowerOfTen(log10, 2));

/** What happens to the gradient through a cell and why, with the numbers. */
export function cellExplanation(analysis: CellAnalysis): string {
  const own = analysis.matrix?.verdict;
  return own ? sentences([explain(own), drivenSentence(analysis)]) : jacobianSentences(analysis);
}

/** One sentence a flag of the verdict, in their order. */
export function cellNotes(analysis: CellAnalysis): string[] {
  const own = analysis.matrix?.verdict;
  const flags = analysis.verdict.flags.filter(isOfCell);
  return [...(own ? notesOf(own) : []), ...flags.map((flag) => noteOf(flag, analysis))];
}

const isOfCell = (flag: CellFlag | Flag): flag is CellFlag => cellFlags.some((name) => name === flag);

function drivenSentence(analysis: CellAnalysis): string {
  return l10n.t(
    'Along a trajectory {0}, the gain over {1} is {2}.',
    trajectoryAssumption(analysis),
    formatSteps(analysis.steps),
    gain(analysis.trajectory.log10Gain),
  );
}

function jacobianSentences(analysis: CellAnalysis): string {
  const { steps, trajectory, rest, gatePath, verdict } = analysis;
  const jacobian = l10n.t(
    "Over {0} {1}: the full Jacobian's gain is {2} {3}, and {4} {5}.",
    formatSteps(steps),
    outcomeOf(verdict.name),
    gain(trajectory.log10Gain),
    trajectoryAssumption(analysis),
    gain(rest.log10Gain),
    restAssumption(),
  );
  if (!gatePath) return jacobian;
  const { p50, p5, p95 } = gatePath.halfLife;
  const path = l10n.t(
    'Apart from the matrices, the {0} gate at rest keeps half of the memory for {1} (median; 5 % to 95 %: {2} to {3}).',
    gatePath.gate,
    formatLife(p50),
    formatLife(p5),
    formatLife(p95),
  );
  return sentences([jacobian, path]);
}

function noteOf(flag: CellFlag, { cell, gates, rest, trajectory, gatePath }: CellAnalysis): string {
  switch (flag) {
    case 'block-above-one': {
      const largest = Math.max(...gates.map(({ sigmaMax }) => sigmaMax));
      return l10n.t(
        "A gate's block has σ_max = {0} > 1; by itself that says nothing, because the gates' slopes multiply it.",
        formatNumber(largest),
      );
    }
    case 'rest-differs':
      return l10n.t(
        'At rest the gain is {0}, along the driven states {1}: the verdict depends on where the cell operates.',
        gain(rest.log10Gain),
        gain(trajectory.log10Gain),
      );
    case 'saturated':
      return l10n.t('The driven states saturate, so the Jacobian shrinks although it grows at rest.');
    case 'long-gate-path':
      return l10n.t(
        'The {0} gate alone holds half of the memory of most units over the whole horizon.',
        gatePath?.gate ?? '',
      );
    case 'ambiguous':
      return l10n.t(
        'The file can also be read as: {0} ({1}).',
        cell.alternatives.map(alternativeLabel).join('; '),
        cell.alternatives[0] ? alternativeReason(cell.alternatives[0]) : '',
      );
    case 'no-input-weights':
      return l10n.t('The input weights are not in the file, so the trajectory has no inputs.');
    case 'projected':
      return l10n.t('The gates are given as W_hr·W_g, the map of the projected state to itself.');
  }
}
