import type { Run } from '../../shared/runs';
import type { ReportWriter } from '../formats/writer';
import type { MonitorFormat } from '../monitorArguments';
import type { RunsResult } from '../scan/commands';
import type { Sink } from '../sink';
import { UsageError } from '../usageError';
import { renderRuns } from './renderRuns';

/** How runs are printed. */
export interface PrintedRuns {
  readonly format: MonitorFormat;
  readonly color: boolean;
  /** Nothing is printed. */
  readonly quiet: boolean;
  /** What to say where there are none; `null` where that is as good as any other answer. */
  readonly none: string | null;
}

/** Tells of runs when all of them are there, for those that fare worst come first. */
export function runsWriter(
  { format, color, quiet, none }: PrintedRuns,
  sink: Sink,
): ReportWriter<RunsResult> {
  const runs: Run[] = [];
  return {
    take(result) {
      runs.push(...result.runs);
      return Promise.resolve(result);
    },
    async end() {
      if (runs.length === 0 && none !== null) throw new UsageError(none);
      if (!quiet) await sink.write(`${renderRuns(runs, format, color)}\n`);
    },
  };
}
