import { basename, join } from 'node:path';
import { readRun } from '../../analysis/logs/readRun';
import { tellingOf } from '../../shared/runFiles';
import type { Run } from '../../shared/runs';
import type { FoundFile } from '../findFiles';
import type { MonitorRequest } from '../monitorArguments';
import { slashed } from '../readMonitored';
import { UsageError } from '../usageError';
import { findRuns, noRuns } from './findRuns';
import type { RunsResult } from '../scan/commands';
import type { FileAnswers } from '../scan/job';

/** What the answer on a run depends on beside its logs. */
type RunsRequest = Pick<MonitorRequest, 'threshold' | 'rules' | 'failOn'>;

/** Judges the runs of logs and folders of logs, one after the other. */
export class RunScan implements FileAnswers {
  constructor(private readonly request: RunsRequest) {}

  /** The runs of a log, or of a folder by the logs that tell most; none where there are no norms in it. */
  async result({ file, logs }: FoundFile): Promise<RunsResult> {
    const { threshold, rules, failOn } = this.request;
    const read = async (run: string, log: string): Promise<Run[]> =>
      (await readRun(run, { path: slashed(log), file: log, bytes: null }, { threshold, rules })).map(
        ({ row }) => row,
      );
    const runs = logs
      ? await tellingOf(logs, (name, log) => read(name || basename(logs.below), join(logs.below, log)))
      : await read(file, file);
    return { runs, failOn };
  }

  asked(): Promise<string> {
    const { threshold, rules, failOn } = this.request;
    return Promise.resolve(JSON.stringify([threshold ?? null, rules, failOn]));
  }
}

/**
 * All runs that files, folders and globs stand for.
 * @throws UsageError where there are none.
 */
export async function judgedRuns(
  paths: readonly string[],
  options: Omit<RunsRequest, 'failOn'>,
): Promise<Run[]> {
  const scan = new RunScan({ ...options, failOn: [] });
  const runs: Run[] = [];
  for (const found of await findRuns(paths)) runs.push(...(await scan.result(found)).runs);
  if (runs.length === 0) throw new UsageError(noRuns(paths));
  return runs;
}
