import { styleText } from 'node:util';
import { formatNumber } from '../../present/format';
import { verdictSymbols } from '../../present/symbols';
import type { MonitorFormat } from '../monitorArguments';
import { compilerLine, escapeHtml, escapeMarkdown, htmlPage, workflowCommand } from '../monitorFormats';
import { printable } from '../style';
import type { Run } from './findRuns';
import { sparkline } from './sparkline';

const headings = ['run', 'verdict', 'since', 'records', 'clipped', 'final loss', 'norm'];
const colors = { exploding: 'red', vanishing: 'magenta', undetermined: 'yellow', stable: 'green' } as const;
const order = { exploding: 0, vanishing: 1, undetermined: 2, stable: 3 } as const;

/** Many runs in the format that was asked for, worst first. */
export function renderRuns(found: readonly Run[], format: MonitorFormat, color: boolean): string {
  const runs = [...found].sort((a, b) => order[a.verdict ?? 'stable'] - order[b.verdict ?? 'stable']);
  switch (format) {
    case 'json':
      return JSON.stringify({ version: 1, runs });
    case 'lines':
      return runs.map(compilerLine).join('\n');
    case 'github':
      return runs.map(workflowCommand).join('\n');
    case 'markdown':
      return [headings, headings.map(() => '---'), ...runs.map((run) => cellsOf(run).map(escapeMarkdown))]
        .map((row) => `| ${row.join(' | ')} |`)
        .join('\n');
    case 'html':
      return htmlPage('Training runs', tableOf(runs));
    case 'table':
      return textTable(runs, color);
  }
}

function cellsOf(run: Run): string[] {
  const { verdict, since, stepFrom, records, clipRate, finalLoss, norms } = run;
  const place = stepFrom === 'record' ? 'record' : 'step';
  return [
    printable(run.run),
    verdict ? `${verdictSymbols[verdict]} ${verdict}` : '–',
    since === null ? '' : `${place} ${since}`,
    String(records),
    clipRate === null ? '' : `${formatNumber(100 * clipRate, 2)} %`,
    finalLoss === null ? '' : Number.isFinite(finalLoss) ? formatNumber(finalLoss) : String(finalLoss),
    sparkline(norms),
  ];
}

function tableOf(runs: readonly Run[]): string {
  const row = (cells: readonly string[], tag: 'td' | 'th'): string =>
    `<tr>${cells.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<table>${row(headings, 'th')}${runs.map((run) => row(cellsOf(run), 'td')).join('\n')}</table>`;
}

function textTable(runs: readonly Run[], color: boolean): string {
  const rows = runs.map(cellsOf);
  const widths = headings.map((heading, i) =>
    rows.reduce((width, row) => Math.max(width, row[i]!.length), heading.length),
  );
  const line = (row: readonly string[]): string =>
    `  ${row.map((cell, i) => cell.padEnd(widths[i]!)).join('  ')}`.trimEnd();
  const styled = (text: string, { verdict }: Run): string =>
    color && verdict ? styleText(colors[verdict], text) : text;
  return [line(headings), ...rows.map((row, i) => styled(line(row), runs[i]!))].join('\n');
}
