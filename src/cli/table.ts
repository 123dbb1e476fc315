import { styleText } from 'node:util';
import { formatNumber, formatPowerOfTen, formatSteps } from '../present/format';
import { lifeOf, recordedLife } from '../present/matrix/life';
import type { Claim, FindingRecord } from '../core/record';
import { verdictSymbols } from '../present/symbols';
import type { VerdictName } from '../core/verdict';
import { colors, printable, type Style } from './style';
import { cellLines } from './cellTable';
import { configLines } from './configTable';
import { lineOf, placeOf } from './place';
import type { FileReport } from './fileReport';
import { trainingLines } from './trainingTable';

const headings = ['line', 'matrix', 'shape', 'verdict', 'gain', 'σ_max', 'ρ', 'half-life'];

function memory(record: FindingRecord): string {
  const { halfLife } = record;
  if (halfLife !== null && halfLife < 0) return `doubles in ${formatSteps(-halfLife)}`;
  return halfLife === null ? 'none' : lifeOf(recordedLife(record))[1];
}

function cells(record: FindingRecord): string[] {
  const verdict = record.verdict as VerdictName | null;
  const square = verdict !== null;
  return [
    lineOf(record.location),
    printable(record.name),
    record.shape.join('×'),
    verdict ? `${verdictSymbols[verdict]} ${verdict}` : record.role,
    square ? `${formatPowerOfTen(record.log10Gain)} in ${record.steps}` : '',
    formatNumber(record.sigmaMax),
    record.spectralRadius === null ? '' : formatNumber(record.spectralRadius),
    square ? memory(record) : '',
  ];
}

/** What shows that it recurs, before what follows from it. */
export function reasonOf({ role, evidence }: Claim): string {
  const [first] = evidence;
  return first ? `${printable(`${role}: ${first.text}.`)} ` : '';
}

/** The report of a file as a table for people, with the sentence and the first remedy under each matrix. */
export function fileTable({ file, findings, errors }: FileReport, color: boolean): string {
  const style = (format: Style, text: string): string => (color ? styleText(format, text) : text);
  const matrices = findings.filter((finding) => finding.kind === 'matrix');
  const configs = findings.filter((finding) => finding.kind === 'config' || finding.kind === 'code');
  const rows = matrices.map(cells);
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  const body = matrices.flatMap((record, i) => {
    const verdict = record.verdict as VerdictName | null;
    const [remedy] = record.remedies;
    return [
      verdict ? style(colors[verdict], line(rows[i]!)) : line(rows[i]!),
      `      ${reasonOf(record)}${record.explanation}`,
      ...(remedy ? [`      ${style('dim', `Remedy: ${remedy.action}`)}`] : []),
    ];
  });
  const problems = errors.map(({ message, location }) =>
    style(
      'yellow',
      `  ${location ? `${placeOf(location)}, column ${location.column}: ` : ''}${printable(message)}`,
    ),
  );
  const table = matrices.length > 0 ? [style('dim', line(headings)), ...body] : [];
  const cellsOfText = findings.filter((finding) => finding.kind === 'cell');
  const cellsTold = cellsOfText.flatMap((record) => cellLines(record, style));
  const predictions = configs.flatMap((config) => configLines(config, style));
  const trainings = findings
    .filter((finding) => finding.kind === 'training')
    .flatMap((record) => trainingLines(record, style));
  const nothing =
    table.length + cellsTold.length + predictions.length + trainings.length + problems.length === 0
      ? ['  no recurrent matrix, model or config found']
      : [];
  return [
    style('bold', printable(file)),
    ...table,
    ...cellsTold,
    ...predictions,
    ...trainings,
    ...problems,
    ...nothing,
    '',
  ].join('\n');
}
