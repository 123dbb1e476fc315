import type { AnalysisOptions } from '../../core/analysis';
import type { VerdictName } from '../../core/verdict';
import { entryOf } from '../../present/report/entry';
import { htmlReport } from '../../present/report/html';
import { markdownReport } from '../../present/report/markdown';
import type { Report } from '../../present/report/report';
import type { OutputFormat } from '../analyzeArguments';
import type { CheckpointReport } from '../checkpointReport';
import type { FileReport } from '../fileReport';
import type { GradedFile } from './issues';
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
}

/** All results as one text in the format asked for. */
export function renderReports(
  results: readonly FileResult[],
  format: Exclude<OutputFormat, 'table'>,
): string {
  switch (format) {
    case 'json': {
      // What is undefined is left out of JSON.
      const files = results.map(({ report }) => ({
        ...report,
        unreadable: undefined,
        passedOver: undefined,
      }));
      return JSON.stringify({ version: 2, files });
    }
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
  }
}

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

function gradedFile({ report, options, failOn }: FileResult): GradedFile {
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
    unreadable: report.unreadable,
    passedOver: report.passedOver ?? false,
  };
}
