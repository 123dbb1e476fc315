import type { ChartContent } from './content';
import { bare, seriesRole, type Axis, type Plot } from './plot';
import { shownRows, spread } from './table';

/** One of several equal curves over common places on the x axis. */
export interface Series {
  readonly label: string;
  /** Settles its looks, so that a curve keeps them whichever others are shown. */
  readonly index: number;
  /** As plotted, one a place; `null` has no place on the axis. */
  readonly values: readonly (number | null)[];
}

export interface SeriesChart
  extends Pick<Plot, 'title' | 'finding'>, Partial<Pick<Plot, 'notes' | 'levels'>> {
  readonly x: Axis;
  readonly y: Axis;
  readonly places: readonly number[];
  readonly series: readonly Series[];
  /** Name of a place in table, tooltip and CSV, such as `x` or `l`. */
  readonly placeName: string;
  readonly formatPlace: (place: number) => string;
  readonly formatValue: (value: number | null) => string;
  /** What the CSV puts before the names of the curves, such as `log10_`. */
  readonly csvPrefix: string;
  /** Indices of the places that the table shows; evenly spread if not given. */
  readonly rows?: readonly number[];
}

/** Several equal curves as a line chart with its table and CSV. */
export function seriesChart(chart: SeriesChart): ChartContent {
  const { places, series, placeName, formatPlace, formatValue, csvPrefix } = chart;
  const rows = chart.rows ?? spread(places.length, shownRows);
  const row = (i: number): (number | null)[] => [
    places[i]!,
    ...series.map(({ values }) => values[i] ?? null),
  ];
  return {
    plot: {
      ...bare,
      kind: 'lines',
      title: chart.title,
      finding: chart.finding,
      x: chart.x,
      y: chart.y,
      curves: series.map(({ label, index, values }) => ({
        role: seriesRole(index),
        label,
        points: places.map((x, i) => ({ x, y: values[i] ?? null })),
      })),
      levels: chart.levels ?? [],
      notes: chart.notes ?? [],
      describe: (_, i) => [
        `${placeName} = ${formatPlace(places[i] ?? 0)}`,
        ...series.map(({ label, values }) => `${label}: ${formatValue(values[i] ?? null)}`),
      ],
    },
    table: {
      caption:
        rows.length < places.length
          ? `${rows.length} of ${places.length} places; the CSV has all.`
          : 'Every place.',
      columns: [
        { label: placeName, format: (value) => formatPlace(value ?? 0) },
        ...series.map(({ label }) => ({ label, format: formatValue })),
      ],
      rows: rows.map(row),
    },
    csv: {
      header: [placeName, ...series.map(({ label }) => `${csvPrefix}${label}`)],
      rows: places.map((_, i) => row(i)),
    },
  };
}
