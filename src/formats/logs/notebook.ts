import type { GradientLog } from '../../core/monitor/gradientLog';
import * as l10n from '@vscode/l10n';
import { fileName, type LogFormat } from './logFormat';
import { printed } from './printed';
import { RecordCollector } from './record';
import { isObject, wholeJsonReader } from './wholeJson';

/** A Jupyter notebook: what its cells printed, and the tables that the Hugging Face Trainer shows while it trains. */
export const notebook: LogFormat = {
  name: 'Jupyter notebook',
  whole: true,
  match: ({ path, start }) =>
    /\.ipynb$/i.test(path) || (/^\s*\{/.test(start) && /"cells"\s*:\s*\[/.test(start)),
  open: (log, path) =>
    wholeJsonReader(log, path, (value) => {
      const cells = isObject(value) && Array.isArray(value['cells']) ? (value['cells'] as unknown[]) : [];
      for (const cell of cells) {
        const outputs =
          isObject(cell) && Array.isArray(cell['outputs']) ? (cell['outputs'] as unknown[]) : [];
        readOutputs(outputs.filter(isObject), log, path);
      }
      if (log.gradients.length === 0) {
        log.problem(
          l10n.t('The outputs of {0} hold no gradient norms: print them as grad_norm.', fileName(path)),
        );
      }
    }),
};

type Output = Readonly<Record<string, unknown>>;

function readOutputs(outputs: readonly Output[], log: GradientLog, path: string): void {
  const text = outputs.map(printedText).join('');
  if (text !== '') {
    const reader = printed.open(log, path);
    reader.push(new TextEncoder().encode(`${text}\n`));
    reader.finish();
  }
  for (const output of outputs) {
    const data = output['data'];
    const html = isObject(data) ? joined(data['text/html']) : '';
    if (html.includes('<table')) readTable(html, new RecordCollector(log));
  }
}

function printedText(output: Output): string {
  if (output['output_type'] === 'stream') return joined(output['text']);
  const data = output['data'];
  return isObject(data) && data['text/html'] === undefined ? `${joined(data['text/plain'])}\n` : '';
}

/** A notebook keeps a text as one string or as a list of lines. */
function joined(text: unknown): string {
  if (typeof text === 'string') return text;
  return Array.isArray(text) ? text.filter((line) => typeof line === 'string').join('') : '';
}

const maxCells = 1_000_000;

function readTable(html: string, collector: RecordCollector): void {
  const rows = html.split(/<tr[^<>]*>/i).slice(1);
  const cellsOf = (row: string): string[] =>
    row
      .split(/<t[hd][^<>]*>/i)
      .slice(1, 200)
      .map((cell) => cell.replace(/<[^<>]*>/g, '').trim());
  const header = cellsOf(rows[0] ?? '').map((name) => (/^step$/i.test(name) ? 'step' : name));
  for (const row of rows.slice(1, maxCells)) {
    const cells = cellsOf(row);
    collector.add(header.map((name, i) => [name, cells[i] ?? ''] as const));
  }
}
