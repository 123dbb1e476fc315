import { checkpointTable } from '../checkpointTable';
import { fileTable } from '../table';
import type { Sink } from '../sink';
import type { OutputFormat } from '../analyzeArguments';
import { renderReports, renderedAlone, type FileResult } from './render';
import { statisticsOf } from './statistics';

/** Prints results, given in the order of their files. */
export interface ReportWriter {
  take(result: FileResult): Promise<void>;
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
  const { format, color } = printed;
  if (printed.statistics) return statisticsWriter(format, sink);
  if (format === 'table') return tableWriter(color, sink);
  if (format === 'json') return jsonWriter(sink);
  if (format === 'github' || format === 'lines') {
    return {
      async take(result) {
        const text = renderReports([result], format);
        if (text !== '') await sink.write(`${text}\n`);
      },
      end: () => Promise.resolve(),
    };
  }
  const results: FileResult[] = [];
  return {
    take(result) {
      results.push(result);
      return Promise.resolve();
    },
    end: () => sink.write(`${renderReports(results, format)}\n`),
  };
}

function tableWriter(color: boolean, sink: Sink): ReportWriter {
  let quiet = 0;
  return {
    async take(result) {
      if (isQuiet(result)) quiet++;
      else await sink.write(`${tableOf(result, color)}\n`);
    },
    async end() {
      if (quiet > 0) await sink.write(`nothing found in ${quiet} more ${quiet === 1 ? 'file' : 'files'}\n`);
    },
  };
}

/** The text of `renderReports` as JSON, piece by piece. */
function jsonWriter(sink: Sink): ReportWriter {
  let before = '{"version":2,"files":[';
  return {
    async take(result) {
      await sink.write(before + renderedAlone(result));
      before = ',';
    },
    end: () => sink.write(`${before === ',' ? '' : before}]}\n`),
  };
}

function statisticsWriter(format: Printed['format'], sink: Sink): ReportWriter {
  const statistics = statisticsOf();
  return {
    take(result) {
      statistics.take(result);
      return Promise.resolve();
    },
    end: () => sink.write(`${format === 'json' ? statistics.json() : statistics.table()}\n`),
  };
}

/** A file that nobody named and that has nothing to tell. */
const isQuiet = ({ report, named }: FileResult): boolean =>
  !named && report.findings.length + report.errors.length === 0 && !('tensors' in report);

const tableOf = ({ report }: FileResult, color: boolean): string =>
  'format' in report ? checkpointTable(report, color) : fileTable(report, color);
