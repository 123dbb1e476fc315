import * as l10n from '@vscode/l10n';
import type { ChartContent } from './content';
import { emptyPlot, seriesRole, spreadRole, type Axis, type Curve, type Plot } from './plot';
import { shownRows, evenIndices } from './table';

/** One of several equal curves over common places on the x axis. */
export interface Series {
  readonly label: string;
  /** Its name in the CSV, which is the same in every language; the label if not given. */
  readonly csvName?: string;
  /** Settles its looks, so that a curve keeps them whichever others are shown. */
  readonly index: number;
  /** As plotted, one a place; `null` and what is not finite has no place on the axis. */
  readonly values: readonly (number | null)[];
  /** Of its values in tooltip and table; the chart's if not given. */
  readonly format?: (value: number | null) => string;
  /** The quartiles of the draws whose median the values are. */
  readonly spread?: {
    readonly lower: readonly (number | null)[];
    readonly upper: readonly (number | null)[];
  };
}

export interface SeriesChart
  extends Pick<Plot, 'title' | 'finding'>, Partial<Pick<Plot, 'notes' | 'levels' | 'marks'>> {
  readonly x: Axis;
  readonly y: Axis;
  readonly places: readonly number[];
  readonly series: readonly Series[];
  /** Name of a place in table, tooltip and CSV, such as `x` or `l`. */
  readonly placeName: string;
  /** Its name in the CSV alone, where the other is a word. */
  readonly csvPlaceName?: string;
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
  const { csvPlaceName = placeName } = chart;
  const rows = chart.rows ?? evenIndices(places.length, shownRows);
  const columns = series.flatMap(
    ({ label, csvName = label, values, format = formatValue, spread: quartiles }) => [
      { label, csvName, values, format },
      ...(quartiles
        ? [
            {
              label: l10n.t('{0}, lower quartile', label),
              csvName: `${csvName} lower quartile`,
              values: quartiles.lower,
              format,
            },
            {
              label: l10n.t('{0}, upper quartile', label),
              csvName: `${csvName} upper quartile`,
              values: quartiles.upper,
              format,
            },
          ]
        : []),
    ],
  );
  const row = (i: number): (number | null)[] => [
    places[i]!,
    ...columns.map(({ values }) => values[i] ?? null),
  ];
  return {
    plot: {
      ...emptyPlot,
      kind: 'lines',
      title: chart.title,
      finding: chart.finding,
      x: chart.x,
      y: chart.y,
      curves: series.flatMap((one) => curvesOf(one, places)),
      levels: chart.levels ?? [],
      marks: chart.marks ?? [],
      notes: chart.notes ?? [],
      describe: (_, i) => [
        `${placeName} = ${formatPlace(places[i] ?? 0)}`,
        ...series.map(({ label, values, format = formatValue, spread: quartiles }) => {
          const value = format(values[i] ?? null);
          if (!quartiles) return l10n.t('{0}: {1}', label, value);
          const [lower, upper] = [quartiles.lower[i], quartiles.upper[i]].map((one) => format(one ?? null));
          return l10n.t('{0}: {1} ({2} … {3})', label, value, lower!, upper!);
        }),
      ],
    },
    table: {
      caption:
        rows.length < places.length
          ? l10n.t('{0} of {1} places; the CSV has all.', rows.length, places.length)
          : l10n.t('Every place.'),
      columns: [
        { label: placeName, format: (value) => formatPlace(value ?? 0) },
        ...columns.map(({ label, format }) => ({ label, format })),
      ],
      rows: rows.map(row),
    },
    csv: {
      header: [csvPlaceName, ...columns.map(({ csvName }) => `${csvPrefix}${csvName.replaceAll(',', '')}`)],
      rows: places.map((_, i) => row(i)),
    },
  };
}

function curvesOf({ label, index, values, spread: quartiles }: Series, places: readonly number[]): Curve[] {
  const pointsOf = (curve: readonly (number | null)[]): Curve['points'] =>
    places.map((x, i) => ({ x, y: Number.isFinite(curve[i]) ? curve[i]! : null }));
  const median = { role: seriesRole(index), label, points: pointsOf(values) };
  if (!quartiles) return [median];
  const common = { role: spreadRole(index), label: l10n.t('quartiles of {0}', label), unlisted: true };
  return [
    { ...common, points: pointsOf(quartiles.lower) },
    { ...common, points: pointsOf(quartiles.upper) },
    median,
  ];
}
