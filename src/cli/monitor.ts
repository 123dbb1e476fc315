import { resolve, sep } from 'node:path';
import { FormatError } from '../formats/formatError';
import { FollowedLog } from '../formats/logs/followedLog';
import { openFile } from '../analysis/fileSource';
import type { Command } from './command';
import { monitorUsage, parseMonitorRequest } from './monitorArguments';
import { monitorRecord } from './monitorRecord';
import { monitorTable } from './monitorTable';

/** `gradient-lens monitor`: the gradient norms of a training log, judged, with a clipping threshold. */
export const monitor: Command = {
  usage: monitorUsage,
  async run(args, terminal) {
    const { file, json, warmup, threshold, rules } = parseMonitorRequest(args);
    const followed = new FollowedLog(resolve(file).split(sep).join('/'));
    try {
      const source = await openFile(file);
      try {
        await followed.update(source, { complete: true });
      } finally {
        await source.close();
      }
      if (followed.formatName === undefined) throw new FormatError(`${file} is empty.`);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      if (json)
        terminal.log(
          JSON.stringify({ version: 1, file, error: error.message, series: [], recommendation: null }),
        );
      else terminal.error(`gradient-lens: ${error.message}`);
      return 2;
    }
    const { log, formatName = '' } = followed;
    const told = monitorRecord(log, { file, format: formatName, warmup, threshold, rules });
    terminal.log(json ? JSON.stringify(told) : monitorTable(told, terminal.color));
    return told.verdict === null ? 2 : 0;
  },
};
