import type { Prediction } from '../../core/config/prediction';
import { initializerName } from '../../core/config/predictionText';
import { configFields } from '../../core/config/recurrentConfig';
import { formatNumber, formatPowerOfTen, formatSteps, formatHorizon } from '../../core/format';
import { verdictSymbols } from '../../core/symbols';
import type { PredictionModel } from '../../shared/config';
import { escapeMarkdown } from '../../core/escapeMarkdown';
import { curveLine, fieldText } from './hoverText';

/** A what-if: what is changed, and what that leads to. */
export interface Alternative {
  readonly title: string;
  readonly prediction: Prediction | null;
}

const number = (value: number | null): string => (value === null ? '–' : formatNumber(value));

/** The prediction as a Markdown document: figures, what each value does, what if. */
export function predictionDocument(model: PredictionModel, alternatives: readonly Alternative[]): string {
  const { config, prediction, clipping } = model;
  const title = `# Prediction: ${escapeMarkdown(config.name)}`;
  if (!prediction) return [title, '', escapeMarkdown(clipping ?? ''), ''].join('\n');
  const { spectralRadius, sigmaMax, rate, log10Gain, sampled, gate, steps } = prediction;
  const spread = (key: 'spectralRadius' | 'sigmaMax'): string =>
    sampled ? `${formatNumber(sampled[key].min)} … ${formatNumber(sampled[key].max)}` : '–';
  const gains = sampled
    ? `${formatPowerOfTen(sampled.log10Gain.min)} … ${formatPowerOfTen(sampled.log10Gain.max)}`
    : '–';
  return [
    title,
    '',
    escapeMarkdown(prediction.explanation),
    '',
    ...(prediction.curve.length > 0 ? [curveLine(prediction), ''] : []),
    `| | limit | ${sampled ? `${sampled.draws} draws, ${sampled.size}×${sampled.size}` : 'draws'} |`,
    '|:--|:--|:--|',
    `| ρ of the recurrent matrix | ${number(spectralRadius)} | ${spread('spectralRadius')} |`,
    `| σ\\_max of the recurrent matrix | ${number(sigmaMax)} | ${spread('sigmaMax')} |`,
    `| factor per step | ${number(rate)} | |`,
    `| gain over ${formatHorizon(steps)} | ${formatPowerOfTen(log10Gain)} | ${gains} |`,
    ...(gate
      ? [
          `| half-life of the gate | | ${formatSteps(gate.halfLife.min)} … ${formatSteps(gate.halfLife.max)} |`,
        ]
      : []),
    '',
    '## What each value does',
    '',
    ...configFields.flatMap((field) => {
      const placed = config.fields[field];
      return placed
        ? [`- **${escapeMarkdown(placed.path)}**: ${escapeMarkdown(fieldText(field, prediction, clipping))}`]
        : [];
    }),
    ...(clipping && !config.fields.clipping ? [`- Clipping is not stated. ${escapeMarkdown(clipping)}`] : []),
    '',
    '## What if',
    '',
    '| | initialiser | factor per step | gain | verdict |',
    '|:--|:--|:--|:--|:--|',
    ...[{ title: 'as it is', prediction }, ...alternatives].flatMap(({ title, prediction: other }) =>
      other ? [alternativeRow(title, other)] : [],
    ),
    '',
  ].join('\n');
}

function alternativeRow(
  title: string,
  { initializer, rate, log10Gain, sampled, verdict }: Prediction,
): string {
  const gain = formatPowerOfTen(sampled ? sampled.log10Gain.median : log10Gain, 2);
  const cells = [
    title,
    escapeMarkdown(initializerName(initializer)),
    number(rate),
    gain,
    verdict ? `${verdictSymbols[verdict]} ${verdict}` : '–',
  ];
  return `| ${cells.join(' | ')} |`;
}
