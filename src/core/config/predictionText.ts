import * as l10n from '@vscode/l10n';
import { outcomeOf } from '../explanation';
import { capitalize, formatHorizon, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../format';
import type { Initializer } from '../initializers/initializer';
import { activation } from '../recurrence/activation';
import type { Prediction } from './prediction';

/** The cells as people name them. */
export const cellTitles = {
  get rnn() {
    return l10n.t('vanilla RNN');
  },
  lstm: 'LSTM',
  gru: 'GRU',
} as const;

/** The initializer in a few words: `PyTorch's default U(±1/√H)`, `orthogonal, gain 2`. */
export function describeInitializer(initializer: Initializer): string {
  switch (initializer.kind) {
    case 'pytorch-default':
      return l10n.t("PyTorch's default U(±1/√H)");
    case 'orthogonal':
      return initializer.gain === 1
        ? l10n.t('orthogonal')
        : l10n.t('orthogonal with gain {0}', formatNumber(initializer.gain));
    case 'identity':
      return initializer.gain === 1
        ? l10n.t('identity')
        : l10n.t('identity with gain {0}', formatNumber(initializer.gain));
    case 'variance-scaling':
      return describeScaling(initializer);
    case 'normal':
      return `N(${formatNumber(initializer.mean)}, ${formatNumber(initializer.deviation)}²)`;
    case 'truncated-normal':
      return l10n.t(
        'truncated N({0}, {1}²)',
        formatNumber(initializer.mean),
        formatNumber(initializer.deviation),
      );
    case 'uniform':
      return `U(${formatNumber(initializer.low)}, ${formatNumber(initializer.high)})`;
    case 'constant':
      return l10n.t('the constant {0}', formatNumber(initializer.value));
  }
}

/** The name of an initializer for programs: `glorot_uniform`, `orthogonal`, `pytorch_default`. */
export function initializerName(initializer: Initializer): string {
  return initializer.kind === 'variance-scaling'
    ? scalingName(initializer)
    : initializer.kind.replace('-', '_');
}

type Scaling = Initializer & { kind: 'variance-scaling' };

/** Whose initialization it is: Glorot, He and LeCun by fan and gain; `null` for any other. */
function authorOf({ gain, fan }: Scaling): 'glorot' | 'lecun' | 'he' | null {
  if (fan === 'fan-average' && gain === 1) return 'glorot';
  if (fan !== 'fan-in') return null;
  return gain === 1 ? 'lecun' : Math.abs(gain - Math.SQRT2) < 1e-9 ? 'he' : null;
}

function describeScaling(scaling: Scaling): string {
  const { gain, fan, distribution } = scaling;
  const author = authorOf(scaling);
  const uniform = distribution === 'uniform';
  if (author) {
    return uniform ? l10n.t('{0} uniform', capitalize(author)) : l10n.t('{0} normal', capitalize(author));
  }
  return uniform
    ? l10n.t('uniform of deviation {0}/√({1})', formatNumber(gain), fan)
    : l10n.t('normal of deviation {0}/√({1})', formatNumber(gain), fan);
}

/** Glorot, He and LeCun by their names; any other by its gain. */
function scalingName(scaling: Scaling): string {
  const { gain, fan, distribution } = scaling;
  const author = authorOf(scaling);
  const shape = distribution === 'uniform' ? 'uniform' : 'normal';
  return author ? `${author}_${shape}` : `${shape} of deviation ${formatNumber(gain)}/√(${fan})`;
}

/** One sentence: what happens to gradients at the start of training, and the numbers that say so. */
export function explainPrediction(prediction: Omit<Prediction, 'explanation'>): string {
  const { cell, verdict, steps, spectralRadius, rate, log10Gain, sampled, gate, initializer } = prediction;
  const start = l10n.t('{0} from {1}', cellTitles[cell], describeInitializer(initializer));
  if (verdict === null || rate === null || spectralRadius === null) {
    return l10n.t(
      '{0}: without a hidden size the size of its recurrent matrix is not known, and nothing can be predicted.',
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
