import { Outcome } from '../outcome';
import { fileSink, growingSink, type Sink } from '../sink';
import { inOrder } from './inOrder';
import { recordedIn } from './scanFile';
import {
  hashOf,
  headerHash,
  headerOf,
  recordLine,
  stateOf,
  type FileState,
  type ScanRecord,
} from './scanRecord';
import { FileScan } from './fileScan';
import { inBatches, type PlannedFile, type Shard } from './shard';
import type { Scanner } from './threads';
import type { Request } from '../analyzeArguments';

declare const gradientLensVersion: string;

/** A scan whose answer is a record a file. */
export interface RecordScan {
  readonly request: Request;
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
  const { request, files, total, shard, scanner, stdout } = scan;
  const { output, resume, jobs } = request;
  const outcome = new Outcome();
  const kept = output !== null && resume ? await unchanged(output, files, request) : [];
  const done = new Set(kept.map(({ at }) => at));
  if (output !== null) {
    const fresh = await fileSink(output);
    await fresh.write(`${JSON.stringify(headerOf(shard, files.length, total))}\n`);
    for (const record of kept) {
      take(outcome, record);
      await fresh.write(`${recordLine(record)}\n`);
    }
    await fresh.end();
  }
  const sink = output === null ? stdout : await growingSink(output);
  try {
    if (output === null) await sink.write(`${JSON.stringify(headerOf(shard, files.length, total))}\n`);
    const open = files.filter(({ at }) => !done.has(at));
    for await (const record of inOrder(open, jobs, (file) => recordOf(file, scanner))) {
      take(outcome, record);
      await sink.write(`${recordLine(record)}\n`);
    }
  } finally {
    await sink.end();
  }
  return outcome;
}

function take(outcome: Outcome, { result }: ScanRecord): void {
  if (result) outcome.take(result);
}

async function recordOf(file: PlannedFile, scanner: Scanner): Promise<ScanRecord> {
  // What changes while it is read is read again by the next scan.
  const state = await stateOf(file.file);
  const header = await headerHash(file.file);
  const { result, asked, seconds } = await scanner.answer(file);
  const { at, file: name } = file;
  return {
    ...{ version: 2, at, file: name, tool: gradientLensVersion, ...state, header, asked: hashOf(asked) },
    ...{ seconds: Math.round(seconds * 1e4) / 1e4, result },
  };
}

/** The records in a scan's file that stand as they are, with the places that their files have now. */
async function unchanged(
  output: string,
  files: readonly PlannedFile[],
  request: Request,
): Promise<ScanRecord[]> {
  const recorded = await recordedIn(output);
  const scan = new FileScan(request);
  const checked = await inBatches(files, async ({ file, at, named }) => {
    const record = recorded.get(file);
    if (!record || (record.result && record.result.named !== named)) return null;
    const same = isSame(record, await stateOf(file)) && record.asked === hashOf(await scan.asked(file));
    return same ? { ...record, at } : null;
  });
  return checked.filter((record) => record !== null);
}

const isSame = (a: FileState, b: FileState): boolean =>
  a.size >= 0 && a.size === b.size && a.mtime === b.mtime;
