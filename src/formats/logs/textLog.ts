import type { GradientLog } from '../../core/monitor/gradientLog';
import { LineReader } from './lines';
import type { LogFormat, LogReader } from './logFormat';
import { RecordCollector, type LogRecord } from './record';

/** A log for people, of which some lines carry figures. */
export interface TextLog {
  readonly name: string;
  /** The figures of a line; `undefined` for a line without. */
  readonly record: (line: string) => LogRecord | undefined;
}

/** A format that is recognized by a line that its `record` understands. */
export function textLog({ name, record }: TextLog): LogFormat {
  return {
    name,
    match: ({ lines }) => lines.some((line) => record(line) !== undefined),
    open: (log: GradientLog, path: string): LogReader => {
      const collector = new RecordCollector(log);
      const line = (text: string): void => {
        const found = record(text);
        if (found) collector.add(found);
      };
      return new LineReader({ line }, log, path);
    },
  };
}

/** A longer line of a log for people is a dump of something, and no pattern is tried on it. */
const maxLineLength = 20_000;
const number = String.raw`[-+]?(?:\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?|nan|inf(?:inity)?)`;
const pair = new RegExp(
  String.raw`([A-Za-z_][\w./:-]*(?: (?:norm|rate|scale|loss))?)\s*(?:=|:)\s*(${number})(?![\w.])`,
  'gi',
);

/** All `key: value` and `key=value` pairs of a line whose value is a number. */
export function pairsOf(line: string): [key: string, value: string][] {
  if (line.length > maxLineLength) return [];
  return [...line.matchAll(pair)].map(([, key, value]) => [key!, value!]);
}
