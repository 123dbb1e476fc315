import { isNorm } from '../../core/monitor/gradientLog';
import { recordOf } from './jsonLines';
import { LineReader } from './lines';
import type { LogFormat } from './logFormat';
import { hasNorms, printed } from './printed';
import { seriesKey } from './seriesKey';
import { isSkippedUpdate } from './skippedUpdate';

const textKeys = ['log', 'message', 'msg', 'text', 'line', 'MESSAGE', 'textPayload'];

const hasOwnNorms = (record: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(record).some((key) => isNorm(seriesKey(key).kind));

/** The line that a record of a logger or a container holds. */
function textOf(line: string): string | undefined {
  const record = recordOf(line);
  if (!record || hasOwnNorms(record)) return undefined;
  const text = textKeys.map((key) => record[key]).find((value) => typeof value === 'string');
  return text?.trimEnd();
}

function isOwnRecord(line: string): boolean {
  const record = recordOf(line);
  return record !== undefined && hasOwnNorms(record);
}

/** JSON Lines whose records hold what was printed: `{"log":"step 10 grad_norm 1.5\n","stream":"stdout"}` as Docker writes. */
export const wrappedLines: LogFormat = {
  ...printed,
  nameOf: (head) => printed.nameOf?.({ ...head, lines: head.lines.map((line) => textOf(line) ?? '') }),
  match: ({ lines }) =>
    lines.slice(0, 50).some((line) => textOf(line) !== undefined) &&
    lines.some((line) => {
      const text = textOf(line);
      return text !== undefined && (hasNorms(text) || isSkippedUpdate(text));
    }) &&
    // A message about norms among records of them is a message.
    !lines.some(isOwnRecord),
  open: (log, path) => {
    const inner = printed.open(log, path);
    const encoder = new TextEncoder();
    const reader = new LineReader(
      {
        line: (line) => {
          inner.push(encoder.encode(`${textOf(line) ?? ''}\n`));
        },
      },
      log,
      path,
    );
    return {
      push: (chunk) => {
        reader.push(chunk);
      },
      finish: () => {
        reader.finish();
        inner.finish();
      },
    };
  },
};
