import { minMaxBuckets } from '../../core/monitor/downsample';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { judgeRun, type JudgedRun, type RunOptions } from '../../core/monitor/judgeRun';
import type { Series } from '../../core/monitor/series';
import { FormatError } from '../../formats/formatError';
import { explain } from '../../present/monitor/explanation';
import type { Run, RunFile, RunWithCurve } from '../../shared/runs';
import { curveOf } from './monitorModel';
import { readLog } from './readLog';

/** Points of a sparkline, and of a curve beside others. */
const sparklinePoints = 60;
const curvePoints = 1000;

/** Reads a log and judges it as a run, or as the runs that it holds; none where it holds no norms or is no log at all. */
export async function readRun(
  run: string,
  place: RunFile,
  { progress, ...options }: RunOptions & { readonly progress?: (done: number) => void },
): Promise<RunWithCurve[]> {
  const followed = await readLog(place, progress).catch((error: unknown) => {
    if (error instanceof FormatError) return undefined;
    throw error;
  });
  if (!followed) return [];
  const { log, formatName: format = '' } = followed;
  const told = (own: GradientLog, name: string, part: string | null): RunWithCurve[] => {
    const judged = judgeRun(own, options);
    return judged.verdict === null ? [] : [runOf(own, judged, { run: name, place, format, part })];
  };
  if (log.runs.size < 2) return told(log, run, null);
  return [...log.runs].flatMap(([part, own]) => told(own, `${run}/${part}`, part));
}

function runOf(
  log: GradientLog,
  judged: JudgedRun,
  { run, place, format, part }: Pick<Run, 'run' | 'format' | 'part'> & { readonly place: RunFile },
): RunWithCurve {
  const { verdict, since, stepFrom, total, clipRate } = judged;
  const row = {
    ...{ run, part, file: place.file ?? place.path, format, verdict: verdict!, since, stepFrom },
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
