import { styleText } from 'node:util';
import { capitalize, formatNumber } from '../present/format';
import type { ClippingCode } from '../present/monitor/clippingCode';
import type { MonitorReport, MonitorVerdict, SeriesReport } from '../core/monitor/report';
import type { RecommendationRecord } from '../present/monitor/recommendation';
import { verdictSymbols } from '../present/symbols';

type Style = Parameters<typeof styleText>[0];

const colors: Readonly<Record<MonitorVerdict, Style>> = {
  exploding: ['red', 'bold'],
  vanishing: ['magenta', 'bold'],
  stable: 'green',
};

const headings = [
  'series',
  'verdict',
  'count',
  'non-finite',
  'min',
  'p10',
  'median',
  'p90',
  'max',
  'vanishes',
  'explodes',
];
/** Rows shown; the JSON has all. */
const maxRows = 40;

/** A judged log with its words. */
export interface MonitorTable extends Pick<MonitorReport, 'verdict' | 'series'> {
  readonly file: string;
  readonly format: string;
  readonly explanation: string;
  readonly notes: readonly string[];
  readonly recommendation: RecommendationRecord | null;
  readonly problems: readonly string[];
  readonly code: readonly ClippingCode[];
}

/** Control and bidirectional characters in a name or a message could rewrite the terminal. */
const printable = (text: string): string => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '?');
const number = (value: number | null): string => (value === null ? '–' : formatNumber(value));
const step = (value: number | null): string => (value === null ? 'never' : `step ${value}`);

/** A monitored log as a table for people. */
export function monitorTable(table: MonitorTable, color: boolean): string {
  const { file, format, verdict, explanation, recommendation, notes, series, problems, code } = table;
  const style = (name: Style, text: string): string => (color ? styleText(name, text) : text);
  const shown = series.slice(0, maxRows);
  const rows = shown.map(cells);
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  return [
    style('bold', `${printable(file)} (${format})`),
    verdict
      ? style(
          colors[verdict],
          `  ${verdictSymbols[verdict]} ${capitalize(verdict)}. ${printable(explanation)}`,
        )
      : `  ${explanation}`,
    ...(rows.length > 0
      ? [style('dim', line(headings)), ...rows.map((row, i) => style(colors[shown[i]!.verdict], line(row)))]
      : []),
    ...(series.length > maxRows
      ? [`  … and ${series.length - maxRows} more series, which --json lists`]
      : []),
    ...notes.map((note) => `  ${note}`),
    ...(recommendation
      ? [
          `  Clip at ${formatNumber(recommendation.threshold)}. ${recommendation.reason}`,
          ...recommendation.choices.map(
            (choice) =>
              `    percentile ${choice.percentile}: ${formatNumber(choice.threshold)}, clips ${formatNumber(100 * choice.clippedShare, 3)} % of the steps`,
          ),
          ...code.slice(0, 1).map((entry) => `    ${entry.framework}: ${entry.code}`),
        ]
      : []),
    ...problems.map((problem) => style('yellow', `  ${printable(problem)}`)),
    '',
  ].join('\n');
}

function cells({
  name,
  verdict,
  count,
  nonFinite,
  min,
  median,
  max,
  percentiles,
  ...first
}: SeriesReport): string[] {
  return [
    printable(name),
    `${verdictSymbols[verdict]} ${verdict}`,
    String(count),
    String(nonFinite),
    number(min),
    number(percentiles.p10),
    number(median),
    number(percentiles.p90),
    number(max),
    step(first.firstVanishing),
    step(first.firstExploding),
  ];
}
