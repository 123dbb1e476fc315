import { text as textOf } from 'node:stream/consumers';
import type { Terminal } from '../command';
import type { FoundFile } from '../findFiles';
import type { ReportWriter } from '../formats/writer';
import { InputError } from '../inputJson';
import { Outcome, type Status } from '../outcome';
import { fileSink, streamSink, type Sink } from '../sink';
import { printable } from '../style';
import { listedIn, namesIn } from './fileList';
import { inOrder } from './inOrder';
import type { ScanResult } from './commands';
import type { ScanJob } from './job';
import { recordScan } from './recordScan';
import { filesOfShard } from './shard';
import { ownScanner, threadScanner, type Scanner } from './threads';

/** A scan of any command, and how its results are told. */
export interface FileScanning<R extends ScanResult> {
  readonly job: ScanJob;
  /** All files of the scan, in its order. */
  readonly files: readonly FoundFile[];
  /** What prints the results into a sink; unused where they are records. */
  readonly writer: (sink: Sink) => Promise<ReportWriter<R>> | ReportWriter<R>;
}

/**
 * Scans the files, or the shard of them that the request names, and prints records or a report, to a file where one is named.
 * @throws InputError for what the request names and cannot be used.
 */
export async function scanFiles<R extends ScanResult>(
  scanning: FileScanning<R>,
  terminal: Terminal,
): Promise<Outcome> {
  const { job, files: all } = scanning;
  const { shard, jobs } = job.request;
  const { script, progress } = terminal;
  const planned = all.map((file, at) => ({ ...file, at }));
  const files = shard ? await filesOfShard(planned, shard) : planned;
  const threads = Math.min(jobs, files.length);
  const scanner: Scanner =
    threads > 1 && script ? threadScanner(job, threads, script) : ownScanner(job, progress);
  try {
    const stdout = progress?.before(streamSink(terminal.stdout)) ?? streamSink(terminal.stdout);
    if (job.request.format === 'jsonl') {
      const part = shard ?? { index: 1, count: 1 };
      return await recordScan({ job, files, total: all.length, shard: part, scanner, stdout });
    }
    const { output } = job.request;
    const sink = output === null ? stdout : await fileSink(output);
    const outcome = new Outcome();
    let done = 0;
    try {
      const writer = await scanning.writer(sink);
      for await (const { result } of inOrder(files, jobs, (file) => scanner.answer(file))) {
        progress?.count(++done, files.length);
        // Each command has results of one kind.
        if (result) outcome.take(await writer.take(result as R));
      }
      await writer.end();
      await sink.end();
    } catch (error) {
      await sink.abort();
      throw error;
    }
    return outcome;
  } finally {
    progress?.clear();
    await scanner.close();
  }
}

/** The exit status of a scan; input that cannot be used is told in one sentence. */
export async function statusOfScan(terminal: Terminal, scan: () => Promise<Status>): Promise<Status> {
  try {
    return await scan();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    terminal.error(printable(`gradient-lens: ${error.message}`));
    return 2;
  }
}

/** The names that `--files-from` lists, or standard input for `-`; none where it was not given. */
export async function namesFrom(filesFrom: string | null, { stdin }: Terminal): Promise<string[]> {
  if (filesFrom === null) return [];
  return filesFrom === '-' ? namesIn(await textOf(stdin)) : listedIn(filesFrom);
}
