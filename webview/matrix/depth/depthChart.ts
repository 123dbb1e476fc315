// Not translated: headers of CSV files are the same in every language.
import * as l10n from '@vscode/l10n';
import type { DepthAgainstTime, Path, Spread } from '../../../src/core/depthAgainstTime/depthAgainstTime';
import { formatNumber, formatPowerOfTen, formatSteps } from '../../../src/present/format';
import { clauses } from '../../../src/present/words';
import type { ChartContent } from '../../../src/present/plot/content';
import { logAxis } from '../../../src/present/plot/logAxis';
import type { Level, Mark } from '../../../src/present/plot/plot';
import { seriesChart, type Series } from '../../../src/present/plot/seriesChart';
import { linearTicks, stepsAxis } from '../../../src/present/plot/ticks';

const sharings = ['shared', 'independent'] as const;
type Sharing = (typeof sharings)[number];

/** How the two are called. */
function sharingName(sharing: Sharing): string {
  return sharing === 'shared' ? l10n.t('time: one matrix') : l10n.t('depth: a different one per layer');
}

/** The same in the CSV. */
const csvNames = { shared: 'time: one matrix', independent: 'depth: a different one per layer' } as const;
const csvPaths: Readonly<Record<Path, string>> = {
  plain: 'plain',
  residual: 'residual I + J',
  gated: 'gated',
};

function pathName(sharing: Sharing, path: Path): string {
  const time = sharing === 'shared';
  switch (path) {
    case 'plain':
      return time ? l10n.t('time, plain') : l10n.t('depth, plain');
    case 'residual':
      return time ? l10n.t('time, residual I + J') : l10n.t('depth, residual I + J');
    case 'gated':
      return time ? l10n.t('time, gated') : l10n.t('depth, gated');
  }
}

const paths = ['plain', 'residual', 'gated'] as const satisfies readonly Path[];

const common = {
  placeName: 'k',
  formatPlace: String,
} as const;
const placesOf = ({ steps }: DepthAgainstTime): number[] => Array.from({ length: steps }, (_, i) => i + 1);

/** A median with its quartiles, unless a single draw has none. */
function seriesOf(sharing: Sharing, index: number, { lower, median, upper }: Spread, draws: number): Series {
  const spread = draws > 1 ? { spread: { lower, upper } } : {};
  return { label: sharingName(sharing), csvName: csvNames[sharing], index, values: median, ...spread };
}

/** What a stack of `depth` layers and a recurrence of T steps make of a gradient, with the spread of the draws. */
export function growthOverDepth(found: DepthAgainstTime, depth: number): ChartContent {
  const { steps, draws, growth } = found;
  const series = sharings.map((sharing, i) => seriesOf(sharing, i, growth[sharing].plain, draws));
  const { axis, notes } = logAxis(
    l10n.t('gradient'),
    series.flatMap(({ values, spread }) => [values, spread?.lower ?? [], spread?.upper ?? []]),
  );
  const mark = (x: number, values: Series['values'], label: string, role: Mark['role']): Mark[] => {
    const y = values[x - 1] ?? null;
    return y === null ? [] : [{ x, y, label, role }];
  };
  return seriesChart({
    ...common,
    title: l10n.t('Growth of a gradient over k factors'),
    finding: l10n.t(
      'Line chart: over {0} the median growth is {1} with one matrix and {2} with a different one each time.',
      formatSteps(steps),
      end(growth.shared.plain),
      end(growth.independent.plain),
    ),
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
      ...(draws > 1 ? [l10n.t('Thin lines: quartiles of the draws.')] : []),
      l10n.t('L: where a stack ends.'),
      ...notes,
    ],
  });
}

/** How much of a gradient's direction is nothing new. */
export function directionChart(found: DepthAgainstTime): ChartContent {
  const series = sharings.map((sharing, index) => {
    const values = found.compounding[sharing].direction;
    return { label: sharingName(sharing), csvName: csvNames[sharing], index, values };
  });
  const last = (i: number): string => formatNumber(series[i]!.values.at(-1) ?? NaN);
  return seriesChart({
    ...common,
    title: l10n.t('Direction kept from step to step'),
    finding: l10n.t(
      'Line chart: at the end {0} of the direction is kept with one matrix, {1} with a different one each time.',
      last(0),
      last(1),
    ),
    x: stepsAxis(found.steps),
    y: { label: l10n.t('share of the direction'), min: 0, max: 1.08, ticks: linearTicks(0, 1) },
    places: placesOf(found),
    series,
    formatValue: (value) => formatNumber(value ?? NaN),
    csvPrefix: 'direction_',
    notes: [
      l10n.t('The share of ∂L/∂h’s direction that lies in the plane of the two before it; 1: nothing new.'),
    ],
  });
}

/** Growth per step: settles on each matrix's own rate, or averages out. */
export function rateChart(found: DepthAgainstTime, ownRate: number | null): ChartContent {
  const { compounding, steps, draws } = found;
  const series = sharings.map((sharing, i) => seriesOf(sharing, i, compounding[sharing].rate, draws));
  const values = series
    .flatMap(({ values: median, spread }) => [...median, ...(spread?.lower ?? []), ...(spread?.upper ?? [])])
    .filter((value) => value !== null);
  const own = ownRate === null ? [] : [ownRate];
  const [low, high] = [Math.min(0, ...values, ...own), Math.max(0, ...values, ...own)];
  const margin = 0.06 * Math.max(high - low, 0.1);
  const levels: Level[] = ownRate === null ? [] : [{ y: ownRate, label: l10n.t('log₁₀ φ′(0)·ρ of W') }];
  return seriesChart({
    ...common,
    title: l10n.t('Growth per step'),
    finding: l10n.t(
      'Line chart: log10 of the growth per step ends at {0} with one matrix and {1} with a different one each time.',
      formatNumber(compounding.shared.rate.median.at(-1) ?? NaN),
      formatNumber(compounding.independent.rate.median.at(-1) ?? NaN),
    ),
    x: stepsAxis(steps),
    y: {
      label: l10n.t('log₁₀ growth / k'),
      min: low - margin,
      max: high + margin,
      ticks: linearTicks(low, high),
    },
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
      label: pathName(sharing, path),
      csvName: `${sharing === 'shared' ? 'time' : 'depth'} ${csvPaths[path]}`,
      index: i + 2 * j,
      values: growth[sharing][path].median,
    })),
  );
  const { axis, notes } = logAxis(
    l10n.t('gradient, median'),
    series.map(({ values }) => values),
  );
  return seriesChart({
    ...common,
    title: l10n.t('A path that bypasses the product'),
    finding: l10n.t(
      'Line chart: after {0} {1}.',
      formatSteps(steps),
      clauses(series.map(({ label, values }) => `${label} ${formatPowerOfTen(values.at(-1) ?? null)}`)),
    ),
    x: stepsAxis(steps),
    y: axis,
    places: placesOf(found),
    series,
    formatValue: formatPowerOfTen,
    csvPrefix: 'log10_',
    notes: [l10n.t('Gated: α·I + (1 − α)·J with α = {0}.', formatNumber(gate)), ...notes],
  });
}

function end({ median }: Spread): string {
  return formatPowerOfTen(median.at(-1) ?? null);
}
