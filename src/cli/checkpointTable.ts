import { styleText } from 'node:util';
import { formatNumber } from '../present/format';
import { verdictSymbols } from '../present/symbols';
import type { Judgment } from '../core/verdict';
import { gainText, labelOf, memoryOf } from '../present/kinds';
import { whatAndOrigin } from '../present/label';
import type { CheckpointReport } from './checkpointReport';
import { colors, printable } from './style';
import { reasonOf } from './table';

const headings = ['name', 'what', 'size', 'verdict', 'gain', 'memory'];

/** The report of a checkpoint as a table for people, with a sentence under each finding. */
export function checkpointTable(report: CheckpointReport, color: boolean): string {
  const style = (format: Parameters<typeof styleText>[0], text: string): string =>
    color ? styleText(format, text) : text;
  const title = [
    style('bold', printable(report.file)),
    ...(report.overview === null ? [] : [`  ${printable(report.overview)}`]),
  ];
  if (report.tensors) {
    const lines = report.tensors.map(
      ({ name, dtype, shape, bytes }) =>
        `  ${printable(name)}  ${printable(dtype)}  ${shape.join('×') || 'scalar'}  ${bytes} bytes`,
    );
    return [...title, ...lines, ''].join('\n');
  }
  const rows = report.findings.map((record) => {
    const label = labelOf(record);
    const verdict = record.verdict as Judgment | null;
    const steps = record.kind === 'feedforward' ? '' : ` in ${record.steps}`;
    return [
      printable(record.name),
      whatAndOrigin(label),
      label.size,
      verdict ? `${verdictSymbols[verdict]} ${verdict}` : 'none',
      verdict ? `${gainText(record)}${steps}` : '',
      memoryOf(record),
    ];
  });
  const widths = headings.map((heading, i) => Math.max(heading.length, ...rows.map((row) => row[i]!.length)));
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  const body = report.findings.flatMap((record, i) => {
    const verdict = record.verdict as Judgment | null;
    const gates =
      record.kind === 'cell'
        ? [
            `      ${record.gates.map(({ gate, sigmaMax, spectralRadius }) => `${gate}: σ_max ${formatNumber(sigmaMax)}, ρ ${formatNumber(spectralRadius)}`).join(' · ')}`,
          ]
        : [];
    return [
      verdict ? style(colors[verdict], line(rows[i]!)) : line(rows[i]!),
      `      ${reasonOf(record)}${printable(record.explanation)}`,
      ...gates,
      ...('notes' in record
        ? record.notes.map((note) => `      ${style('dim', `Note: ${printable(note)}`)}`)
        : []),
    ];
  });
  const odd = report.unrecognized.map(({ reason }) =>
    style('yellow', `  not recognized: ${printable(reason)}`),
  );
  const problems = report.errors.map(({ message }) => style('yellow', `  ${printable(message)}`));
  const notes = report.notes.map((note) => style('dim', `  ${printable(note)}`));
  const table = rows.length > 0 ? [style('dim', line(headings)), ...body] : [];
  return [...title, ...table, ...odd, ...problems, ...notes, ''].join('\n');
}
