import { applyBaseline, readBaseline } from './baseline';
import type { Command, Terminal } from './command';
import { reportWriter } from './formats/writer';
import { InputError } from './inputJson';
import { mergeUsage, parseMergeRequest, type MergeRequest } from './mergeArguments';
import { Outcome } from './outcome';
import { listedIn } from './scan/fileList';
import { lookThrough, ranges, recordsOf, type Parts } from './scan/parts';
import { fileSink, streamSink } from './sink';
import { printable } from './style';

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
  { format, output, statistics, baseline, failOn }: MergeRequest,
  due: Set<string>,
  { stdout, color }: Terminal,
): Promise<Outcome['status']> {
  const known = baseline === null ? null : await readBaseline(baseline);
  const sink = output === null ? streamSink(stdout) : await fileSink(output);
  const writer = reportWriter({ format, statistics, color: color && output === null }, sink);
  const outcome = new Outcome();
  try {
    for await (const { file, result } of recordsOf(parts)) {
      due.delete(file);
      if (!result) continue;
      const graded = failOn ? { ...result, failOn } : result;
      const told = known ? applyBaseline(known, graded) : graded;
      outcome.take(told);
      await writer.take(told);
    }
    await writer.end();
    await sink.end();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return outcome.status;
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
