import * as l10n from '@vscode/l10n';
import type { Prediction } from '../../src/core/config/prediction';
import type { Spread } from '../../src/core/config/sample';
import { factorSymbol, middleOf, middleText, rangeText } from '../../src/present/config/prediction';
import { formatNumber, formatPowerOfTen, formatSteps } from '../../src/present/format';
import type { Figure } from '../ui/figures';

/** The key figures of a prediction: the limit for large H, with what the draws make of it below. */
export function predictionFigures(prediction: Prediction): Figure[] {
  const { spectralRadius, sigmaMax, rate, sampled, gate, steps } = prediction;
  const seen = (spread: Spread | undefined, format: (value: number) => string): string =>
    sampled && spread
      ? l10n.t('{0} draws of {1}×{1}: {2}', sampled.draws, sampled.size, between(spread, format))
      : l10n.t('no hidden size to draw with');
  return [
    {
      id: 'gain',
      term: l10n.t('Gain over {0}', formatSteps(steps)),
      text: middleText(prediction),
      exact: `log10 = ${String(middleOf(prediction))}`,
      meaning: gainMeaning(prediction),
    },
    limit(
      'spectralRadius',
      l10n.t('ρ of the recurrent matrix'),
      spectralRadius,
      seen(sampled?.spectralRadius, formatNumber),
    ),
    limit(
      'sigmaMax',
      l10n.t('σ_max of the recurrent matrix'),
      sigmaMax,
      seen(sampled?.sigmaMax, formatNumber),
    ),
    limit(
      'rate',
      l10n.t('Factor per step'),
      rate,
      gate ? l10n.t('of the whole Jacobian at rest') : factorSymbol(prediction),
    ),
    ...(gate
      ? [
          {
            id: 'gateHalfLife',
            term: l10n.t('Half-life of the gate'),
            text: formatSteps(gate.halfLife.median),
            exact: String(gate.halfLife.median),
            meaning: l10n.t(
              'over units: {0}; keeps {1} per step',
              between(gate.halfLife, formatSteps),
              between(gate.keep, formatNumber),
            ),
          },
        ]
      : []),
  ];
}

function gainMeaning({ driven, sampled, log10Gain }: Prediction): string {
  if (driven) {
    return l10n.t('driven by inputs of standard deviation 0.3; from 0.1 to 1: {0}', rangeText(driven));
  }
  if (!sampled) return l10n.t('in the limit for large H');
  return l10n.t(
    '{0} draws: {1}; limit {2}',
    sampled.draws,
    between(sampled.log10Gain, formatPowerOfTen),
    formatPowerOfTen(log10Gain),
  );
}

function limit(id: string, term: string, value: number | null, meaning: string): Figure {
  const text = value === null ? l10n.t('unknown') : formatNumber(value);
  return { id, term, text, exact: String(value), meaning };
}

/** `0.5 … 0.7`, or the one number that both are as shown. */
function between({ min, max }: Spread, format: (value: number) => string): string {
  const [low, high] = [format(min), format(max)];
  return low === high ? low : `${low} … ${high}`;
}
