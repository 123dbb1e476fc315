import type { PanelModel } from '../../src/shared/panel';
import { formatNumber, subscript } from '../format';
import type { ChartContent } from './content';
import { bare, type Plot } from './plot';
import { shownRows, spread } from './table';
import { countTicks, linearTicks } from './ticks';

/** Up to so many singular values are bars, more a line. */
const mostBars = 64;
/** Far below 1 the line at 1 would press the bars flat, so it is left out. */
const tiny = 0.02;

/** The singular values by rank, with the line at 1. */
export function singularValueChart({ analysis: { figures } }: PanelModel): ChartContent {
  const values = figures.singularValues;
  const rows = spread(values.length, shownRows);
  return {
    plot: singularValuePlot(values),
    table: {
      caption:
        rows.length < values.length
          ? `${rows.length} of ${values.length} singular values; the CSV has all.`
          : 'Every singular value.',
      columns: [
        { label: 'i', format: String },
        { label: 'σᵢ', format: (value) => formatNumber(value ?? 0, 4) },
      ],
      rows: rows.map((i) => [i + 1, values[i]!]),
    },
    csv: { header: ['i', 'sigma'], rows: values.map((value, i) => [i + 1, value]) },
  };
}

function singularValuePlot(values: readonly number[]): Plot {
  const count = values.length;
  const largest = values[0] ?? 0;
  const withOne = largest === 0 || largest >= tiny;
  const max = 1.1 * (withOne ? Math.max(largest, 1) : largest);
  const above = values.filter((value) => value > 1 + 1e-9).length;
  const bars = count <= mostBars;
  return {
    ...bare,
    kind: bars ? 'bars' : 'lines',
    title: 'Singular values of W',
    finding: `${bars ? 'Bar' : 'Line'} chart: ${above === 0 ? 'none' : above} of ${count} singular values above 1; the largest is ${formatNumber(largest)}, the smallest ${formatNumber(values.at(-1) ?? 0)}.`,
    x: {
      label: 'rank i',
      min: bars ? 0.5 : 1,
      max: bars ? count + 0.5 : count,
      ticks: countTicks(count),
    },
    y: { label: 'σᵢ', min: 0, max, ticks: linearTicks(0, max) },
    curves: [
      {
        role: 'values',
        label: 'singular value σᵢ',
        points: values.map((value, i) => ({ x: i + 1, y: value })),
      },
    ],
    levels: withOne ? [{ y: 1, label: '1: the size stays' }] : [],
    notes: withOne ? [] : ['All of them lie far below 1, which is beyond the top of the chart.'],
    describe: (x) => {
      const rank = Math.round(x);
      return [`σ${subscript(rank)} = ${formatNumber(values[rank - 1] ?? 0, 4)}`];
    },
  };
}
