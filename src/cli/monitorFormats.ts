import type { GradientLog } from '../core/monitor/gradientLog';
import { escapeMarkdown } from '../present/escapeMarkdown';
import { escape } from '../present/plot/svgText';
import { commandProperty, commandText } from './formats/workflowCommand';
import type { MonitorFormat } from './monitorArguments';
import type { MonitorRecord } from './monitorRecord';
import { monitorTable } from './monitorTable';
import { printable } from './style';

/** A log with what is told of it. */
export interface MonitoredFile {
  readonly log: GradientLog;
  readonly record: MonitorRecord;
}

/** What is told of a verdict in one line. */
export type VerdictLine = Pick<MonitorRecord, 'file' | 'verdict' | 'reason'>;

/** A judged log in the format that was asked for. */
export function renderMonitor({ record }: MonitoredFile, format: MonitorFormat, color: boolean): string {
  switch (format) {
    case 'json':
      return JSON.stringify(record);
    case 'lines':
      return compilerLine(record);
    case 'github':
      return workflowCommand(record);
    case 'markdown':
      return `# ${escapeMarkdown(record.file)}\n\n${inFence(monitorTable(record, false))}`;
    case 'html':
      return htmlPage(record.file, `<pre>${escape(monitorTable(record, false))}</pre>`);
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

/** A fence that is longer than any run of its own mark within. */
function inFence(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}`;
}

/** A page of its own that loads nothing. */
export function htmlPage(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>${escape(title)}</title>
<style>:root{color-scheme:light dark}body{font:14px system-ui,sans-serif;margin:2em}td,th{padding:.2em .8em;text-align:left}</style>
</head><body>
<h1>${escape(title)}</h1>
${body}
</body></html>`;
}
