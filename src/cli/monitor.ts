import { resolve, sep } from 'node:path';
import { clippingCode } from '../present/monitor/clippingCode';
import { report } from '../core/monitor/report';
import { explain } from '../present/monitor/explanation';
import { noteText } from '../present/monitor/note';
import { problemsOf } from '../present/monitor/problems';
import { recommendationRecord } from '../present/monitor/recommendation';
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
    const { total } = judged;
    const told = {
      explanation: explain(judged),
      notes: judged.notes.map(noteText),
      recommendation: judged.recommendation && recommendationRecord(judged.recommendation),
      problems: problemsOf(log),
    };
    const { recommendation } = told;
    const median = recommendation?.choices[1]?.threshold ?? null;
    const code = recommendation ? clippingCode(recommendation.threshold, formatName, median) : [];
    if (json) {
      const { series, verdict, timeline, clipRate, derived } = judged;
      const { explanation, notes, problems } = told;
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
      terminal.log(monitorTable({ file, format: formatName, ...judged, ...told, code }, terminal.color));
    }
    return judged.series.length === 0 ? 2 : 0;
  },
};
