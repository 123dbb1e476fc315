import { styleText } from 'node:util';
import { capitalize, formatNumber } from '../present/format';
import type { CodedRecommendation, MonitorRecord, SeriesRecord } from './monitorRecord';
import { firstSteps } from '../present/monitor/firstSteps';
import { verdictSymbols } from '../present/symbols';
import { colors, printable, type Style } from './style';
import { textTable } from './textTable';

export const seriesHeadings: readonly string[] = [
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

const number = (value: number | null): string => (value === null ? '–' : formatNumber(value));
const step = (value: number | null): string => (value === null ? 'never' : `step ${value}`);

/** A monitored log as a table for people. */
export function monitorTable(table: MonitorRecord, color: boolean): string {
  const {
    file,
    format,
    verdict,
    explanation,
    recommendations,
    recommendationWithheld,
    notes,
    series,
    problems,
  } = table;
  const style = (name: Style, text: string): string => (color ? styleText(name, text) : text);
  const shown = series.slice(0, maxRows);
  const [head, ...rows] = textTable(seriesHeadings, shown.map(seriesCells));
  return [
    style('bold', `${printable(file)} (${format})`),
    verdict
      ? style(
          colors[verdict],
          `  ${verdictSymbols[verdict]} ${capitalize(verdict)}. ${printable(explanation)}`,
        )
      : `  ${explanation}`,
    ...(rows.length > 0
      ? [style('dim', head!), ...rows.map((row, i) => style(colors[shown[i]!.verdict], row))]
      : []),
    ...(series.length > maxRows
      ? [`  … and ${series.length - maxRows} more series, which --json lists`]
      : []),
    ...notes.map((note) => `  ${printable(note)}`),
    ...recommendations.flatMap((one) => thresholdLines(one, recommendations.length > 1)),
    ...(recommendationWithheld === null ? [] : [`  ${printable(recommendationWithheld)}`]),
    ...problems.map((problem) => style('yellow', `  ${printable(problem)}`)),
    '',
  ].join('\n');
}

/** A recommendation in lines, the threshold first. */
export function thresholdLines(one: CodedRecommendation, isNamed: boolean): string[] {
  const { series, threshold, reason, choices, adaptive, code } = one;
  return [
    `  ${isNamed ? `${printable(series)}: clip` : 'Clip'} at ${formatNumber(threshold)}. ${reason}`,
    ...choices.map(
      (choice) =>
        `    percentile ${choice.percentile}: ${formatNumber(choice.threshold)}, clips ${formatNumber(100 * choice.clippedShare, 3)} % of the steps`,
    ),
    ...adaptive.map(({ text }) => `    ${text}`),
    ...code.slice(0, 1).map((entry) => `    ${entry.framework}: ${entry.code}`),
  ];
}

/** A series under these headings. */
export function seriesCells({
  name,
  verdict,
  count,
  nonFinite,
  min,
  median,
  max,
  percentiles,
  ...first
}: SeriesRecord): string[] {
  const { vanishes, explodes } = firstSteps({ verdict, ...first });
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
    step(vanishes),
    step(explodes),
  ];
}
