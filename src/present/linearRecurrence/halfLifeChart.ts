import * as l10n from '@vscode/l10n';
import type { HalfLifeHistogram } from '../../core/recurrence/linear/histogram';
import { formatDecade, formatNumber, formatSteps } from '../format';
import type { ChartContent } from '../plot/content';
import { emptyPlot, type Axis } from '../plot/plot';
import { linearTicks } from '../plot/ticks';

const asCount = (value: number | null): string => String(value ?? 0);

/** Half-lives of units or channels, in quarter decades. */
export function halfLifeChart(histogram: HalfLifeHistogram, what: string, title: string): ChartContent {
  const { edges, counts, shorter, longer } = histogram;
  const highest = Math.max(1, ...counts);
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
      y: { label: what, min: 0, max: highest * 1.05, ticks: wholeTicks(highest) },
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

function wholeTicks(max: number): Axis['ticks'] {
  return linearTicks(0, max, 5).filter(({ value }) => Number.isInteger(value));
}
