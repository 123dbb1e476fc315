import { minMaxBuckets } from '../../core/monitor/downsample';
import { judgeRun, type RunOptions } from '../../core/monitor/judgeRun';
import type { Series } from '../../core/monitor/series';
import { FormatError } from '../../formats/formatError';
import type { FollowedLog } from '../../formats/logs/followedLog';
import { explain } from '../../present/monitor/explanation';
import type { RunAnswer, RunFile } from '../../shared/runs';
import { curveOf } from './monitorModel';
import { readLog } from './readLog';

/** Points of a sparkline, and of a curve beside others. */
const sparklinePoints = 60;
const curvePoints = 1500;

/** How a run is read. */
export interface ReadRunOptions extends RunOptions {
  /** Whether its norms are wanted, beside the line that tells of it. */
  readonly curve?: boolean;
  readonly progress?: (done: number) => void;
}

/** A run by the first of its files that holds norms; without a row where none does. */
export async function readRun(
  run: string,
  files: readonly RunFile[],
  options: ReadRunOptions,
): Promise<RunAnswer> {
  for (const place of files) {
    try {
      const followed = await readLog(place, options.progress);
      const answer = answerOf(run, place.file ?? place.path, followed, options);
      if (answer.row) return answer;
    } catch (error) {
      // Another of its files may tell.
      if (!(error instanceof FormatError)) throw error;
    }
  }
  return { row: null, curve: null };
}

function answerOf(
  run: string,
  file: string,
  { log, formatName: format = '' }: FollowedLog,
  { curve = false, ...options }: ReadRunOptions,
): RunAnswer {
  const judged = judgeRun(log, options);
  const { verdict, since, stepFrom, total, clipRate } = judged;
  if (verdict === null) return { row: null, curve: null };
  const row = {
    ...{ run, file, format, verdict, since, stepFrom },
    reason: explain(judged),
    records: total?.count ?? 0,
    lastStep: total && total.length > 0 ? total.lastStep : null,
    clipRate: clipRate?.share ?? null,
    finalLoss: lossOf(log.of('loss')),
    norms: total ? finiteOnly(minMaxBuckets(total.steps, total.values, sparklinePoints).values) : [],
  };
  return { row, curve: curve && total ? { ...curveOf(total, curvePoints), name: run } : null };
}

/** The last loss of training, as far as the names tell. */
function lossOf(losses: readonly Series[]): number | null {
  const loss = losses.find(({ name }) => !/val|eval|test/i.test(name));
  return loss?.values.at(-1) ?? null;
}

const finiteOnly = (values: readonly number[]): (number | null)[] =>
  values.map((value) => (Number.isFinite(value) ? value : null));
