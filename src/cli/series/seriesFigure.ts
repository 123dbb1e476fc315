import { formatPowerOfTen } from '../../present/format';
import { logAxis } from '../../present/plot/logAxis';
import { seriesChart } from '../../present/plot/seriesChart';
import { svgFigure } from '../../present/plot/svg';
import { theme } from '../../present/report/style';
import type { FollowedSeries } from './checkpointSeries';

/** Items that one picture shows. */
const maxCurves = 10;
/** What lies further below the highest gain is cut off. */
const maxDecades = 60;

/** The gains of a series' items over its checkpoints, as SVG. */
export function seriesFigure({ name, checkpoints, items }: FollowedSeries, id: string): string {
  const shown = items.slice(0, maxCurves);
  const gains = shown.map(({ points }) => points.map((point) => point?.log10Gain ?? null));
  const { axis, notes } = logAxis('gain over the horizon', gains, maxDecades);
  const last = checkpoints.length - 1;
  const every = Math.max(1, Math.ceil(checkpoints.length / 8));
  const { plot } = seriesChart({
    title: 'Gain by checkpoint',
    finding: `The gain of ${shown.length} of ${items.length} recurrences at ${checkpoints.length} checkpoints`,
    x: {
      label: 'checkpoint',
      min: 0,
      max: last,
      ticks: checkpoints.map((label, value) => ({ value, label })).filter((_, i) => i % every === 0),
    },
    y: axis,
    places: checkpoints.map((_, i) => i),
    series: shown.map((item, index) => ({ label: item.name, index, values: gains[index]! })),
    placeName: 'checkpoint',
    formatPlace: (place) => checkpoints[place] ?? '',
    formatValue: (value) => formatPowerOfTen(value),
    csvPrefix: 'log10_',
    notes,
  });
  return svgFigure(plot, name, id, theme);
}
