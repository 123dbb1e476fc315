import type { AnalysisOptions } from '../../core/analysis';
import type { VerdictName } from '../../core/verdict';
import { entryOf } from '../../present/report/entry';
import { htmlReport } from '../../present/report/html';
import { markdownReport } from '../../present/report/markdown';
import type { Report } from '../../present/report/report';
import type { OutputFormat } from '../analyzeArguments';
import type { CheckpointReport } from '../checkpointReport';
import type { FileReport } from '../fileReport';
import { codeQuality } from './gitlab';
import type { GradedFile } from './issues';
import { junitReport } from './junit';
import { compilerLines, githubCommands } from './lines';
import { sarifLog } from './sarif';

declare const gradientLensVersion: string;

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

/** The formats that tell of all results in one text. */
type WholeFormat = Exclude<OutputFormat, 'table' | 'json' | 'jsonl'>;

/** All results as one text in the format asked for. */
export function renderReports(results: readonly FileResult[], format: WholeFormat): string {
  switch (format) {
    case 'html':
      return htmlReport(reportOf(results)).trimEnd();
    case 'markdown':
      return markdownReport(reportOf(results)).trimEnd();
    case 'sarif':
      return sarifLog(results.map(gradedFile), gradientLensVersion);
    case 'github':
      return githubCommands(results.map(gradedFile));
    case 'lines':
      return compilerLines(results.map(gradedFile));
    case 'junit':
      return junitReport(results.map(gradedFile));
    case 'gitlab':
      return codeQuality(results.map(gradedFile));
  }
}

/** A result among the files of `--json`. */
export const renderedAlone = ({ report }: FileResult): string =>
  // What is undefined is left out of JSON.
  JSON.stringify({ ...report, unreadable: undefined, passedOver: undefined });

function reportOf(results: readonly FileResult[]): Report {
  // A folder holds many files without findings; only what was named or has something to tell is worth a section.
  const worth = results.filter(
    ({ report: { findings, errors }, named }) => named || findings.length + errors.length > 0,
  );
  return {
    files: worth.map(gradedFile),
    version: gradientLensVersion,
    platform: `Node.js ${process.versions.node}`,
    date: new Date().toISOString().slice(0, 10),
  };
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
