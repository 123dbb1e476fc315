import { applyBaseline, readBaseline } from './baseline';
import type { Command, Terminal } from './command';
import type { FileResult } from './formats/fileResult';
import { reportWriter, type ReportWriter } from './formats/writer';
import { InputError } from './inputJson';
import { mergeUsage, parseMergeRequest, type MergeRequest } from './mergeArguments';
import { monitorFormats } from './monitorArguments';
import { Outcome, type Status } from './outcome';
import { runsWriter } from './runs/runsWriter';
import { listedIn } from './scan/fileList';
import type { ScanCommand, ScanResult } from './scan/commands';
import { lookThrough, ranges, recordsOf, type Parts } from './scan/parts';
import { seriesFormats } from './seriesArguments';
import { seriesWriter } from './series/seriesWriter';
import { fileSink, streamSink, type Sink } from './sink';
import { printable } from './style';
import { UsageError } from './usageError';

/** `gradient-lens merge`: one report of the parts of a scan. */
export const merge: Command = {
  usage: mergeUsage,
  async run(args, terminal) {
    const request = parseMergeRequest(args);
    const { error } = terminal;
    try {
      const parts = await lookThrough(request.parts);
      const due = new Set(request.expect === null ? [] : await listedIn(request.expect));
      const status = await report(parts, request, due, terminal);
      const problems = [...parts.problems, ...missingText(parts), ...absentText(due, request.expect)];
      for (const problem of problems) error(printable(`gradient-lens: ${problem}`));
      const incomplete = parts.missing.length > 0 || due.size > 0;
      return incomplete ? 2 : request.exitZero ? 0 : status;
    } catch (thrown) {
      if (!(thrown instanceof InputError)) throw thrown;
      error(printable(`gradient-lens: ${thrown.message}`));
      return 2;
    }
  },
};

/** Writes the report and takes the files that it tells of from those that are due. */
async function report(
  parts: Parts,
  request: MergeRequest,
  due: Set<string>,
  { stdout, color }: Terminal,
): Promise<Status> {
  const { output, failOn } = request;
  const sink = output === null ? streamSink(stdout) : await fileSink(output);
  const outcome = new Outcome();
  try {
    const writer = await writerOf(parts.command, request, sink, color && output === null);
    for await (const { file, result } of recordsOf(parts)) {
      due.delete(file);
      if (result) outcome.take(await writer.take(failOn ? ({ ...result, failOn } as ScanResult) : result));
    }
    await writer.end();
    await sink.end();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return outcome.status;
}

/** What prints the results of a command; each command has results of one kind. */
async function writerOf(
  command: ScanCommand,
  request: MergeRequest,
  sink: Sink,
  color: boolean,
): Promise<ReportWriter<ScanResult>> {
  const { format, statistics, baseline } = request;
  const refuse = (option: string): never => {
    throw new UsageError(`the parts are of ${command}, which takes no ${option}`);
  };
  if (command !== 'analyze') {
    if (statistics) refuse('--statistics');
    if (baseline !== null) refuse('--baseline');
  }
  if (command === 'monitor') {
    const known = monitorFormats.find((name) => name === format) ?? refuse(`--format ${format}`);
    return runsWriter({ format: known, color, quiet: false, none: null }, sink);
  }
  if (request.failOn?.includes('undetermined')) refuse('--fail-on undetermined');
  if (command === 'series') {
    const known = seriesFormats.find((name) => name === format) ?? refuse(`--format ${format}`);
    return seriesWriter({ format: known, color }, sink);
  }
  const known = baseline === null ? null : await readBaseline(baseline);
  const writer = reportWriter({ format, statistics, color }, sink);
  return {
    take: (result: FileResult) => writer.take(known ? applyBaseline(known, result) : result),
    end: () => writer.end(),
  };
}

function missingText({ missing, count, records, total }: Parts): string[] {
  if (missing.length === 0) return [];
  const list = ranges(missing);
  return [
    `${records.length} of ${total} files are there: ${missing.length === 1 ? 'part' : 'parts'} ${list} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing or not whole`,
    `repair: --array=${list} with --shard auto/${count} --resume, or --shard I/${count} --resume for each`,
  ];
}

function absentText(due: ReadonlySet<string>, manifest: string | null): string[] {
  if (due.size === 0) return [];
  const [first] = due;
  const more = due.size === 1 ? '' : ` and ${due.size - 1} more`;
  return [`${first ?? ''}${more} of ${manifest ?? ''} ${due.size === 1 ? 'is' : 'are'} in no part`];
}
