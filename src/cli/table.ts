import { styleText } from 'node:util';
import { formatNumber, formatPowerOfTen, formatSteps } from '../core/format';
import type { FindingRecord } from '../core/record';
import { verdictSymbols } from '../core/symbols';
import type { VerdictName } from '../core/verdict';
import type { FileReport } from './fileReport';

type Style = Parameters<typeof styleText>[0];

const colours: Readonly<Record<VerdictName, Style>> = {
  exploding: ['red', 'bold'],
  growing: 'yellow',
  stable: 'green',
  fading: 'yellow',
  vanishing: ['magenta', 'bold'],
};

const headings = ['line', 'matrix', 'shape', 'verdict', 'gain', 'σ_max', 'ρ', 'half-life'];

/** Control and bidirectional characters in a name or a message could rewrite the terminal. */
export const printable = (text: string): string => text.replace(/\p{Cc}|\p{Bidi_Control}/gu, '?');

function memory(halfLife: number | null): string {
  if (halfLife === null) return 'none';
  return halfLife < 0 ? `doubles in ${formatSteps(-halfLife)}` : formatSteps(halfLife);
}

function cells(record: FindingRecord): string[] {
  const verdict = record.verdict as VerdictName | null;
  const square = verdict !== null;
  return [
    String(record.location.line),
    printable(record.name),
    record.shape.join('×'),
    verdict ? `${verdictSymbols[verdict]} ${verdict}` : 'not square',
    square ? `${formatPowerOfTen(record.log10Gain)} in ${record.steps}` : '',
    formatNumber(record.sigmaMax),
    record.spectralRadius === null ? '' : formatNumber(record.spectralRadius),
    square ? memory(record.halfLife) : '',
  ];
}

/** The report of a file as a table for people, with the sentence and the first remedy under each matrix. */
export function fileTable({ file, findings, errors }: FileReport, colour: boolean): string {
  const style = (format: Style, text: string): string => (colour ? styleText(format, text) : text);
  const rows = findings.map(cells);
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  const body = findings.flatMap((record, i) => {
    const verdict = record.verdict as VerdictName | null;
    const [remedy] = record.remedies;
    return [
      verdict ? style(colours[verdict], line(rows[i]!)) : line(rows[i]!),
      `      ${record.explanation}`,
      ...(remedy ? [`      ${style('dim', `Remedy: ${remedy.action}`)}`] : []),
    ];
  });
  const problems = errors.map(({ message, location }) =>
    style(
      'yellow',
      `  ${location ? `line ${location.line}, column ${location.column}: ` : ''}${printable(message)}`,
    ),
  );
  const table = findings.length > 0 ? [style('dim', line(headings)), ...body] : [];
  const nothing = table.length + problems.length === 0 ? ['  no matrix found'] : [];
  return [style('bold', printable(file)), ...table, ...problems, ...nothing, ''].join('\n');
}
