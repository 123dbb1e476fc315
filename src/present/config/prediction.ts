import * as l10n from '@vscode/l10n';
import { middleGain, type DrivenGains } from '../../core/config/drivenGains';
import type { Prediction } from '../../core/config/prediction';
import { gainEnds, spreadText } from '../cell/gain';
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
  const { lengthNamed, verdict, others, cell, steps } = prediction;
  const cells = [cell, ...others].map((name) => cellTitles[name]);
  return sentences([
    explainOutcome(prediction),
    ...(others.length > 0
      ? [
          l10n.t(
            'The file leaves open which of these is made: {0}; the first is predicted.',
            cells.join(', '),
          ),
        ]
      : []),
    ...(lengthNamed || verdict === null ? [] : [noLengthText(steps)]),
  ]);
}

function explainOutcome(prediction: Prediction): string {
  const { cell, verdict, atRest, steps, spectralRadius, rate, gate, initializer } = prediction;
  if (prediction.unmodeled === 'own-gates') {
    return l10n.t(
      '{0} with gates written by hand: it is not modeled, so nothing is predicted.',
      cellTitles[cell],
    );
  }
  if (prediction.unmodeled) {
    return l10n.t(
      '{0} whose state goes through a normalization: this is not modeled, so nothing is predicted.',
      cellTitles[cell],
    );
  }
  if (prediction.open) {
    return l10n.t(
      '{0}: what its recurrent matrix starts from does not stand in this file, so nothing can be predicted.',
      cellTitles[cell],
    );
  }
  const start = l10n.t('{0} from {1}', cellTitles[cell], describeInitializer(initializer));
  if (verdict === null || atRest === null || rate === null || spectralRadius === null) {
    return l10n.t(
      '{0}: without a hidden size, the size of its recurrent matrix is unknown and nothing can be predicted.',
      start,
    );
  }
  const over = formatHorizon(steps);
  const outcome = outcomeOf(atRest);
  const gain = gainText(prediction);
  const driven = drivenText(prediction);
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
    const resting =
      rate > 1
        ? l10n.t(
            '{0}: at rest the gate keeps {1} of the state per step (half-life {2}) and the whole Jacobian multiplies by {3}, so over {4} {5}: {6} until the state saturates.',
            ...figures,
          )
        : l10n.t(
            '{0}: at rest the gate keeps {1} of the state per step (half-life {2}) and the whole Jacobian multiplies by {3}, so over {4} {5}: {6}.',
            ...figures,
          );
    const fades = verdict === 'vanishing' || verdict === 'fading';
    return sentences([resting, ...driven, ...(fades ? [l10n.t('Training can open the gates.')] : [])]);
  }
  const figures = [start, factorText(prediction), over, outcome, gain] as const;
  if (isMeanSquare(prediction)) {
    return sentences([
      l10n.t('{0}: {1} per step, so over {2} {3}: {4}.', ...figures),
      l10n.t('At a random start about half of the units are off, so a step counts for √E[φ′²] of ρ.'),
      ...driven,
    ]);
  }
  return sentences([
    driven.length > 0
      ? l10n.t('{0}: at rest {1} per step, so over {2} {3}: {4}.', ...figures)
      : l10n.t('{0}: {1} per step, so over {2} {3}: {4}.', ...figures),
    ...driven,
  ]);
}

/** What inputs make of the gain: the range, and the word that it leads to. */
function drivenText({ driven, underInputs, verdict }: Prediction): string[] {
  if (!driven || underInputs === null) return [];
  const range = rangeText(driven);
  return [
    underInputs !== 'undetermined' && verdict === 'undetermined'
      ? l10n.t(
          'Driven by inputs of standard deviation 0.1 to 1 its states leave rest, and {0}: gain {1}.',
          outcomeOf(underInputs),
          range,
        )
      : underInputs === 'undetermined'
        ? l10n.t(
            'Driven by inputs of standard deviation 0.1 to 1 it depends on their strength and on the draw: gain {0}.',
            range,
          )
        : l10n.t(
            'Driven by inputs of standard deviation 0.1 to 1, {0}: gain {1}.',
            outcomeOf(underInputs),
            range,
          ),
  ];
}

/** `2e-9 … 1e-4`, or the one number that both ends are as shown. */
export function rangeText({ range: { low, high } }: Pick<DrivenGains, 'range'>): string {
  return gainEnds(low ?? -Infinity, high ?? -Infinity).join(' … ');
}

/** The one gain that stands for all as text, with as many digits as what drives it allows. */
export function middleText(prediction: Prediction): string {
  const { driven } = prediction;
  const middle = middleOf(prediction);
  if (!driven) return formatPowerOfTen(middle, 2);
  const { low, high } = driven.range;
  return spreadText(middle ?? -Infinity, low ?? -Infinity, high ?? -Infinity);
}

/** The gain that a prediction is told by: driven, the range where no single number says it; else the draws', or the limit. */
export function shownGain(prediction: Prediction): string {
  const { driven, verdict } = prediction;
  if (driven && verdict === 'undetermined') return rangeText(driven);
  return middleText(prediction);
}

/** log10 of the one gain that stands for all: under inputs of the middle strength, else the draws', or the limit. */
export function middleOf({ driven, sampled, log10Gain }: Prediction): number | null {
  if (driven) return middleGain(driven);
  return sampled ? sampled.log10Gain.median : log10Gain;
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

/** The same in symbols: `φ′(0)·ρ`, `0.7 + 0.3·√E[φ′²]·ρ`. */
export function factorSymbol(prediction: Prediction): string {
  const { keep, gain } = prediction.leak;
  const term = isMeanSquare(prediction) ? '√E[φ′²]·ρ' : 'φ′(0)·ρ';
  return keep === 0 && gain === 1 ? term : `${formatNumber(keep)} + ${formatNumber(gain)}·${term}`;
}

/** A one-sided activation has no slope at rest, so what counts is its mean square. */
export function isMeanSquare({ activation: name, initializer, cell }: Prediction): boolean {
  return !isGated(cell) && slopeOf(name, initializer) !== activation(name).slopeAtRest;
}

/** The gain at rest in the limit, with the drawn one where that says something else. */
function gainText({ sampled, rate, steps }: Prediction): string {
  const log10Gain = steps * Math.log10(Math.max(rate ?? 0, 1e-300));
  const limit = formatPowerOfTen(log10Gain, 2);
  if (!sampled) return l10n.t('gain {0}', limit);
  const { min, max } = sampled.log10Gain;
  if (Math.abs(min - log10Gain) < 0.05 && Math.abs(max - log10Gain) < 0.05) return l10n.t('gain {0}', limit);
  return l10n.t(
    'gain {0} in the limit, {1} to {2} in {3} draws of {4}',
    limit,
    formatPowerOfTen(min, 2),
    formatPowerOfTen(max, 2),
    sampled.draws,
    `${sampled.size}×${sampled.size}`,
  );
}
