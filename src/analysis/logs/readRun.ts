import { minMaxBuckets } from '../../core/monitor/downsample';
import { judgeRun, type RunOptions } from '../../core/monitor/judgeRun';
import type { Series } from '../../core/monitor/series';
import { FormatError } from '../../formats/formatError';
import { explain } from '../../present/monitor/explanation';
import type { RunFile, RunWithCurve } from '../../shared/runs';
import { curveOf } from './monitorModel';
import { readLog } from './readLog';

/** Points of a sparkline, and of a curve beside others. */
const sparklinePoints = 60;
const curvePoints = 1000;

/** Reads a log and judges it as a run; `null` where it holds no norms or is no log at all. */
export async function readRun(
  run: string,
  place: RunFile,
  { progress, ...options }: RunOptions & { readonly progress?: (done: number) => void },
): Promise<RunWithCurve | null> {
  const followed = await readLog(place, progress).catch((error: unknown) => {
    if (error instanceof FormatError) return undefined;
    throw error;
  });
  if (!followed) return null;
  const { log, formatName: format = '' } = followed;
  const judged = judgeRun(log, options);
  const { verdict, since, stepFrom, total, clipRate } = judged;
  if (verdict === null) return null;
  const row = {
    ...{ run, file: place.file ?? place.path, format, verdict, since, stepFrom },
    reason: explain(judged),
    records: total?.count ?? 0,
    lastStep: total && total.length > 0 ? total.lastStep : null,
    clipRate: clipRate?.share ?? null,
    finalLoss: lossOf(log.of('loss')),
    norms: total ? finiteOnly(minMaxBuckets(total.steps, total.values, sparklinePoints).values) : [],
  };
  const curve = total ? curveOf(total, curvePoints) : { steps: [], values: [] };
  return { row, curve: { ...curve, name: run } };
}

/** The last loss of training, as far as the names tell. */
function lossOf(losses: readonly Series[]): number | null {
  const loss = losses.find(({ name }) => !/val|eval|test/i.test(name));
  return loss?.values.at(-1) ?? null;
}

const finiteOnly = (values: readonly number[]): (number | null)[] =>
  values.map((value) => (Number.isFinite(value) ? value : null));
