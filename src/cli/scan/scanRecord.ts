import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { filesIn, type FoundFile } from '../findFiles';
import type { Run } from '../../shared/runs';
import type { FileResult } from '../formats/fileResult';
import type { Status } from '../outcome';
import { scanCommands, type RunsResult, type ScanCommand, type ScanResult } from './commands';
import { isShard, type Shard } from './shard';

declare const gradientLensVersion: string;

/** Version of the lines of `--format jsonl`. */
const formatVersion = 1;
/** Bytes of a file's beginning that its hash is of: the header of most checkpoints. */
const headerBytes = 2 ** 16;

/** The first line of a scan: which part it is, and how many records are to come. */
export interface ScanHeader {
  readonly scan: typeof formatVersion;
  readonly command: ScanCommand;
  readonly tool: string;
  readonly shard: Shard;
  /** Files of this part. */
  readonly files: number;
  /** Files of all parts. */
  readonly total: number;
}

/** What tells one state of a file, or of a folder's logs, from another. */
export interface FileState {
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, in ms since 1970. */
  readonly mtime: number;
}

/** What a record says beside the answer; in its line it stands before that. */
export interface RecordHead extends FileState {
  /** Version of the findings, as of `--json`. */
  readonly version: 2;
  /** The file's place among all files of the scan, from 0. */
  readonly at: number;
  readonly file: string;
  readonly tool: string;
  /** SHA-256 of the file's first 64 KiB, in hexadecimal digits. */
  readonly header: string | null;
  /** SHA-256 of what the answer depends on beside the file. */
  readonly asked: string;
  readonly seconds: number;
  /** The exit status that the answer alone would give. */
  readonly status: Status;
}

/** One file's answer, as a line of its own. */
export interface ScanRecord extends RecordHead {
  /** The answer; `null` for a file that the project's config leaves out. */
  readonly result: ScanResult | null;
}

export const headerOf = (command: ScanCommand, shard: Shard, files: number, total: number): ScanHeader => ({
  ...{ scan: formatVersion, command, tool: gradientLensVersion, shard, files, total },
});

/** A file's size and time, or the sum and the latest of a folder's logs; both −1 where one is not there. */
export async function stateOf(found: FoundFile): Promise<FileState> {
  try {
    const states = await Promise.all(filesIn(found).map((file) => stat(file)));
    return {
      size: states.reduce((sum, { size }) => sum + size, 0),
      mtime: Math.floor(states.reduce((last, { mtimeMs }) => Math.max(last, mtimeMs), -1)),
    };
  } catch {
    return { size: -1, mtime: -1 };
  }
}

/** SHA-256 of a file's first 64 KiB; `null` for one that cannot be read. */
export async function headerHash(file: string): Promise<string | null> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
      return hashOf(buffer.subarray(0, bytesRead));
    } finally {
      await handle.close();
    }
  } catch {
    return null;
  }
}

export const hashOf = (data: string | Uint8Array): string => createHash('sha256').update(data).digest('hex');

/** A record as a line: the answer's own fields stand beside those of the record. */
export function recordLine({ result, ...fields }: ScanRecord): string {
  if (result && 'runs' in result)
    return JSON.stringify({ ...fields, ...result, runs: result.runs.map(withLossAsText) });
  const { report, ...rest } = result ?? { report: { findings: [], errors: [] } };
  return JSON.stringify({ ...fields, ...(result ? rest : { ignored: true }), ...report });
}

/** JSON has no NaN, which is what the loss of a run that diverged ends as. */
const withLossAsText = (run: Run): object =>
  run.finalLoss === null || Number.isFinite(run.finalLoss)
    ? run
    : { ...run, finalLoss: String(run.finalLoss) };
const withLossAsNumber = (run: Omit<Run, 'finalLoss'> & { finalLoss: number | string | null }): Run =>
  run.finalLoss === null ? { ...run, finalLoss: null } : { ...run, finalLoss: Number(run.finalLoss) };

/** The scan's header, or a record, in a line; `null` for a line that is neither, such as one that was torn off. */
export function parseLine(line: string): ScanHeader | ScanRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  // Parts of versions with one command name none.
  if (isHeader(value))
    return { ...value, command: (value as { command?: ScanCommand }).command ?? 'analyze' };
  return isLine(value) ? recordOf(value) : null;
}

/** A record's head by the beginning of its line, a hundred times as fast as to read it; `null` for a line that is torn or no record. */
export function headOf(line: Buffer): RecordHead | null {
  if (line.at(-1) !== closingBrace || line.includes(recordStart, 1)) return null;
  const beginning = (bytes: number) => headPattern.exec(line.toString('utf8', 0, bytes));
  const [head] = beginning(usualHeadBytes) ?? beginning(maxHeadBytes) ?? [];
  return head === undefined ? null : (JSON.parse(`${head}}`) as RecordHead);
}

/** How a record begins. */
export const recordStart = '{"version":2,"at":';
const closingBrace = 0x7d;
/** A path as long as systems let it be, each of its characters escaped, and the rest. */
const maxHeadBytes = 2 ** 15;
const usualHeadBytes = 2 ** 9;
const headPattern = /^\{"version":2,"at":\d{1,15},"file":"(?:[^"\\]|\\.)*",[^{}[\]]*?"status":[012](?=[,}])/;

/** The line of a record with the place that its file has now. */
export const placedLine = (line: Buffer, at: number): string =>
  line.toString('utf8').replace(/(?<=^\{"version":2,"at":)\d+/, String(at));

export const isHeader = (value: object): value is ScanHeader => {
  const { scan, shard, files, total } = value as Partial<ScanHeader>;
  const counts = [shard?.index, shard?.count, files, total];
  const { command = 'analyze' } = value as { command?: ScanCommand };
  return (
    scanCommands.includes(command) &&
    scan === formatVersion &&
    counts.every(Number.isSafeInteger) &&
    isShard(shard!)
  );
};

/** A record as it stands in a line. */
type Line = RecordHead & Omit<FileResult, 'report'> & Partial<RunsResult> & { ignored?: true };

const isLine = (value: object): value is Line => {
  const { version, at, file, findings, errors, runs } = value as Record<string, unknown>;
  return (
    version === 2 &&
    Number.isSafeInteger(at) &&
    typeof file === 'string' &&
    (Array.isArray(runs) || (Array.isArray(findings) && Array.isArray(errors)))
  );
};

function recordOf(line: Line): ScanRecord {
  const { version, at, tool, size, mtime, header, asked, seconds, status, ignored, ...rest } = line;
  const { options, failOn, named, ...report } = rest;
  const { file } = line;
  const head = { version, at, file, tool, size, mtime, header, asked, seconds, status };
  if (rest.runs) return { ...head, result: { runs: rest.runs.map(withLossAsNumber), failOn } };
  // The report is what `recordLine` has spread.
  const result = ignored
    ? null
    : { report: report as unknown as FileResult['report'], options, failOn, named };
  return { ...head, result };
}
