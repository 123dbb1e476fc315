import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import type { LogReader } from './logFormat';
import { parseRelaxedJson } from './relaxedJson';
import { WholeFileReader } from './wholeFile';

/** A larger document is refused: it holds one short record a logged step. */
const maxBytes = 128 * 1024 * 1024;

/** Reads a file that is one JSON document when all of it is there. */
export function wholeJsonReader(
  log: GradientLog,
  path: string,
  onDocument: (value: unknown) => void,
): LogReader {
  return new WholeFileReader(log, path, {
    maxBytes,
    tooLarge: (name, megabytes) =>
      l10n.t('{0} is larger than {1} MB: use a log with one record per line instead.', name, megabytes),
    read(parts, name) {
      const decoder = new TextDecoder();
      const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
      let value: unknown;
      try {
        value = parseRelaxedJson(text);
      } catch {
        log.problem(l10n.t('{0} is incomplete JSON; it will be read again when it has been written.', name));
        return;
      }
      onDocument(value);
    },
  });
}

/** An object that is no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
