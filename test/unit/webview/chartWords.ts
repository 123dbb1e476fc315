import type { ChartContent } from '../../../src/present/plot/content';
import { legendEntries } from '../../../src/present/plot/legend';

/** All that a chart says to people; of the tooltips, that of the first curve `at` a place. */
export function wordsOf({ plot, table }: ChartContent, at = 0): string[] {
  return [
    plot.title,
    plot.finding,
    plot.x.label,
    plot.y.label,
    ...plot.notes,
    ...legendEntries(plot).map(({ label }) => label),
    ...[...plot.levels, ...plot.marks].map(({ label }) => label),
    ...plot.describe(at, 0),
    table.caption,
    ...table.columns.map(({ label }) => label),
  ];
}
