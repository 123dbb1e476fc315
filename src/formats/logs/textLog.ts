import type { GradientLog } from '../../core/monitor/gradientLog';
import { LineReader } from './lines';
import type { LogFormat, LogReader } from './logFormat';
import { RecordCollector, type LogRecord } from './record';
import { isSkippedUpdate } from './skippedUpdate';

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
        if (isSkippedUpdate(text)) log.skippedUpdates++;
        const found = record(text);
        if (found) collector.add(found);
      };
      return new LineReader({ line }, log, path);
    },
  };
}
