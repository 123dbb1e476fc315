import { capitalize, formatNumber, formatPowerOfTen, formatSteps, formatHorizon } from '../format';
import type { Initializer } from '../initializers/initializer';
import { activation } from '../recurrence/activation';
import type { VerdictName } from '../verdict';
import type { Prediction } from './prediction';

const outcomes: Readonly<Record<VerdictName, string>> = {
  exploding: 'explode',
  growing: 'grow',
  stable: 'neither vanish nor explode',
  fading: 'fade',
  vanishing: 'vanish',
};

export const cellTitles = { rnn: 'vanilla RNN', lstm: 'LSTM', gru: 'GRU' } as const;

/** The initialiser in a few words: `PyTorch's default U(±1/√H)`, `orthogonal, gain 2`. */
export function describeInitializer(initializer: Initializer): string {
  switch (initializer.kind) {
    case 'pytorch-default':
      return "PyTorch's default U(±1/√H)";
    case 'orthogonal':
    case 'identity':
      return initializer.gain === 1
        ? initializer.kind
        : `${initializer.kind} with gain ${formatNumber(initializer.gain)}`;
    case 'variance-scaling':
      return scalingName(initializer)
        .replace('_', ' ')
        .replace(/^(?:glorot|he|lecun) /, capitalize);
    case 'normal':
      return `N(${formatNumber(initializer.mean)}, ${formatNumber(initializer.deviation)}²)`;
    case 'truncated-normal':
      return `truncated N(${formatNumber(initializer.mean)}, ${formatNumber(initializer.deviation)}²)`;
    case 'uniform':
      return `U(${formatNumber(initializer.low)}, ${formatNumber(initializer.high)})`;
    case 'constant':
      return `the constant ${formatNumber(initializer.value)}`;
  }
}

/** The name of an initialiser for programs: `glorot_uniform`, `orthogonal`, `pytorch_default`. */
export function initializerName(initializer: Initializer): string {
  return initializer.kind === 'variance-scaling'
    ? scalingName(initializer)
    : initializer.kind.replace('-', '_');
}

/** Glorot, He and LeCun by fan and gain; any other by its gain. */
function scalingName({ gain, fan, distribution }: Initializer & { kind: 'variance-scaling' }): string {
  const shape = distribution === 'uniform' ? 'uniform' : 'normal';
  if (fan === 'fan-average' && gain === 1) return `glorot_${shape}`;
  if (fan === 'fan-in' && gain === 1) return `lecun_${shape}`;
  if (fan === 'fan-in' && Math.abs(gain - Math.SQRT2) < 1e-9) return `he_${shape}`;
  return `${shape} of deviation ${formatNumber(gain)}/√(${fan})`;
}

/** One sentence: what happens to gradients at the start of training, and the numbers that say so. */
export function explainPrediction(prediction: Omit<Prediction, 'explanation'>): string {
  const { cell, verdict, steps, spectralRadius, rate, log10Gain, sampled, gate, initializer } = prediction;
  const start = `${cellTitles[cell]} from ${describeInitializer(initializer)}`;
  if (verdict === null || rate === null || spectralRadius === null) {
    return `${start}: without a hidden size the size of its recurrent matrix is not known, and nothing can be predicted.`;
  }
  const over = `over ${formatHorizon(steps)} gradients ${outcomes[verdict]}`;
  const gain = `gain ${formatPowerOfTen(log10Gain, 2)}${seen(sampled, log10Gain)}`;
  if (gate) {
    const keeps = `the gate keeps ${formatNumber(gate.keep.median)} of the state per step (half-life ${formatSteps(gate.halfLife.median)})`;
    const learns =
      verdict === 'vanishing' || verdict === 'fading'
        ? '; training can open the gates'
        : rate > 1
          ? ' until the state saturates'
          : '';
    return `${start}: at rest ${keeps} and the whole Jacobian multiplies by ${formatNumber(rate)}, so ${over}: ${gain}${learns}.`;
  }
  const { slopeAtRest, name } = activation(prediction.activation);
  const factor =
    slopeAtRest === 1
      ? `ρ = ${formatNumber(spectralRadius)}`
      : `φ'(0)·ρ = ${formatNumber(slopeAtRest)}·${formatNumber(spectralRadius)} = ${formatNumber(rate)}`;
  const mask =
    name === 'relu' && rate > 1
      ? ' With half of the units off, as at a random start, the rate is √½ of that.'
      : '';
  return `${start}: ${factor} per step, so ${over}: ${gain}.${mask}`;
}

/** The drawn gain, where it says something else than the limit. */
function seen(sampled: Prediction['sampled'], log10Gain: number | null): string {
  if (!sampled) return '';
  const { min, max } = sampled.log10Gain;
  if (log10Gain !== null && Math.abs(min - log10Gain) < 0.05 && Math.abs(max - log10Gain) < 0.05) return '';
  const size = `${sampled.size}×${sampled.size}`;
  return ` in the limit, ${formatPowerOfTen(min, 2)} to ${formatPowerOfTen(max, 2)} in ${sampled.draws} draws of ${size}`;
}
