import * as l10n from '@vscode/l10n';
import type { Prediction } from '../../core/config/prediction';
import { outcomeOf } from '../matrix/explanation';
import { isGated } from '../../core/config/recurrentConfig';
import { slopeOf } from '../../core/config/stepJacobian';
import { activation } from '../../core/recurrence/activation';
import { formatHorizon, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../format';
import { cellTitles } from './cellTitles';
import { describeInitializer } from './initializer';

/** That the horizon is supposed, for a config that does not say how long its sequences are. */
export function noLengthText(steps: number): string {
  return l10n.t('No sequence length is named; {0} are supposed.', formatSteps(steps));
}

/** What happens to gradients at the start of training, the numbers that say so, and what is supposed. */
export function explainPrediction(prediction: Prediction): string {
  const outcome = explainOutcome(prediction);
  const known = prediction.lengthNamed || prediction.verdict === null;
  return known ? outcome : sentences([outcome, noLengthText(prediction.steps)]);
}

function explainOutcome(prediction: Prediction): string {
  const { cell, verdict, steps, spectralRadius, rate, log10Gain, sampled, gate, initializer } = prediction;
  if (prediction.open) {
    return l10n.t(
      '{0}: what its recurrent matrix starts from does not stand in this file, so nothing can be predicted.',
      cellTitles[cell],
    );
  }
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
  if (sampled?.driven) {
    return l10n.t(
      '{0}: at rest the whole Jacobian multiplies by {1} per step, so the state moves away from rest. Driven by inputs of standard deviation 0.1 to 1, over {2} {3}: gain {4} to {5} by their strength, the median of draws of {6}.',
      start,
      formatNumber(rate),
      over,
      outcome,
      formatPowerOfTen(sampled.log10Gain.min, 2),
      formatPowerOfTen(sampled.log10Gain.max, 2),
      `${sampled.size}×${sampled.size}`,
    );
  }
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
  return sentences([
    l10n.t('{0}: {1} per step, so over {2} {3}: {4}.', start, factorText(prediction), over, outcome, gain),
    ...(isMeanSquare(prediction)
      ? [l10n.t('At a random start about half of the units are off, so a step counts for √E[φ′²] of ρ.')]
      : []),
  ]);
}

/** `ρ = 0.577`, `φ'(0)·ρ = 0.25·1 = 0.25`, `0.7 + 0.3·ρ = 1.07`. */
function factorText(prediction: Prediction): string {
  const { leak, activation: name, initializer } = prediction;
  const [rho, rate] = [formatNumber(prediction.spectralRadius ?? 0), formatNumber(prediction.rate ?? 0)];
  const slope = slopeOf(name, initializer);
  const symbol = isMeanSquare(prediction) ? '√E[φ′²]·ρ' : "φ'(0)·ρ";
  const [term, value] = slope === 1 ? ['ρ', rho] : [symbol, `${formatNumber(slope)}·${rho}`];
  if (leak.keep === 0 && leak.gain === 1) return slope === 1 ? `ρ = ${rho}` : `${term} = ${value} = ${rate}`;
  const [keep, share] = [formatNumber(leak.keep), formatNumber(leak.gain)];
  return `${keep} + ${share}·${term} = ${keep} + ${share}·${value} = ${rate}`;
}

/** A one-sided activation has no slope at rest, so what counts is its mean square. */
function isMeanSquare({ activation: name, initializer, cell }: Prediction): boolean {
  return !isGated(cell) && slopeOf(name, initializer) !== activation(name).slopeAtRest;
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
