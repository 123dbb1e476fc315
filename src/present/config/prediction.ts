import * as l10n from '@vscode/l10n';
import type { Prediction } from '../../core/config/prediction';
import { outcomeOf } from '../matrix/explanation';
import { activation } from '../../core/recurrence/activation';
import { formatHorizon, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../format';
import { cellTitles } from './cellTitles';
import { describeInitializer } from './initializer';

/** One sentence: what happens to gradients at the start of training, and the numbers that say so. */
export function explainPrediction(prediction: Prediction): string {
  const { cell, verdict, steps, spectralRadius, rate, log10Gain, sampled, gate, initializer } = prediction;
  const start = l10n.t('{0} from {1}', cellTitles[cell], describeInitializer(initializer));
  if (verdict === null || rate === null || spectralRadius === null) {
    return l10n.t(
      '{0}: without a hidden size, the size of its recurrent matrix is unknown and nothing can be predicted.',
      start,
    );
  }
  const outcome = outcomeOf(verdict);
  const over = formatHorizon(steps);
  const gain = gainText(sampled, log10Gain);
  if (gate) {
    const figures = [
      start,
      formatNumber(gate.keep.median),
      formatSteps(gate.halfLife.median),
      formatNumber(rate),
      over,
      outcome,
      gain,
    ] as const;
    if (verdict === 'vanishing' || verdict === 'fading') {
      return l10n.t(
        '{0}: at rest the gate keeps {1} of the state per step (half-life {2}) and the whole Jacobian multiplies by {3}, so over {4} {5}: {6}; training can open the gates.',
        ...figures,
      );
    }
    return rate > 1
      ? l10n.t(
          '{0}: at rest the gate keeps {1} of the state per step (half-life {2}) and the whole Jacobian multiplies by {3}, so over {4} {5}: {6} until the state saturates.',
          ...figures,
        )
      : l10n.t(
          '{0}: at rest the gate keeps {1} of the state per step (half-life {2}) and the whole Jacobian multiplies by {3}, so over {4} {5}: {6}.',
          ...figures,
        );
  }
  const { slopeAtRest, name } = activation(prediction.activation);
  const factor =
    slopeAtRest === 1
      ? `ρ = ${formatNumber(spectralRadius)}`
      : `φ'(0)·ρ = ${formatNumber(slopeAtRest)}·${formatNumber(spectralRadius)} = ${formatNumber(rate)}`;
  return sentences([
    l10n.t('{0}: {1} per step, so over {2} {3}: {4}.', start, factor, over, outcome, gain),
    ...(name === 'relu' && rate > 1
      ? [l10n.t('With half of the units off, as at a random start, the rate is √½ of that.')]
      : []),
  ]);
}

/** The gain in the limit, with the drawn one where that says something else. */
function gainText(sampled: Prediction['sampled'], log10Gain: number | null): string {
  const limit = formatPowerOfTen(log10Gain, 2);
  if (!sampled) return l10n.t('gain {0}', limit);
  const { min, max } = sampled.log10Gain;
  if (log10Gain !== null && Math.abs(min - log10Gain) < 0.05 && Math.abs(max - log10Gain) < 0.05) {
    return l10n.t('gain {0}', limit);
  }
  return l10n.t(
    'gain {0} in the limit, {1} to {2} in {3} draws of {4}',
    limit,
    formatPowerOfTen(min, 2),
    formatPowerOfTen(max, 2),
    sampled.draws,
    `${sampled.size}×${sampled.size}`,
  );
}
