import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { JsonForms } from './jsonForms';
import { LineReader } from './lines';
import { fileName, type LogFormat, type LogHead, type LogReader } from './logFormat';
import { RecordCollector } from './record';
import { parseRelaxedJson } from './relaxedJson';

/** Keys that are told of a log without norms. */
const mostNames = 12;

/** One JSON object a line, with bare NaN and Infinity as Python writes them, and nested maps by parameter name. */
export const jsonLines: LogFormat = {
  name: 'JSON Lines',
  match: ({ lines, path }) =>
    /\.(jsonl|ndjson)$/i.test(path) ? !wholeDocument(lines) : mostlyObjects(lines),
  open: (log, path) => jsonLinesReader(log, path),
};

/** MMEngine's and mmcv's `scalars.json` and `*.log.json` are JSON Lines under a name of their own. */
export const mmengineJson: LogFormat = {
  name: 'MMEngine',
  match: ({ lines, path }) =>
    /(^|\/)vis_data\/[^/]*\.json$|\.log\.json$/.test(path) &&
    lines.some((line) => recordOf(line) !== undefined),
  open: (log, path) => jsonLinesReader(log, path),
};

/** A log for people may hold an object here and there. */
function mostlyObjects(lines: LogHead['lines']): boolean {
  const looked = lines.slice(0, 200);
  return 2 * looked.filter((line) => recordOf(line) !== undefined).length > looked.length;
}

function wholeDocument(lines: LogHead['lines']): boolean {
  const first = lines[0]?.trim() ?? '';
  return first === '{' || first.startsWith('[');
}

/** A line as an object; `undefined` where it is none. */
export function recordOf(line: string): Readonly<Record<string, unknown>> | undefined {
  const text = line.trim();
  if (!text.startsWith('{') || !text.endsWith('}')) return undefined;
  try {
    const value = parseRelaxedJson(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function jsonLinesReader(log: GradientLog, path: string): LogReader {
  const collector = new RecordCollector(log);
  const forms = new JsonForms(collector);
  const lines = new LineReader(
    {
      quick: (bytes, at) => forms.read(bytes, at),
      line: (text, number) => {
        if (text.trim() === '') return;
        const record = recordOf(text);
        if (record) {
          collector.add(Object.entries(record));
          forms.learn(text);
        } else
          log.problem(
            l10n.t('Line {0} of {1} is not a JSON object and was skipped.', number, fileName(path)),
          );
      },
    },
    log,
    path,
  );
  return {
    push: (chunk) => {
      lines.push(chunk);
    },
    finish: () => {
      lines.finish();
      const names = collector.names.slice(0, mostNames).join(', ');
      if (log.gradients.length > 0 || names === '') return;
      log.problem(
        l10n.t('{0} has no gradient norms (it has {1}): log one as grad_norm.', fileName(path), names),
      );
    },
  };
}
