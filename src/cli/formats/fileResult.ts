import type { AnalysisOptions } from '../../core/analysis';
import type { VerdictName } from '../../core/verdict';
import { entryOf } from '../../present/report/entry';
import type { CheckpointReport } from '../checkpointReport';
import type { FileReport } from '../fileReport';
import type { GradedFile } from './issues';

/** What was found in a file, and by which options. */
export interface FileResult {
  readonly report: FileReport | CheckpointReport;
  readonly options: AnalysisOptions;
  /** Verdicts that fail the check. */
  readonly failOn: readonly VerdictName[];
  /** The person named this very file. */
  readonly named: boolean;
  /** Indices of the findings that a baseline knows: they fail no check. */
  readonly accepted?: readonly number[];
}

/** A result with what grades its findings. */
export function gradedFile({ report, options, failOn, accepted }: FileResult): GradedFile {
  const odd =
    'unrecognized' in report
      ? report.unrecognized.map(({ reason }) => ({ message: reason, location: null }))
      : [];
  return {
    file: report.file,
    entries: report.findings.map((record) => entryOf(record, options.thresholds)),
    problems: [...report.errors, ...odd],
    notes: 'notes' in report ? report.notes : [],
    options,
    failOn,
    accepted: accepted ?? [],
    unreadable: report.unreadable,
    passedOver: report.passedOver ?? false,
  };
}
