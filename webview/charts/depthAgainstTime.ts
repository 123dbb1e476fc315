import type { DepthAgainstTime, Path, Spread } from '../../src/core/depthAgainstTime/depthAgainstTime';
import { formatNumber, formatPowerOfTen, formatSteps } from '../format';
import type { ChartContent } from './content';
import { logAxis } from './logAxis';
import type { Level, Mark } from './plot';
import { seriesChart, type Series } from './seriesChart';
import { linearTicks, stepsAxis } from './ticks';

/** How the two are called. */
export const sharingNames = { shared: 'time: one matrix', independent: 'depth: another each layer' } as const;
const sharings = ['shared', 'independent'] as const;
const pathNames: Readonly<Record<Path, string>> = {
  plain: 'plain',
  residual: 'residual I + J',
  gated: 'gated',
};
const paths = ['plain', 'residual', 'gated'] as const satisfies readonly Path[];

const common = {
  placeName: 'k',
  formatPlace: String,
} as const;
const placesOf = ({ steps }: DepthAgainstTime): number[] => Array.from({ length: steps }, (_, i) => i + 1);

/** A median with its quartiles, unless a single draw has none. */
function seriesOf(label: string, index: number, { lower, median, upper }: Spread, draws: number): Series {
  return { label, index, values: median, ...(draws > 1 ? { spread: { lower, upper } } : {}) };
}

/** What a stack of `depth` layers and a recurrence of T steps make of a gradient, with the spread of the draws. */
export function growthOverDepth(found: DepthAgainstTime, depth: number): ChartContent {
  const { steps, draws, growth } = found;
  const series = sharings.map((sharing, i) =>
    seriesOf(sharingNames[sharing], i, growth[sharing].plain, draws),
  );
  const { axis, notes } = logAxis(
    'gradient',
    series.flatMap(({ values, spread }) => [values, spread?.lower ?? [], spread?.upper ?? []]),
  );
  const mark = (x: number, values: Series['values'], label: string, role: Mark['role']): Mark[] => {
    const y = values[x - 1] ?? null;
    return y === null ? [] : [{ x, y, label, role }];
  };
  return seriesChart({
    ...common,
    title: 'Growth of a gradient over k factors',
    finding: `Line chart: over ${formatSteps(steps)} the median growth is ${end(growth.shared.plain)} with one matrix and ${end(growth.independent.plain)} with another each time.`,
    x: stepsAxis(steps),
    y: axis,
    places: placesOf(found),
    series,
    formatValue: formatPowerOfTen,
    csvPrefix: 'log10_',
    marks: [
      ...(depth <= steps ? mark(depth, series[1]!.values, `L = ${depth}`, 'series1') : []),
      ...mark(steps, series[0]!.values, `T = ${steps}`, 'series0'),
    ],
    notes: [
      ...(draws > 1 ? ['Thin lines: quartiles of the draws.'] : []),
      'L: where a stack ends.',
      ...notes,
    ],
  });
}

/** How much of a gradient's direction is nothing new. */
export function directionChart(found: DepthAgainstTime): ChartContent {
  const series = sharings.map((sharing, index) => {
    return { label: sharingNames[sharing], index, values: found.compounding[sharing].direction };
  });
  const last = (i: number): string => formatNumber(series[i]!.values.at(-1) ?? NaN);
  return seriesChart({
    ...common,
    title: 'Direction kept from step to step',
    finding: `Line chart: at the end ${last(0)} of the direction is kept with one matrix, ${last(1)} with another each time.`,
    x: stepsAxis(found.steps),
    y: { label: 'share of the direction', min: 0, max: 1.08, ticks: linearTicks(0, 1) },
    places: placesOf(found),
    series,
    formatValue: (value) => formatNumber(value ?? NaN),
    csvPrefix: 'direction_',
    notes: ['The share of ∂L/∂h’s direction that lies in the plane of the two before it; 1: nothing new.'],
  });
}

/** Growth per step: settles on each matrix's own rate, or averages out. */
export function rateChart(found: DepthAgainstTime, ownRate: number | null): ChartContent {
  const { compounding, steps, draws } = found;
  const series = sharings.map((sharing, i) =>
    seriesOf(sharingNames[sharing], i, compounding[sharing].rate, draws),
  );
  const values = series
    .flatMap(({ values: median, spread }) => [...median, ...(spread?.lower ?? []), ...(spread?.upper ?? [])])
    .filter((value) => value !== null);
  const own = ownRate === null ? [] : [ownRate];
  const [low, high] = [Math.min(0, ...values, ...own), Math.max(0, ...values, ...own)];
  const margin = 0.06 * Math.max(high - low, 0.1);
  const levels: Level[] = ownRate === null ? [] : [{ y: ownRate, label: 'log₁₀ φ′(0)·ρ of W' }];
  return seriesChart({
    ...common,
    title: 'Growth per step',
    finding: `Line chart: log10 of the growth per step ends at ${formatNumber(found.compounding.shared.rate.median.at(-1) ?? NaN)} with one matrix and ${formatNumber(found.compounding.independent.rate.median.at(-1) ?? NaN)} with another each time.`,
    x: stepsAxis(steps),
    y: { label: 'log₁₀ growth / k', min: low - margin, max: high + margin, ticks: linearTicks(low, high) },
    places: placesOf(found),
    series,
    formatValue: (value) => (value === null ? '−∞' : formatNumber(value, 4)),
    csvPrefix: 'rate_',
    levels,
    notes: [],
  });
}

/** What a way beside the product is worth. */
export function pathsChart(found: DepthAgainstTime, gate: number): ChartContent {
  const { steps, growth } = found;
  const series = sharings.flatMap((sharing, i) =>
    paths.map((path, j) => ({
      label: `${sharing === 'shared' ? 'time' : 'depth'}, ${pathNames[path]}`,
      index: i + 2 * j,
      values: growth[sharing][path].median,
    })),
  );
  const { axis, notes } = logAxis(
    'gradient, median',
    series.map(({ values }) => values),
  );
  return seriesChart({
    ...common,
    title: 'A way beside the product',
    finding: `Line chart: after ${formatSteps(steps)} ${series.map(({ label, values }) => `${label} ${formatPowerOfTen(values.at(-1) ?? null)}`).join('; ')}.`,
    x: stepsAxis(steps),
    y: axis,
    places: placesOf(found),
    series,
    formatValue: formatPowerOfTen,
    csvPrefix: 'log10_',
    notes: [`Gated: α·I + (1 − α)·J with α = ${formatNumber(gate)}.`, ...notes],
  });
}

function end({ median }: Spread): string {
  return formatPowerOfTen(median.at(-1) ?? null);
}
