import { capitalize } from '../present/format';
import { escapeMarkdown } from '../present/escapeMarkdown';
import { normSparkline } from '../present/sparkline';
import { verdictSymbols } from '../present/symbols';
import type { MonitoredFile } from './monitorFormats';
import { seriesCells, seriesHeadings, thresholdLines } from './monitorTable';

/** A monitored log as Markdown: the norms are block characters, which need no picture. */
export function monitorMarkdown({ record, plot }: MonitoredFile): string {
  const { file, format, verdict, explanation, series, notes, problems } = record;
  const { recommendations, recommendationWithheld: withheld } = record;
  const norms = plot()?.curves[0];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const list = (items: readonly string[]): string[] => items.map((item) => `- ${escapeMarkdown(item)}`);
  const drawn = norms?.points.map(({ y }) => (y === null ? null : 10 ** y)) ?? [];
  return [
    `# ${escapeMarkdown(file)}`,
    '',
    `${verdict ? `**${verdictSymbols[verdict]} ${capitalize(verdict)}.** ` : ''}${escapeMarkdown(explanation)} (${escapeMarkdown(format)})`,
    '',
    ...(norms ? [`${escapeMarkdown(norms.label)}: \`${normSparkline(drawn)}\``, ''] : []),
    ...(series.length > 0
      ? [
          row(seriesHeadings),
          row(seriesHeadings.map(() => '---')),
          ...series.map((one) => row(seriesCells(one).map(escapeMarkdown))),
          '',
        ]
      : []),
    ...list([...notes, ...problems]),
    '',
    '## Where to clip',
    '',
    ...recommendations.flatMap((one) => {
      const [first, ...rest] = thresholdLines(one, recommendations.length > 1);
      return [escapeMarkdown(first!.trim()), '', ...list(rest.map((line) => line.trim())), ''];
    }),
    ...(withheld === null ? [] : [escapeMarkdown(withheld), '']),
  ].join('\n');
}
