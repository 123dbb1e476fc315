import { resolve, sep } from 'node:path';
import { clippingCode } from '../core/monitor/clippingCode';
import { report } from '../core/monitor/report';
import { FormatError } from '../formats/formatError';
import { FollowedLog } from '../formats/logs/followedLog';
import { openFile } from '../analysis/fileSource';
import type { Command } from './command';
import { monitorUsage, parseMonitorRequest } from './monitorArguments';
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
    const judged = report(log, { warmup, threshold, rules });
    const { recommendation, total } = judged;
    const median = recommendation?.choices[1]?.threshold ?? null;
    const code = recommendation ? clippingCode(recommendation.threshold, formatName, median) : [];
    if (json) {
      const { series, verdict, explanation, timeline, notes, clipRate, derived } = judged;
      const problems = log.problems;
      terminal.log(
        JSON.stringify({
          version: 1,
          file,
          format: formatName,
          series,
          total: total && { name: total.name, derived },
          verdict,
          explanation,
          timeline,
          clipRate,
          recommendation: recommendation && { ...recommendation, code },
          notes,
          problems,
        }),
      );
    } else {
      terminal.log(
        monitorTable(
          { file, format: formatName, report: judged, problems: log.problems, code },
          terminal.color,
        ),
      );
    }
    return judged.series.length === 0 ? 2 : 0;
  },
};
