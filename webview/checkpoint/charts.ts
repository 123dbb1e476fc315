import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../src/core/analysis';
import { spreadRecordText } from '../../src/present/cell/gain';
import type { CellRecord, OwnRecord } from '../../src/core/recurrence/records';
import type { JacobianGrowth } from '../../src/core/recurrence/jacobianGrowth';
import type { ChartContent } from '../../src/present/plot/content';
import { logAxis } from '../../src/present/plot/logAxis';
import { complexPlane, type ComplexNumbers } from '../../src/present/plot/complexPlane';
import { seriesChart } from '../../src/present/plot/seriesChart';
import { shownRows } from '../../src/present/plot/table';
import { decadeTicks, stepsAxis } from '../../src/present/plot/ticks';
import { listed } from '../../src/present/words';
import { formatLog10, formatNumber, formatPowerOfTen, formatSteps } from '../../src/present/format';

/** Growth of a cell's Jacobian product over the steps, at rest and driven by inputs of several scales. */
export function jacobianChart(
  { places, rest, driven }: JacobianGrowth,
  scales: CellRecord['scales'],
): ChartContent {
  const y = logAxis('‖J_k ⋯ J_1‖₂', [rest, ...driven.map(({ values }) => values)]);
  const last = Math.log10(places.at(-1)!);
  const atEnd = scales.map(({ inputStd, independent }) => l10n.t('{0} at {1}', spreadRecordText(independent), inputStd)); // prettier-ignore
  return seriesChart({
    title: l10n.t('Growth of the full Jacobian over k steps'),
    finding: l10n.t(
      'Line chart: after {0}, by the standard deviation of the inputs, {1}; {2} at rest.',
      formatSteps(places.at(-1)!),
      listed(atEnd),
      formatLog10(rest.at(-1) ?? null),
    ),
    x: {
      label: l10n.t('k (steps, log)'),
      min: 0,
      max: Math.max(last, 1),
      ticks: decadeTicks(0, Math.max(last, 1)),
    },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: places.map((k) => Math.log10(k)),
    series: [
      ...driven.map(({ inputStd, values }, i) => ({
        label: l10n.t('driven at standard deviation {0}', inputStd),
        csvName: `driven at standard deviation ${inputStd}`,
        index: [0, 3, 4][i] ?? 0,
        values,
        format: ofOneRun,
      })),
      { label: l10n.t('linearized at rest'), csvName: 'linearized at rest', index: 1, values: rest },
    ],
    placeName: 'k',
    formatPlace: (place) => String(Math.round(10 ** place)),
    formatValue: formatLog10,
    csvPrefix: 'log10_',
  });
}

/** A gain along one of several runs. */
const ofOneRun = (log10: number | null): string => formatLog10(log10, 1);

/** Gain over k steps along a person's own inputs, with the quartiles over the sequences. */
export function ownGrowthChart(growth: OwnRecord['growth'], sequences: number): ChartContent {
  const values = growth.map(({ log10Gain }) => log10Gain);
  const [lower, upper] = [growth.map((one) => one.lowerQuartile), growth.map((one) => one.upperQuartile)];
  const y = logAxis('‖J_k ⋯ J_1‖₂', sequences > 1 ? [values, lower, upper] : [values]);
  const last = growth.at(-1)!;
  const end = Math.max(Math.log10(last.step), 1);
  return seriesChart({
    title: l10n.t('Gain over k steps along your data'),
    finding:
      sequences > 1
        ? l10n.t(
            'Line chart: after {0} the median of {1} sequences is {2}, from {3} to {4}.',
            formatSteps(last.step),
            sequences,
            spreadRecordText(last),
            ofOneRun(last.low),
            ofOneRun(last.high),
          )
        : l10n.t('Line chart: {0} after {1}.', formatLog10(last.log10Gain), formatSteps(last.step)),
    x: { label: l10n.t('k (steps, log)'), min: 0, max: end, ticks: decadeTicks(0, end) },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: growth.map(({ step }) => Math.log10(step)),
    series: [
      {
        label: sequences > 1 ? l10n.t('median of {0} sequences', sequences) : l10n.t('along your data'),
        csvName: 'median',
        index: 0,
        values,
        ...(sequences > 1 ? { spread: { lower, upper }, format: ofOneRun } : {}),
      },
    ],
    placeName: 'k',
    formatPlace: (place) => String(Math.round(10 ** place)),
    formatValue: formatLog10,
    csvPrefix: 'log10_',
  });
}

/** Growth of ‖Wᵏ‖₂ with the bounds ρᵏ and σ_maxᵏ; `null` for a matrix without powers. */
export function powerChart({ figures }: Analysis): ChartContent | null {
  const { growth, sigmaMax, spectralRadius } = figures;
  if (!growth || !spectralRadius) return null;
  const bound = (base: number): (number | null)[] =>
    growth.map((_, i) => (base > 0 ? (i + 1) * Math.log10(base) : null));
  const y = logAxis('‖Wᵏ‖₂', [growth, bound(sigmaMax), bound(spectralRadius.value)]);
  return seriesChart({
    title: l10n.t('Growth of the powers of W'),
    finding: l10n.t(
      'Line chart: ‖Wᵏ‖₂ is {0} after {1}.',
      formatPowerOfTen(growth.at(-1) ?? null),
      formatSteps(growth.length),
    ),
    x: stepsAxis(growth.length),
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: growth.map((_, i) => i + 1),
    series: [
      { label: '‖Wᵏ‖₂', index: 0, values: growth },
      {
        label: l10n.t('upper bound σ_maxᵏ'),
        csvName: 'upper bound σ_maxᵏ',
        index: 4,
        values: bound(sigmaMax),
      },
      {
        label: l10n.t('lower bound ρᵏ'),
        csvName: 'lower bound ρᵏ',
        index: 3,
        values: bound(spectralRadius.value),
      },
    ],
    placeName: 'k',
    formatPlace: String,
    formatValue: formatLog10,
    csvPrefix: 'log10_',
  });
}

/** Complex multipliers on the unit disc. */
export function discChart(disc: ComplexNumbers, channels: number): ChartContent {
  return complexPlane({
    title: l10n.t('Multipliers on the unit disc'),
    finding: l10n.t('Scatter chart in the complex plane of {0} multipliers.', disc.length),
    values: disc,
    symbol: 'a',
    label: l10n.t('multiplier a'),
    radius: Math.max(...disc.map(([re, im]) => Math.hypot(re, im))),
    notes: disc.length < channels ? [l10n.t('{0} of {1} channels are shown.', disc.length, channels)] : [],
    describe: (_, i) => {
      const [re, im] = disc[i] ?? [0, 0];
      return [
        `|a| = ${formatNumber(Math.hypot(re, im), 6)}`,
        l10n.t('angle {0}', formatNumber(Math.atan2(im, re))),
      ];
    },
    caption: l10n.t('The first 50; the CSV has all that are shown.'),
    rows: disc.slice(0, shownRows).map((_, i) => i),
    first: 0,
    digits: 6,
  });
}
