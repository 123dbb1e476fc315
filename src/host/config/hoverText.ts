import { capitalize, formatNumber, formatPowerOfTen, formatSteps, formatHorizon } from '../../core/format';
import type { Prediction } from '../../core/config/prediction';
import { cellTitles, describeInitializer } from '../../core/config/predictionText';
import type { ConfigField } from '../../core/config/recurrentConfig';
import { activation } from '../../core/recurrence/activation';
import { sparkline } from '../../core/sparkline';
import { verdictSymbols } from '../../core/symbols';
import { halfLifeOf } from '../../core/verdict';
import type { ConfigFinding } from '../../shared/config';
import { escapeMarkdown } from '../../core/escapeMarkdown';

/** What one value of a config does to the gradient in this file, in Markdown of under 12 lines. */
export function configHoverText(
  { config, prediction, clipping, notices }: ConfigFinding,
  field: ConfigField,
): string {
  const subject = `${escapeMarkdown(config.name)} · ${escapeMarkdown(config.fields[field]?.path ?? '')}`;
  const own = notices.find((notice) => notice.field === field);
  if (!prediction)
    return paragraph(`**Gradient clipping** · ${subject}`, escapeMarkdown(own?.message ?? clipping ?? ''));
  const { verdict } = prediction;
  const head = verdict
    ? `**${verdictSymbols[verdict]} ${capitalize(verdict)} at the start**`
    : '**Not predicted**';
  return [
    paragraph(`${head} · ${subject}`, escapeMarkdown(fieldText(field, prediction, clipping))),
    paragraph(
      escapeMarkdown(prediction.explanation),
      ...(prediction.curve.length > 0 ? [curveLine(prediction)] : []),
      ...(clipping && field !== 'clipping' ? [escapeMarkdown(clipping)] : []),
    ),
  ].join('\n\n');
}

/** Hard breaks instead of paragraphs: a hover scrolls when it is taller than some twelve lines. */
const paragraph = (...lines: readonly string[]): string => lines.join('  \n');

/** The predicted curve of the gain, log scale. */
export function curveLine({ curve, steps }: Prediction): string {
  const ends = [curve[0] ?? null, curve.at(-1) ?? null].map((log10) => formatPowerOfTen(log10, 2));
  return `\`${sparkline(curve)}\` ${ends.join(' → ')}, log scale, k = 1…${steps}`;
}

/** What this value does, in one or two sentences. */
export function fieldText(field: ConfigField, prediction: Prediction, clipping: string | null): string {
  const { cell, gate, steps, rate, hiddenSize, spectralRadius, sigmaMax, sampled, initializer } = prediction;
  switch (field) {
    case 'cell':
      return gate
        ? `${aCell(cell)} passes its state on through a gate, which keeps ${formatNumber(gate.keep.median)} of it per step at the start; the recurrent matrix only adds to that.`
        : `A ${cellTitles[cell]} multiplies the gradient by its recurrent matrix and φ'(a) at every step; nothing goes around them.`;
    case 'hiddenSize':
      return sampled
        ? `With H = ${hiddenSize ?? 0} a fresh matrix has ρ ${range(sampled.spectralRadius)} and σ_max ${range(sampled.sigmaMax)} (limits ${known(spectralRadius)} and ${known(sigmaMax)}); ${sizeEffect(prediction)}.`
        : `The limits are ρ = ${known(spectralRadius)} and σ_max = ${known(sigmaMax)}; ${sizeEffect(prediction)}.`;
    case 'layers':
      return 'Each layer has a recurrence of its own with this prediction; depth multiplies once per layer, time once per step.';
    case 'activation': {
      const { slopeAtRest, maxSlope, name } = activation(prediction.activation);
      return `${name} has slope φ'(0) = ${formatNumber(slopeAtRest)} at rest and at most ${formatNumber(maxSlope)}; it multiplies every step.`;
    }
    case 'initializer':
      return `${capitalize(describeInitializer(initializer))} gives a recurrent matrix of ρ = ${known(spectralRadius)} and σ_max = ${known(sigmaMax)}.`;
    case 'sequenceLength':
      return `A gradient goes back ${formatHorizon(steps)}, and each multiplies it by about ${known(rate)}${memory(rate)}.`;
    case 'clipping':
      return clipping ?? '';
    case 'unitForgetBias':
    case 'forgetBias':
    case 'chrono':
      return gate
        ? `The forget gate starts at f = ${range(gate.keep)}: half-life ${formatSteps(gate.halfLife.median)}, at most ${formatSteps(gate.halfLife.max)}.`
        : 'This bias belongs to a forget gate, which this cell does not have.';
  }
}

const known = (value: number | null): string => (value === null ? 'unknown' : formatNumber(value));

function aCell(cell: Prediction['cell']): string {
  return cell === 'lstm' ? 'An LSTM' : 'A GRU';
}

function range({ min, max }: { readonly min: number; readonly max: number }): string {
  const [low, high] = [formatNumber(min), formatNumber(max)];
  return low === high ? low : `${low} … ${high}`;
}

/** Initialisers that scale with H keep ρ; absolute ones let it grow with √H. */
function sizeEffect({ initializer: { kind } }: Prediction): string {
  return kind === 'normal' || kind === 'truncated-normal' || kind === 'uniform' || kind === 'constant'
    ? 'this initialiser does not scale with H, so both grow with √H'
    : 'this initialiser scales with H, so a larger H only narrows the spread';
}

function memory(rate: number | null): string {
  const halfLife = rate === null ? null : halfLifeOf(rate);
  if (halfLife === null) return '';
  return halfLife < 0
    ? `, doubling it every ${formatSteps(-halfLife)}`
    : `, halving it every ${formatSteps(halfLife)}`;
}
