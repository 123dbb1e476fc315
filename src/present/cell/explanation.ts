import * as l10n from '@vscode/l10n';
import type { StepsFrom } from '../../core/analysis';
import type { CellAnalysis } from '../../core/recurrence/cellAnalysis';
import type { ScaleGain, Spread } from '../../core/recurrence/driven/figures';
import { slowWords, type CellFlag } from '../../core/recurrence/cellVerdict';
import type { CellRecord } from '../../core/recurrence/records';
import { verdictOfGain, type VerdictName } from '../../core/verdict';
import { defaultThresholds, type Thresholds } from '../../core/analysis';
import { formatHorizon, formatNumber, formatPowerOfTen, sentences } from '../format';
import { alternativeLabel, alternativeReason } from '../layout/alternative';
import { outcomeOf } from '../matrix/explanation';
import { clauses, listed } from '../words';
import { rangeAssumption } from './assumption';
import { gainRange, slowestText, spreadText, tenthText } from './gain';

const gain = (log10: number | null): string => (log10 === Infinity ? '∞' : formatPowerOfTen(log10, 2));

type Told = Pick<CellRecord, 'range' | 'flags' | 'timescales' | 'steps' | 'trajectory'>;

/** What happens to the gradient through a cell: first when it is a tenth, then its range over the horizon. */
export function cellExplanation(
  analysis: CellAnalysis,
  told: Told,
  stepsFrom: StepsFrom,
  thresholds: Thresholds = defaultThresholds,
): string {
  const { verdict, steps } = analysis;
  const isDefault = stepsFrom === 'default' && verdict.name !== 'stable' && !analysis.own;
  return sentences([
    analysis.own
      ? l10n.t('Along {0} the gradient is {1}.', analysis.own.name, tenthText({ ...told, stepsFrom }))
      : l10n.t('The gradient is {0}.', tenthText({ ...told, stepsFrom })),
    ...slowestText(told),
    gainSentence(analysis, told, thresholds),
    ...restSentence(analysis, thresholds),
    ...(isDefault ? [l10n.t('No sequence length is named: {0} are the default.', formatHorizon(steps))] : []),
  ]);
}

function gainSentence(
  { verdict, steps, driven, own }: CellAnalysis,
  told: Told,
  thresholds: Thresholds,
): string {
  if (own && verdict.name !== 'undetermined') {
    return l10n.t(
      'Over {0} {1}: the gain is {2}.',
      formatHorizon(steps),
      outcomeOf(verdict.name),
      gainRange(told),
    );
  }
  if (verdict.name !== 'undetermined') {
    const other = slowWords(driven.scales, thresholds).find((word) => word !== verdict.name);
    if (other)
      return l10n.t(
        'Over {0} {1} under independent inputs of every scale; under slow ones {2}: the gain is {3}.',
        formatHorizon(steps),
        outcomeOf(verdict.name),
        outcomeOf(other),
        gainRange(told),
      );
    return l10n.t(
      'Over {0} {1} under inputs of every scale: the gain is {2}.',
      formatHorizon(steps),
      outcomeOf(verdict.name),
      gainRange(told),
    );
  }
  return l10n.t(
    'It depends on the inputs and the states they lead to: over {0} the gain is {1}; {2}. Data like its own would settle it.',
    formatHorizon(steps),
    gainRange(told),
    clauses(conditions(driven.scales, thresholds)),
  );
}

/** The gains of every scale after the warm-up; where these agree, those under the other conditions as well. */
function conditions(scales: readonly ScaleGain[], thresholds: Thresholds): string[] {
  const row = (of: (scale: ScaleGain) => Spread | null): string | null => {
    const parts = scales.flatMap((scale) => {
      const spread = of(scale);
      return spread ? [l10n.t('{0} at {1}', spreadText(spread.median, spread.low, spread.high), scale.inputStd)] : []; // prettier-ignore
    });
    return parts.length > 0 ? listed(parts) : null;
  };
  const [settled, slow, start] = [row((s) => s.independent), row((s) => s.slow), row((s) => s.fromZero)];
  const byScale = l10n.t('by the standard deviation of the inputs {0}', settled ?? '');
  const words = scales.map(({ independent }) => verdictOfGain(independent.median, thresholds));
  if (new Set(words).size > 1) return [byScale];
  return [
    byScale,
    ...(slow === null ? [] : [l10n.t('with slow inputs {0}', slow)]),
    ...(start === null ? [] : [l10n.t('from the zero state {0}', start)]),
  ];
}

/** Where rest and the driven states lead to different words, both are said. */
function restSentence({ verdict, rest }: CellAnalysis, thresholds: Thresholds): string[] {
  if (!verdict.flags.includes('rest-differs') && !verdict.flags.includes('saturated')) return [];
  const word: VerdictName = verdictOfGain(rest.log10Gain, thresholds);
  const told = [gain(rest.log10Gain), outcomeOf(word)] as const;
  return [
    verdict.flags.includes('saturated')
      ? l10n.t('Near rest {1} (gain {0}), until the driven states saturate.', ...told)
      : l10n.t('Near rest {1} (gain {0}); the driven states are elsewhere.', ...told),
  ];
}

/** One sentence a flag of the verdict, in their order, and what the range is over. */
export function cellNotes(analysis: CellAnalysis): string[] {
  const { verdict, driven, below, cell } = analysis;
  return [
    ...verdict.flags.flatMap((flag) => noteOf(flag, analysis)),
    ...(cell.equations
      ? [l10n.t('Computed with what the file says of its equations: {0}.', cell.equations.named.join('; '))]
      : []),
    ...(below.length === 1
      ? [l10n.t('The outputs of the layer below drive it.')]
      : below.length > 1
        ? [l10n.t('The outputs of the {0} layers below drive it.', below.length)]
        : []),
    ...(verdict.name === 'undetermined' ? [rangeAssumption(driven)] : []),
  ];
}

function noteOf(flag: CellFlag, { cell, gatePath, matrix }: CellAnalysis): string[] {
  switch (flag) {
    case 'rest-differs':
    case 'saturated':
      // The explanation says it.
      return [];
    case 'guaranteed': {
      const bound = (matrix?.verdict?.maxSlope ?? NaN) * (matrix?.figures.sigmaMax ?? NaN);
      return [l10n.t('Guaranteed: γ·σ_max = {0} < 1 bounds every step, whatever the data.', formatNumber(bound))]; // prettier-ignore
    }
    case 'long-gate-path':
      return [
        l10n.t(
          'By its biases alone the {0} gate holds half of the memory of most units over the whole horizon.',
          gatePath?.gate ?? '',
        ),
      ];
    case 'ambiguous':
      return [
        l10n.t(
          'The file can also be read as: {0} ({1}).',
          cell.alternatives.map(alternativeLabel).join('; '),
          cell.alternatives[0] ? alternativeReason(cell.alternatives[0]) : '',
        ),
      ];
    case 'no-input-weights':
      return [
        l10n.t('The input weights are not in the file, so noise in the gates stands for what inputs do.'),
      ];
    case 'projected':
      return [
        l10n.t(
          'The gain is that of the projected state; the gates are given as W_hr·W_g, its map to itself.',
        ),
      ];
  }
}
