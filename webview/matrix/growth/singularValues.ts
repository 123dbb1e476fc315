import * as l10n from '@vscode/l10n';
import type { PanelModel } from '../../../src/shared/panel';
import { formatNumber, rounded, subscript } from '../../../src/present/format';
import type { ChartContent } from '../../../src/present/plot/content';
import { emptyPlot, type Plot } from '../../../src/present/plot/plot';
import { shownRows, evenIndices } from '../../../src/present/plot/table';
import { countTicks, linearTicks } from '../../../src/present/plot/ticks';

/** Up to so many singular values are bars, more a line. */
const maxBars = 64;
/** Far below 1 the line at 1 would press the bars flat, so it is left out. */
const tiny = 0.02;

/** The singular values by rank, with the line at 1. */
export function singularValueChart({ analysis: { figures } }: PanelModel): ChartContent {
  const values = figures.singularValues;
  const bound = figures.methods.singularValues?.errorBound ?? 0;
  // Below it lies nothing but rounding.
  const textOf = (value: number, digits = 4): string =>
    value > bound
      ? formatNumber(rounded(value, bound), digits)
      : value === 0 && bound === 0
        ? '0'
        : `< ${formatNumber(bound, 1)}`;
  const rows = evenIndices(values.length, shownRows);
  return {
    plot: singularValuePlot(values, textOf),
    table: {
      caption:
        rows.length < values.length
          ? l10n.t('{0} of {1} singular values; the CSV has all.', rows.length, values.length)
          : l10n.t('Every singular value.'),
      columns: [
        { label: 'i', format: String },
        { label: 'σᵢ', format: (value) => textOf(value ?? 0) },
      ],
      rows: rows.map((i) => [i + 1, values[i]!]),
    },
    csv: { header: ['i', 'sigma'], rows: values.map((value, i) => [i + 1, value]) },
  };
}

function singularValuePlot(
  values: readonly number[],
  textOf: (value: number, digits?: number) => string,
): Plot {
  const count = values.length;
  const largest = values[0] ?? 0;
  const withOne = largest === 0 || largest >= tiny;
  const max = 1.1 * (withOne ? Math.max(largest, 1) : largest);
  const above = values.filter((value) => value > 1 + 1e-9).length;
  const bars = count <= maxBars;
  return {
    ...emptyPlot,
    kind: bars ? 'bars' : 'lines',
    title: l10n.t('Singular values of W'),
    finding: findingOf(values, above, bars, textOf(values.at(-1) ?? 0, 3)),
    x: {
      label: l10n.t('rank i'),
      min: bars ? 0.5 : 1,
      max: bars ? count + 0.5 : count,
      ticks: countTicks(count),
    },
    y: { label: 'σᵢ', min: 0, max, ticks: linearTicks(0, max) },
    curves: [
      {
        role: 'values',
        label: l10n.t('singular value σᵢ'),
        points: values.map((value, i) => ({ x: i + 1, y: value })),
      },
    ],
    levels: withOne ? [{ y: 1, label: l10n.t('1: the size stays') }] : [],
    notes: withOne ? [] : [l10n.t('All of them lie far below 1, which is beyond the top of the chart.')],
    describe: (x) => {
      const rank = Math.round(x);
      return [`σ${subscript(rank)} = ${textOf(values[rank - 1] ?? 0)}`];
    },
  };
}

function findingOf(values: readonly number[], above: number, bars: boolean, smallest: string): string {
  const count = values.length;
  const largest = formatNumber(values[0] ?? 0);
  if (above === 0)
    return bars
      ? l10n.t(
          'Bar chart: none of {0} singular values above 1; the largest is {1}, the smallest {2}.',
          count,
          largest,
          smallest,
        )
      : l10n.t(
          'Line chart: none of {0} singular values above 1; the largest is {1}, the smallest {2}.',
          count,
          largest,
          smallest,
        );
  return bars
    ? l10n.t(
        'Bar chart: {0} of {1} singular values above 1; the largest is {2}, the smallest {3}.',
        above,
        count,
        largest,
        smallest,
      )
    : l10n.t(
        'Line chart: {0} of {1} singular values above 1; the largest is {2}, the smallest {3}.',
        above,
        count,
        largest,
        smallest,
      );
}
