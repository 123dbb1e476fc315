import { text as textOf } from 'node:stream/consumers';
import { analyzeUsage, parseRequest, type Request } from './analyzeArguments';
import { applyBaseline, NewBaseline, readBaseline } from './baseline';
import type { Command, Terminal } from './command';
import { findFiles, type FoundFile } from './findFiles';
import { reportWriter } from './formats/writer';
import { isOpened } from './scan/fileScan';
import { InputError } from './inputJson';
import { Outcome } from './outcome';
import { inOrder } from './scan/inOrder';
import { listedIn, namesIn } from './scan/fileList';
import { recordScan } from './scan/recordScan';
import { filesOfShard, type PlannedFile } from './scan/shard';
import { ownScanner, threadScanner, type Scanner } from './scan/threads';
import { fileSink, streamSink } from './sink';
import { printable } from './style';
import { UsageError } from './usageError';

/** `gradient-lens analyze`: the verdict on every matrix, config and recurrence in the files. */
export const analyze: Command = {
  usage: analyzeUsage,
  async run(args, terminal) {
    const request = parseRequest(args, terminal.env);
    try {
      const all = await filesOf(request, terminal);
      await refuseTexts(request, all);
      const planned = all.map((file, at) => ({ ...file, at }));
      const files = request.shard ? await filesOfShard(planned, request.shard) : planned;
      const scanner = scannerFor(request, files.length, terminal);
      try {
        const outcome = await scan(request, files, all.length, scanner, terminal);
        return request.exitZero ? 0 : outcome.status;
      } finally {
        terminal.progress?.clear();
        await scanner.close();
      }
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      terminal.error(printable(`gradient-lens: ${error.message}`));
      return 2;
    }
  },
};

async function scan(
  request: Request,
  files: readonly PlannedFile[],
  total: number,
  scanner: Scanner,
  { stdout, color, progress }: Terminal,
): Promise<Outcome> {
  const { format, output, jobs, statistics } = request;
  const standard = progress?.before(streamSink(stdout)) ?? streamSink(stdout);
  if (format === 'jsonl') {
    const shard = request.shard ?? { index: 1, count: 1 };
    return recordScan({ request, files, total, shard, scanner, stdout: standard });
  }
  const { baseline, updateBaseline } = request;
  const known = baseline === null || updateBaseline ? null : await readBaseline(baseline);
  const renewed = baseline !== null && updateBaseline ? new NewBaseline(baseline) : null;
  const sink = output === null ? standard : await fileSink(output);
  const writer = reportWriter({ format, statistics, color: color && output === null }, sink);
  const outcome = new Outcome();
  let done = 0;
  try {
    for await (const { result } of inOrder(files, jobs, (file) => scanner.answer(file))) {
      progress?.count(++done, files.length);
      if (!result) continue;
      const told = renewed?.accepting(result) ?? (known ? applyBaseline(known, result) : result);
      outcome.take(told);
      await writer.take(told);
    }
    await writer.end();
    await sink.end();
    await renewed?.write();
  } catch (error) {
    await sink.abort();
    throw error;
  }
  return outcome;
}

function scannerFor(request: Request, files: number, { script, progress }: Terminal): Scanner {
  const threads = Math.min(request.jobs, files);
  return threads > 1 && script ? threadScanner(request, threads, script) : ownScanner(request, progress);
}

/** What the arguments and the list of `--files-from` name. */
async function filesOf({ patterns, filesFrom }: Request, { stdin }: Terminal): Promise<FoundFile[]> {
  const found = await findFiles(patterns);
  if (filesFrom === null) return found;
  const listed = filesFrom === '-' ? namesIn(await textOf(stdin)) : await listedIn(filesFrom);
  const known = new Set(found.map(({ file }) => file));
  return [...found, ...listed.filter((file) => !known.has(file)).map((file) => ({ file, named: true }))];
}

async function refuseTexts({ list, tensor, inputs }: Request, files: readonly FoundFile[]): Promise<void> {
  if (!list && tensor === null && inputs === null) return;
  for (const { file } of files) {
    if (await isOpened(file)) continue;
    throw new UsageError(
      `${list ? '--list' : tensor === null ? '--inputs' : '--tensor'} is for checkpoints, and ${file} is not one`,
    );
  }
}
