import { styleText } from 'node:util';
import { escapeMarkdown } from '../../present/escapeMarkdown';
import { sparkline } from '../../present/sparkline';
import { verdictSymbols } from '../../present/symbols';
import type { OutputFormat } from '../analyzeArguments';
import type { ReportWriter } from '../formats/writer';
import { clean } from '../../present/report/page';
import { htmlPage, htmlTable } from '../htmlPage';
import type { Sink } from '../sink';
import { colors, printable } from '../style';
import { textTable } from '../textTable';
import {
  followedSeries,
  itemsOf,
  type CheckpointItems,
  type FollowedItem,
  type FollowedSeries,
} from './checkpointSeries';
import { seriesFigure } from './seriesFigure';

const headings = ['name', 'what', 'verdict', 'gain', 'course'];
/** Changes of the verdict that a row tells. */
const maxTurns = 3;

/** Tells of series when all of their checkpoints are there. */
export function seriesWriter(
  { format, color }: { readonly format: OutputFormat; readonly color: boolean },
  sink: Sink,
): ReportWriter {
  const found: CheckpointItems[] = [];
  return {
    take(result) {
      found.push(itemsOf(result));
      return Promise.resolve(result);
    },
    end: () => sink.write(`${render(followedSeries(found), format, color)}\n`),
  };
}

function render(series: readonly FollowedSeries[], format: OutputFormat, color: boolean): string {
  switch (format) {
    case 'json':
      return JSON.stringify({ version: 1, series });
    case 'markdown':
      return series.map(markdownOf).join('\n\n');
    case 'html':
      return htmlPage('Checkpoints of a training', series.flatMap(htmlOf));
    default:
      return series.map((one) => tableOf(one, color)).join('\n\n');
  }
}

const titleOf = ({ name, checkpoints }: FollowedSeries): string =>
  `${printable(name)}: ${checkpoints.length} checkpoints, ${checkpoints[0]!} to ${checkpoints.at(-1)!}`;

const nothing = 'Nothing in these checkpoints is known to recur.';

function tableOf(series: FollowedSeries, color: boolean): string {
  const title = color ? styleText('bold', titleOf(series)) : titleOf(series);
  const lines = textTable(
    headings,
    series.items.map((item) => cellsOf(item)),
  ).map((line, i) => {
    const verdict = series.items[i - 1]?.points.findLast((point) => point !== null)?.verdict;
    return color && verdict ? styleText(colors[verdict], line) : line;
  });
  const problems = series.problems.map((problem) => `  ${printable(problem)}`);
  return [title, ...(series.items.length > 0 ? lines : [`  ${nothing}`]), ...problems].join('\n');
}

function markdownOf(series: FollowedSeries): string {
  const rows = [
    headings,
    headings.map(() => '---'),
    ...series.items.map((item) => cellsOf(item).map(escapeMarkdown)),
  ];
  return [
    `## ${escapeMarkdown(titleOf(series))}`,
    '',
    ...(series.items.length > 0 ? rows.map((row) => `| ${row.join(' | ')} |`) : [nothing]),
    ...series.problems.map((problem) => `\n${escapeMarkdown(problem)}`),
  ].join('\n');
}

/** With a picture in place of the last column. */
function htmlOf(series: FollowedSeries, index: number): string[] {
  return [
    `<h2>${clean(titleOf(series))}</h2>`,
    ...(series.items.length > 0
      ? [
          htmlTable(
            headings.slice(0, -1),
            series.items.map((item) => cellsOf(item).slice(0, -1)),
          ),
          seriesFigure(series, `series-${index}`),
        ]
      : [`<p>${nothing}</p>`]),
    ...series.problems.map((problem) => `<p>${clean(problem)}</p>`),
  ];
}

function cellsOf({ name, what, points, turns }: FollowedItem): string[] {
  const first = points.find((point) => point !== null)!;
  const last = points.findLast((point) => point !== null)!;
  const told = turns.slice(0, maxTurns).map(({ to, at }) => `→ ${to} at ${at}`);
  const more = turns.length > maxTurns ? [`… (${turns.length} turns)`] : [];
  const gains = first.gain === last.gain ? first.gain : `${first.gain} → ${last.gain}`;
  return [
    printable(name),
    what,
    [`${verdictSymbols[last.verdict]} ${first.verdict}`, ...told, ...more].join(' '),
    last.steps > 0 ? `${gains} in ${last.steps}` : gains,
    sparkline(points.map((point) => point?.log10Gain ?? null)),
  ];
}
