import { stat } from 'node:fs/promises';
import { isDynamicPattern } from 'tinyglobby';
import { FormatError } from '../formats/formatError';
import type { Command, Terminal } from './command';
import { followLog } from './followLog';
import {
  monitorUsage,
  parseMonitorRequest,
  type MonitorFormat,
  type MonitorRequest,
} from './monitorArguments';
import { renderMonitor, type MonitoredFile } from './monitorFormats';
import { readMonitored } from './readMonitored';
import { findRuns, noRuns } from './runs/findRuns';
import { runsWriter } from './runs/runsWriter';
import { namesFrom, scanFiles, statusOfScan } from './scan/scanFiles';
import { fileSink, type Sink } from './sink';
import type { ReportWriter } from './formats/writer';
import type { RunsResult } from './scan/commands';
import type { Status } from './outcome';

/** `gradient-lens monitor`: the gradient norms of a training log, judged, with a clipping threshold. */
export const monitor: Command = {
  usage: monitorUsage,
  async run(args, terminal) {
    const request = parseMonitorRequest(args, terminal.env);
    const [path] = request.paths;
    if (request.follow) return followLog(path!, request, terminal);
    return statusOfScan(terminal, async () => {
      const { format } = request;
      const isOne = request.paths.length === 1 && request.filesFrom === null && request.shard === null;
      return !isOne || format === 'jsonl' || (await isMany(path!))
        ? monitorRuns(request, terminal)
        : monitorFile(path!, { ...request, format }, terminal);
    });
  },
};

async function isMany(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found ? found.isDirectory() : isDynamicPattern(path);
}

type OneLog = MonitorRequest & { readonly format: MonitorFormat };

async function monitorFile(file: string, request: OneLog, terminal: Terminal): Promise<Status> {
  const { output, format } = request;
  const color = terminal.color && output === null;
  let read: MonitoredFile;
  try {
    read = await readMonitored(file, request);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (format === 'json') {
      const { message } = error;
      terminal.log(JSON.stringify({ version: 1, file, error: message, series: [], recommendation: null }));
    } else terminal.error(`gradient-lens: ${error.message}`);
    return 2;
  }
  if (!request.quiet) {
    const text = renderMonitor(read, format, color);
    if (output === null) terminal.log(text);
    else await writeTo(output, text);
  }
  const { verdict } = read.record;
  if (verdict === null) return 2;
  return request.failOn.includes(verdict) ? 1 : 0;
}

async function writeTo(path: string, text: string): Promise<void> {
  const sink = await fileSink(path);
  await sink.write(`${text}\n`);
  await sink.end();
}

async function monitorRuns(request: MonitorRequest, terminal: Terminal): Promise<Status> {
  const { paths, filesFrom, format, output, quiet, shard } = request;
  const listed = await namesFrom(filesFrom, terminal);
  const files = await findRuns([...paths, ...listed]);
  const writer = (sink: Sink): ReportWriter<RunsResult> => {
    if (format === 'jsonl') throw new Error('records are no report');
    const color = terminal.color && output === null;
    return runsWriter({ format, color, quiet, none: shard ? null : noRuns(paths) }, sink);
  };
  return (await scanFiles({ job: { command: 'monitor', request }, files, writer }, terminal)).status;
}
