import { stat } from 'node:fs/promises';
import { isDynamicPattern } from 'tinyglobby';
import { FormatError } from '../formats/formatError';
import { followLog } from './followLog';
import type { Command, Terminal } from './command';
import { monitorUsage, parseMonitorRequest, type MonitorRequest } from './monitorArguments';
import { renderMonitor, type MonitoredFile } from './monitorFormats';
import { readMonitored } from './readMonitored';
import { findRuns } from './runs/findRuns';
import { renderRuns } from './runs/renderRuns';

/** `gradient-lens monitor`: the gradient norms of a training log, judged, with a clipping threshold. */
export const monitor: Command = {
  usage: monitorUsage,
  async run(args, terminal) {
    const request = parseMonitorRequest(args);
    const [path] = request.paths as [string, ...string[]];
    if (request.follow) return followLog(path, request, terminal);
    return request.paths.length > 1 || (await isMany(path))
      ? monitorRuns(request, terminal)
      : monitorFile(path, request, terminal);
  },
};

async function isMany(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found ? found.isDirectory() : isDynamicPattern(path);
}

async function monitorFile(file: string, request: MonitorRequest, terminal: Terminal): Promise<number> {
  let read: MonitoredFile;
  try {
    read = await readMonitored(file, request);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    if (request.format === 'json') {
      const { message } = error;
      terminal.log(JSON.stringify({ version: 1, file, error: message, series: [], recommendation: null }));
    } else terminal.error(`gradient-lens: ${error.message}`);
    return 2;
  }
  if (!request.quiet) terminal.log(renderMonitor(read, request.format, terminal.color));
  const { verdict } = read.record;
  if (verdict === null) return 2;
  return request.failOn.includes(verdict) ? 1 : 0;
}

async function monitorRuns(request: MonitorRequest, terminal: Terminal): Promise<number> {
  const runs = await findRuns(request.paths, request);
  if (!request.quiet) terminal.log(renderRuns(runs, request.format, terminal.color));
  return runs.some(({ verdict }) => request.failOn.includes(verdict)) ? 1 : 0;
}
