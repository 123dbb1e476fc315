import { filesIn } from '../findFiles';
import { Outcome, statusOf, type Status } from '../outcome';
import { fileSink, growingSink, type Sink } from '../sink';
import { inOrder } from './inOrder';
import { answersOf, type ScanJob } from './job';
import { endsWithLine, scanLines } from './scanFile';
import {
  hashOf,
  headerHash,
  headerOf,
  headOf,
  placedLine,
  recordLine,
  stateOf,
  type FileState,
  type RecordHead,
  type ScanRecord,
} from './scanRecord';
import { inBatches, type PlannedFile, type Shard } from './shard';
import type { Scanner } from './threads';

declare const gradientLensVersion: string;

/** A scan whose answer is a record a file. */
export interface RecordScan {
  readonly job: ScanJob;
  readonly files: readonly PlannedFile[];
  readonly total: number;
  readonly shard: Shard;
  readonly scanner: Scanner;
  /** Where it goes where no file is named. */
  readonly stdout: Sink;
}

/**
 * Writes the header and a record a file, each as soon as it is found, in the order of the files. With `--resume` the records that
 * the file holds of files that have not changed since stay, and only the others are analyzed.
 */
export async function recordScan(scan: RecordScan): Promise<Outcome> {
  const { job, files, total, shard, scanner, stdout } = scan;
  const { output, resume, jobs } = job.request;
  const outcome = new Outcome();
  const header = `${JSON.stringify(headerOf(job.command, shard, files.length, total))}\n`;
  let done = new Set<number>();
  if (output !== null) {
    const { kept, isWhole } = resume ? await unchanged(scan, output, header) : nothingKept;
    for (const { status } of kept.values()) outcome.raise(status);
    done = new Set([...kept.values()].map(({ at }) => at));
    if (!isWhole) await begin(output, header, kept);
  }
  const sink = output === null ? stdout : await growingSink(output);
  try {
    if (output === null) await sink.write(header);
    const open = files.filter(({ at }) => !done.has(at));
    for await (const record of inOrder(open, jobs, (file) => recordOf(file, scanner))) {
      outcome.raise(record.status);
      await sink.write(`${recordLine(record)}\n`);
    }
  } finally {
    await sink.end();
  }
  return outcome;
}

/** Writes the header and the records that stay, with their new places. */
async function begin(output: string, header: string, kept: Kept['kept']): Promise<void> {
  const fresh = await fileSink(output);
  try {
    await fresh.write(header);
    const written = new Set<number>();
    if (kept.size > 0) {
      for await (const { line } of scanLines(output)) {
        const head = headOf(line);
        const stays = head ? kept.get(keyOf(head)) : undefined;
        if (!stays || written.has(stays.at)) continue;
        written.add(stays.at);
        await fresh.write(`${placedLine(line, stays.at)}\n`);
      }
    }
    await fresh.end();
  } catch (error) {
    await fresh.abort();
    throw error;
  }
}

async function recordOf(file: PlannedFile, scanner: Scanner): Promise<ScanRecord> {
  // What changes while it is read is read again by the next scan.
  const state = await stateOf(file);
  const header = await headerHash(filesIn(file)[0]!);
  const { result, asked, seconds } = await scanner.answer(file);
  const { at, file: name } = file;
  return {
    ...{ version: 2, at, file: name, tool: gradientLensVersion, ...state, header, asked: hashOf(asked) },
    ...{ seconds: Math.round(seconds * 1e4) / 1e4, status: result ? statusOf(result) : 0, result },
  };
}

/** A record that stays: the place that its file has now and the one it had, and its own exit status. */
interface KeptRecord {
  readonly at: number;
  readonly was: number;
  readonly status: Status;
}

/** What a scan's file holds that need not be found again. */
interface Kept {
  /** By what tells a record from others. */
  readonly kept: ReadonlyMap<string, KeptRecord>;
  /** The file holds that and nothing else, so that it can grow as it is. */
  readonly isWhole: boolean;
}
const nothingKept: Kept = { kept: new Map(), isWhole: false };

/** The records in a scan's file whose files are as they were, and are asked the same by the same version. */
async function unchanged({ job, files }: RecordScan, output: string, header: string): Promise<Kept> {
  const recorded = new Map<string, RecordHead>();
  let lines = 0;
  let begins = false;
  try {
    for await (const { line } of scanLines(output)) {
      if (lines++ === 0) begins = line.equals(Buffer.from(header.trimEnd()));
      const head = headOf(line);
      if (head?.tool === gradientLensVersion) recorded.set(head.file, head);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const answers = answersOf(job);
  const kept = new Map<string, KeptRecord>();
  await inBatches(files, async (file) => {
    const head = recorded.get(file.file);
    if (!head || !isSame(head, await stateOf(file)) || head.asked !== hashOf(await answers.asked(file)))
      return;
    kept.set(keyOf(head), { at: file.at, was: head.at, status: head.status });
  });
  const isInPlace =
    begins && kept.size === lines - 1 && [...kept.values()].every(({ at, was }) => at === was);
  return { kept, isWhole: isInPlace && (await endsWithLine(output)) };
}

/** What tells a record from others of the same file. */
const keyOf = ({ file, at, size, mtime, asked }: RecordHead): string =>
  JSON.stringify([file, at, size, mtime, asked]);

const isSame = (a: FileState, b: FileState): boolean =>
  a.size >= 0 && a.size === b.size && a.mtime === b.mtime;
