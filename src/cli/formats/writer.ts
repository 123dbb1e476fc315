import { htmlReport } from '../../present/report/html';
import { markdownReport } from '../../present/report/markdown';
import { checkpointTable } from '../checkpointTable';
import { fileTable } from '../table';
import type { Sink } from '../sink';
import type { OutputFormat } from '../analyzeArguments';
import { gradedFile, type FileResult } from './fileResult';
import { codeQuality } from './gitlab';
import { junitReport } from './junit';
import { compilerLines, githubCommands } from './lines';
import type { ReportText } from './reportText';
import { sarifLog } from './sarif';
import { statisticsOf } from './statistics';
import { worstReport } from './worstReport';

declare const gradientLensVersion: string;

/** Prints results, given in the order of their files. */
export interface ReportWriter<R = FileResult> {
  /** Gives the result as it counts for the exit status. */
  take(result: R): Promise<R>;
  end(): Promise<void>;
}

/** What is printed: the findings in a format, or how often each rule was met. */
export interface Printed {
  readonly format: Exclude<OutputFormat, 'jsonl'>;
  readonly statistics: boolean;
  readonly color: boolean;
}

/** A writer that prints as results come where the format allows it, and keeps no more of them than it needs. */
export function reportWriter(printed: Printed, sink: Sink): ReportWriter {
  const text = reportText(printed);
  return {
    async take(result) {
      await sink.write(text.take(result));
      return result;
    },
    end: () => sink.write(text.end()),
  };
}

function reportText({ format, statistics, color }: Printed): ReportText<FileResult> {
  if (statistics) return statisticsText(format);
  switch (format) {
    case 'table':
      return tableText(color);
    case 'json':
      return jsonText();
    case 'html':
      return worstReport(htmlReport);
    case 'markdown':
      return worstReport(markdownReport);
    case 'sarif':
      return graded(sarifLog(gradientLensVersion));
    case 'github':
      return graded(githubCommands());
    case 'lines':
      return graded(compilerLines());
    case 'junit':
      return graded(junitReport());
    case 'gitlab':
      return graded(codeQuality());
  }
}

const graded = (text: ReportText): ReportText<FileResult> => ({
  take: (result) => text.take(gradedFile(result)),
  end: () => text.end(),
});

function tableText(color: boolean): ReportText<FileResult> {
  let quiet = 0;
  return {
    take(result) {
      if (!isQuiet(result)) return `${tableOf(result, color)}\n`;
      quiet++;
      return '';
    },
    end: () => (quiet > 0 ? `nothing found in ${quiet} more ${quiet === 1 ? 'file' : 'files'}\n` : ''),
  };
}

function jsonText(): ReportText<FileResult> {
  let before = '{"version":2,"files":[';
  return {
    take({ report }) {
      // What is undefined is left out of JSON.
      const text = before + JSON.stringify({ ...report, unreadable: undefined, passedOver: undefined });
      before = ',';
      return text;
    },
    end: () => `${before === ',' ? '' : before}]}\n`,
  };
}

function statisticsText(format: Printed['format']): ReportText<FileResult> {
  const statistics = statisticsOf();
  return {
    take(result) {
      statistics.take(result);
      return '';
    },
    end: () => `${format === 'json' ? statistics.json() : statistics.table()}\n`,
  };
}

/** A file that nobody named and that has nothing to tell. */
const isQuiet = ({ report, named }: FileResult): boolean =>
  !named && report.findings.length + report.errors.length === 0 && !('tensors' in report);

const tableOf = ({ report }: FileResult, color: boolean): string =>
  'format' in report ? checkpointTable(report, color) : fileTable(report, color);
