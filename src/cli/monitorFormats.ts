import type { GradientLog } from '../core/monitor/gradientLog';
import type { Plot } from '../present/plot/plot';
import { commandProperty, commandText } from './formats/workflowCommand';
import type { MonitorFormat } from './monitorArguments';
import { monitorMarkdown } from './monitorMarkdown';
import { monitorPage } from './monitorPage';
import type { MonitorRecord } from './monitorRecord';
import { monitorTable } from './monitorTable';
import { printable } from './style';

/** A log with what is told of it. */
export interface MonitoredFile {
  readonly log: GradientLog;
  readonly record: MonitorRecord;
  /** Its norms over the steps; `null` for a log without norms. */
  readonly plot: () => Plot | null;
}

/** What is told of a verdict in one line. */
export type VerdictLine = Pick<MonitorRecord, 'file' | 'verdict' | 'reason'>;

/** A judged log in the format that was asked for. */
export function renderMonitor(file: MonitoredFile, format: MonitorFormat, color: boolean): string {
  const { record } = file;
  switch (format) {
    case 'json':
      return JSON.stringify(record);
    case 'lines':
      return compilerLine(record);
    case 'github':
      return workflowCommand(record);
    case 'markdown':
      return monitorMarkdown(file);
    case 'html':
      return monitorPage(file);
    case 'table':
      return monitorTable(record, color);
  }
}

const levelOf = ({ verdict }: VerdictLine): 'warning' | 'note' =>
  verdict === 'exploding' || verdict === 'vanishing' ? 'warning' : 'note';

/** `file:1:1: warning: exploding: …`, as compilers write. */
export function compilerLine(line: VerdictLine): string {
  return printable(`${line.file}:1:1: ${levelOf(line)}: ${line.verdict ?? 'no verdict'}: ${line.reason}`);
}

/** A workflow command of GitHub Actions; text from a log cannot begin another. */
export function workflowCommand(line: VerdictLine): string {
  const file = commandProperty(line.file.replaceAll('\\', '/'));
  const level = levelOf(line) === 'warning' ? 'warning' : 'notice';
  return `::${level} file=${file},title=Gradients ${line.verdict ?? 'not judged'}::${commandText(line.reason)}`;
}
