import type { Analysis } from '../../src/core/analysis';
import type { JacobianGrowth } from '../../src/core/recurrence/jacobianGrowth';
import type { HalfLifeHistogram } from '../../src/core/recurrence/linear/histogram';
import type { StackRecord } from '../../src/core/recurrence/records';
import type { ChartContent } from '../charts/content';
import { logAxis } from '../charts/logAxis';
import { bare, type Axis } from '../charts/plot';
import { seriesChart } from '../charts/seriesChart';
import { countTicks, decadeTicks, linearTicks, stepsAxis } from '../charts/ticks';
import { formatDecade, formatLog10, formatNumber, formatPowerOfTen, formatSteps } from '../format';

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
  const range = (i: number): string => `${formatNumber(edges[i]!)} to ${formatSteps(edges[i + 1]!)}`;
  const outside = [
    ...(shorter > 0 ? [`${shorter} of ${total} lie below the first bar.`] : []),
    ...(longer > 0 ? [`${longer} of ${total} last longer than the last bar, or never halve.`] : []),
  ];
  return {
    plot: {
      ...bare,
      kind: 'bars',
      title,
      finding: `Bar chart of ${total} half-lives from ${formatSteps(edges[0]!)} to ${formatSteps(edges.at(-1)!)}.`,
      x: { label: 'half-life (steps, log)', min: -0.5, max: counts.length - 0.5, ticks },
      y: { label: what, min: 0, max: most * 1.05, ticks: wholeTicks(most) },
      curves: [{ role: 'values', label: what, points: counts.map((y, x) => ({ x, y })) }],
      notes: outside,
      describe: (_, i) => [range(i), `${counts[i] ?? 0} of ${total}`],
    },
    table: {
      caption: `Bars of a quarter decade; ${shorter} shorter, ${longer} longer.`,
      columns: [
        { label: 'from', format: (value) => formatNumber(value ?? 0) },
        { label: 'to (steps)', format: (value) => formatNumber(value ?? 0) },
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
    title: 'Growth of the full Jacobian over k steps',
    finding: `Line chart: after ${formatSteps(places.at(-1)!)} ${formatLog10(trajectory.at(-1) ?? null)} along the trajectory, ${formatLog10(rest.at(-1) ?? null)} at rest.`,
    x: { label: 'k (steps, log)', min: 0, max: Math.max(last, 1), ticks: decadeTicks(0, Math.max(last, 1)) },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: places.map((k) => Math.log10(k)),
    series: [
      { label: 'along the driven trajectory', index: 0, values: trajectory },
      { label: 'linearised at rest', index: 1, values: rest },
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
    title: 'Growth of the powers of W',
    finding: `Line chart: ‖Wᵏ‖₂ is ${formatPowerOfTen(growth.at(-1) ?? null)} after ${formatSteps(growth.length)}.`,
    x: stepsAxis(growth.length),
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: growth.map((_, i) => i + 1),
    series: [
      { label: '‖Wᵏ‖₂', index: 0, values: growth },
      { label: 'upper bound σ_maxᵏ', index: 4, values: bound(sigmaMax) },
      { label: 'lower bound ρᵏ', index: 3, values: bound(spectralRadius.value) },
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
  const y = logAxis('gain', [own, product]);
  return seriesChart({
    title: 'Gain of each layer and of all up to it',
    finding: `Line chart over ${layers.length} layers; the product ends at ${formatLog10(product.at(-1) ?? null)}.`,
    x: { label: 'layer', min: 0.5, max: layers.length + 0.5, ticks: countTicks(layers.length) },
    y: y.axis,
    notes: y.notes,
    levels: [{ y: 0, label: '' }],
    places: layers.map((_, i) => i + 1),
    series: [
      { label: 'running product', index: 0, values: product },
      { label: 'this layer’s ‖W‖₂', index: 1, values: own },
    ],
    placeName: 'layer',
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
      ...bare,
      kind: 'points',
      title: 'Multipliers on the unit disc',
      finding: `Scatter chart in the complex plane of ${disc.length} multipliers.`,
      x: axis('Re a'),
      y: axis('Im a'),
      curves: [{ role: 'values', label: 'multiplier a', points: disc.map(([re, im]) => ({ x: re, y: im })) }],
      circles: [{ radius: 1, role: 'reference', label: 'unit circle' }],
      equalAspect: true,
      notes: disc.length < channels ? [`${disc.length} of ${channels} channels are shown.`] : [],
      describe: (_, i) => {
        const [re, im] = disc[i] ?? [0, 0];
        return [`|a| = ${formatNumber(Math.hypot(re, im), 6)}`, `angle ${formatNumber(Math.atan2(im, re))}`];
      },
    },
    table: {
      caption: 'The first 50; the CSV has all that are shown.',
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
