import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { recordOf } from './jsonLines';
import { fileName, type LogFormat } from './logFormat';
import { RecordCollector } from './record';
import { isObject, wholeJsonReader } from './wholeJson';

const maxDepth = 4;

/** One JSON document of one's own: a list of records, or a list of values under each name. */
export const jsonDocument: LogFormat = {
  name: 'JSON',
  whole: true,
  match: ({ path, lines, start }) => {
    if (/^\s*\[\s*\{\s*"/.test(start)) return true;
    const first = lines[0]?.trim() ?? '';
    if (!/\.json$/i.test(path) || !/^\s*[[{]/.test(start)) return false;
    // Several objects, one a line, are JSON Lines under another name; one alone may hold lists.
    return /^\s*\[/.test(start) || lines.length <= 1 || recordOf(first) === undefined;
  },
  open: (log, path) =>
    wholeJsonReader(log, path, (value) => {
      const collector = new RecordCollector(log);
      if (isObject(value) && (isSummary(value) || !holdsLists(value))) collector.add(Object.entries(value));
      else read(value, '', collector, { log, path }, 0);
      if (log.gradients.length === 0) {
        log.problem(
          l10n.t(
            '{0} holds no list of gradient norms: name them grad_norm, or a list for each weight under grad_norms.',
            fileName(path),
          ),
        );
      }
    }),
};

/** Weights & Biases's `wandb-summary.json`: the last value of everything. */
const isSummary = (value: Readonly<Record<string, unknown>>): boolean =>
  '_step' in value && ('_runtime' in value || '_timestamp' in value);

function holdsLists(value: unknown, depth = 0): boolean {
  if (Array.isArray(value)) return true;
  return (
    isObject(value) && depth < maxDepth && Object.values(value).some((part) => holdsLists(part, depth + 1))
  );
}

/** What TensorBoard saves of one figure: `[[wall time, step, value], …]`. */
const isSaved = (value: readonly unknown[]): value is (readonly [unknown, unknown, unknown])[] =>
  value.length > 0 &&
  value.every((row) => Array.isArray(row) && row.length === 3 && typeof row[1] === 'number');

function read(
  value: unknown,
  key: string,
  collector: RecordCollector,
  { log, path }: { log: GradientLog; path: string },
  depth: number,
): void {
  if (Array.isArray(value)) {
    if (isSaved(value)) {
      const name = fileName(path).replace(/\.[^.]*$/, '');
      for (const [, step, figure] of value)
        collector.add([
          ['step', step],
          [key === '' ? name : key, figure],
        ]);
      return;
    }
    // A list of values has its own count of steps.
    const column = value.some(isObject) ? collector : new RecordCollector(log);
    value.forEach((entry: unknown) => {
      column.add(isObject(entry) ? Object.entries(entry) : [[key, entry]]);
    });
  } else if (isObject(value) && depth < maxDepth) {
    for (const [name, part] of Object.entries(value)) {
      read(part, key === '' ? name : `${key}/${name}`, collector, { log, path }, depth + 1);
    }
  }
}
