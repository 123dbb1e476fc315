import * as l10n from '@vscode/l10n';
import type { Analysis } from '../../src/core/analysis';
import type { JacobianGrowth } from '../../src/core/recurrence/jacobianGrowth';
import type { HalfLifeHistogram } from '../../src/core/recurrence/linear/histogram';
import type { StackRecord } from '../../src/core/recurrence/records';
import type { ChartContent } from '../../src/present/plot/content';
import { logAxis } from '../../src/present/plot/logAxis';
import { emptyPlot, type Axis } from '../../src/present/plot/plot';
import { seriesChart } from '../../src/present/plot/seriesChart';
import { countTicks, decadeTicks, linearTicks, stepsAxis } from '../../src/present/plot/ticks';
import {
  formatDecade,
  formatLog10,
  formatNumber,
  formatPowerOfTen,
  formatSteps,
} from '../../src/present/format';

const asCount = (value: number | null): string => String(value ?? 0);

/** Half-lives of units or channels, in quarter decades. */
export function halfLifeChart(histogram: HalfLifeHistogram, what: string, title: string): ChartContent {
  const { edges, counts, shorter, longer } = histogram;
  const most = Math.max(1, ...counts);
  const total = counts.reduce((sum, count) => sum + count, shorter + longer);
  const ticks = edges.flatMap((edge, i) => {
    const decade = Math.log10(edge);
    return Math.abs(decade - Math.round(decade)) < 1e-9
      ? [{ value: i - 0.5, label: formatDecade(Math.round(decade)) }]
      : [];
  });
  const range = (i: number): string =>
    l10n.t('{0} to {1}', formatNumber(edges[i]!), formatSteps(edges[i + 1]!));
  const outside = [
    ...(shorter > 0 ? [l10n.t('{0} of {1} lie below the first bar.', shorter, total)] : []),
    ...(longer > 0
      ? [l10n.t('{0} of {1} last longer than the last bar, or never halve.', longer, total)]
      : []),
  ];
  return {
    plot: {
      ...emptyPlot,
      kind: 'bars',
      title,
      finding: l10n.t(
        'Bar chart of {0} half-lives from {1} to {2}.',
        total,
        formatSteps(edges[0]!),
        formatSteps(edges.at(-1)!),
      ),
      x: { label: l10n.t('half-life (steps, log)'), min: -0.5, max: counts.length - 0.5, ticks },
      y: { label: what, min: 0, max: most * 1.05, ticks: wholeTicks(most) },
      curves: [{ role: 'values', label: what, points: counts.map((y, x) => ({ x, y })) }],
      notes: outside,
      describe: (_, i) => [range(i), l10n.t('{0} of {1}', counts[i] ?? 0, total)],
    },
    table: {
      caption: l10n.t('Bars of a quarter decade; {0} shorter, {1} longer.', shorter, longer),
      columns: [
        { label: l10n.t('from'), format: (value) => formatNumber(value ?? 0) },
        { label: l10n.t('to (steps)'), format: (value) => formatNumber(value ?? 0) },
        { label: what, format: asCount },
      ],
      rows: counts.map((count, i) => [edges[i]!, edges[i + 1]!, count]),
    },
    csv: {
      header: ['from', 'to', 'count'],
      rows: [
        [0, edges[0]!, shorter],
        ...counts.map((count, i) => [edges[i]!, edges[i + 1]!, count]),
        [edges.at(-1)!, null, longer],
      ],
    },
  };
}

function wholeTicks(most: number): Axis['ticks'] {
  return linearTicks(0, most, 5).filter(({ value }) => Number.isInteger(value));
}

/** Growth of a cell's Jacobian product over the steps, at rest and driven. */
export function jacobianChart({ places, rest, trajectory }: JacobianGrowth): ChartContent {
  const y = logAxis('‖J_k ⋯ J_1‖₂', [rest, trajectory]);
  const last = Math.log10(places.at(-1)!);
  return seriesChart({
    title: l10n.t('Growth of the full Jacobian over k steps'),
    finding: l10n.t(
      'Line chart: after {0} {1} along the trajectory, {2} at rest.',
      formatSteps(places.at(-1)!),
      formatLog10(trajectory.at(-1) ?? null),
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
      {
        label: l10n.t('along the driven trajectory'),
        csvName: 'along the driven trajectory',
        index: 0,
        values: trajectory,
      },
      { label: l10n.t('linearized at rest'), csvName: 'linearized at rest', index: 1, values: rest },
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

/** Each layer's own gain and the running product of a feed-forward stack. */
export function stackChart({ layers }: StackRecord): ChartContent {
  const own = layers.map(({ sigmaMax }) => (sigmaMax > 0 ? Math.log10(sigmaMax) : null));
  const product = layers.map(({ log10Product }) => log10Product);
  const y = logAxis(l10n.t('gain'), [own, product]);
  return seriesChart({
    title: l10n.t('Gain of each layer and of all up to it'),
    finding: l10n.t(
      'Line chart over {0} layers; the product ends at {1}.',
      layers.length,
      formatLog10(product.at(-1) ?? null),
    ),
    x: { label: l10n.t('layer'), min: 0.5, max: layers.length + 0.5, ticks: countTicks(layers.length) },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: layers.map((_, i) => i + 1),
    series: [
      { label: l10n.t('running product'), csvName: 'running product', index: 0, values: product },
      { label: l10n.t('this layer’s ‖W‖₂'), csvName: 'this layer’s ‖W‖₂', index: 1, values: own },
    ],
    placeName: l10n.t('layer'),
    csvPlaceName: 'layer',
    formatPlace: String,
    formatValue: formatLog10,
    csvPrefix: 'log10_',
  });
}

/** Complex multipliers on the unit disc. */
export function discChart(disc: readonly (readonly [number, number])[], channels: number): ChartContent {
  const reach = 1.12 * Math.max(1, ...disc.map(([re, im]) => Math.hypot(re, im)));
  const axis = (label: string): Axis => ({
    label,
    min: -reach,
    max: reach,
    ticks: linearTicks(-reach, reach, 5),
  });
  return {
    plot: {
      ...emptyPlot,
      kind: 'points',
      title: l10n.t('Multipliers on the unit disc'),
      finding: l10n.t('Scatter chart in the complex plane of {0} multipliers.', disc.length),
      x: axis('Re a'),
      y: axis('Im a'),
      curves: [
        { role: 'values', label: l10n.t('multiplier a'), points: disc.map(([re, im]) => ({ x: re, y: im })) },
      ],
      circles: [{ radius: 1, role: 'reference', label: l10n.t('unit circle') }],
      equalAspect: true,
      notes: disc.length < channels ? [l10n.t('{0} of {1} channels are shown.', disc.length, channels)] : [],
      describe: (_, i) => {
        const [re, im] = disc[i] ?? [0, 0];
        return [
          `|a| = ${formatNumber(Math.hypot(re, im), 6)}`,
          l10n.t('angle {0}', formatNumber(Math.atan2(im, re))),
        ];
      },
    },
    table: {
      caption: l10n.t('The first 50; the CSV has all that are shown.'),
      columns: ['i', 'Re a', 'Im a', '|a|'].map((label) => ({
        label,
        format: (value: number | null) => formatNumber(value ?? 0, 6),
      })),
      rows: disc.slice(0, 50).map(([re, im], i) => [i, re, im, Math.hypot(re, im)]),
    },
    csv: {
      header: ['i', 're', 'im', 'modulus'],
      rows: disc.map(([re, im], i) => [i, re, im, Math.hypot(re, im)]),
    },
  };
}
