import * as l10n from '@vscode/l10n';
import type { Growth, Thresholds } from '../../core/analysis';
import { formatLog10 } from '../format';
import type { ChartContent } from './content';
import { gainAxis, pointsOf, type Scale } from './gainAxis';
import { emptyPlot, type Plot, type Point, type Role } from './plot';
import { evenIndices, shownRows } from './table';
import { stepsAxis } from './ticks';

/** One of several gains over the same steps. */
export interface GainLine {
  readonly role: Role;
  /** In the legend. */
  readonly label: string;
  /** In the tooltip and the table's heading; the label if not given. */
  readonly name?: string;
  readonly column?: string;
  /** What the CSV calls it, after `log10_`. */
  readonly csvName: string;
  /** log10, one a place; `null` where nothing was computed, −∞ for an exact zero. */
  readonly values: Growth;
}

export interface GainLines extends Pick<Plot, 'title' | 'finding'> {
  /** Of the axis. */
  readonly label: string;
  /** The horizon, which the axis ends at. */
  readonly steps: number;
  /** The steps that values are given at, ascending. */
  readonly places: readonly number[];
  readonly lines: readonly GainLine[];
  /** Light below the lines. */
  readonly spread?: { readonly label: string; readonly low: Growth; readonly high: Growth } | null;
  readonly caption: (rows: number) => string;
  /** Of the figures in tooltip and table; 3 if not given. */
  readonly digits?: number;
}

/** Points of one curve that a picture needs at most. */
const maxPoints = 1000;

/** Gains over the steps with the band of what counts as stable, their table and CSV. */
export function gainLines(chart: GainLines, thresholds: Thresholds, scale: Scale): ChartContent {
  const { label, steps, places, lines, spread, digits } = chart;
  const format = (log10: number | null): string => formatLog10(log10, digits);
  const finite = (values: Growth): Growth => values.map((log10) => (log10 === -Infinity ? null : log10));
  const main = lines.map(({ values }) => finite(values));
  const none = { low: Infinity, high: -Infinity };
  const { axis, band, notes, place } = gainAxis({ label, main, rest: none }, thresholds, scale);
  const shown = evenIndices(places.length, maxPoints);
  const points = (values: Growth): Point[] =>
    pointsOf(
      shown.map((i) => values[i] ?? null),
      place,
      shown.map((i) => places[i]!),
    );
  const rows = evenIndices(places.length, shownRows);
  const row = (i: number): (number | null)[] => [places[i]!, ...lines.map(({ values }) => values[i] ?? null)];
  return {
    plot: {
      ...emptyPlot,
      kind: 'lines',
      title: chart.title,
      finding: chart.finding,
      x: stepsAxis(steps),
      y: axis,
      curves: lines.map((line, i) => ({ role: line.role, label: line.label, points: points(main[i]!) })),
      ribbon: spread
        ? { role: 'spread', label: spread.label, lower: points(spread.low), upper: points(spread.high) }
        : null,
      band,
      notes,
      describe: (_, index) => {
        const i = shown[index] ?? 0;
        return [
          `k = ${places[i] ?? 0}`,
          ...lines.map((line) => l10n.t('{0}: {1}', line.name ?? line.label, format(line.values[i] ?? null))),
        ];
      },
    },
    table: {
      caption: chart.caption(rows.length),
      columns: [
        { label: 'k', format: String },
        ...lines.map((line) => ({ label: line.column ?? line.label, format })),
      ],
      rows: rows.map(row),
    },
    csv: {
      header: ['k', ...lines.map(({ csvName }) => `log10_${csvName}`)],
      rows: places.map((_, i) => row(i)),
    },
  };
}
