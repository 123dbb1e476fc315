import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import type { FileResult } from '../formats/fileResult';
import { isShard, type Shard } from './shard';

declare const gradientLensVersion: string;

/** Version of the lines of `--format jsonl`. */
const formatVersion = 1;
/** Bytes of a file's beginning that its hash is of: the header of most checkpoints. */
const headerBytes = 2 ** 16;

/** The first line of a scan: which part it is, and how many records are to come. */
export interface ScanHeader {
  readonly scan: typeof formatVersion;
  readonly tool: string;
  readonly shard: Shard;
  /** Files of this part. */
  readonly files: number;
  /** Files of all parts. */
  readonly total: number;
}

/** What tells one state of a file from another. */
export interface FileState {
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, in ms since 1970. */
  readonly mtime: number;
}

/** One file's answer, as a line of its own. */
export interface ScanRecord extends FileState {
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
  /** The answer; `null` for a file that the project's config leaves out. */
  readonly result: FileResult | null;
}

export const headerOf = (shard: Shard, files: number, total: number): ScanHeader => ({
  ...{ scan: formatVersion, tool: gradientLensVersion, shard, files, total },
});

/** A file's size and time; both −1 for one that is not there. */
export async function stateOf(file: string): Promise<FileState> {
  try {
    const { size, mtimeMs } = await stat(file);
    return { size, mtime: Math.floor(mtimeMs) };
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
  const { report, ...rest } = result ?? { report: { findings: [], errors: [] } };
  return JSON.stringify({ ...fields, ...(result ? rest : { ignored: true }), ...report });
}

/** The scan's header, or a record, in a line; `null` for a line that is neither, such as one that was torn off. */
export function parseLine(line: string): ScanHeader | ScanRecord | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (isHeader(value)) return value;
  return isLine(value) ? recordOf(value) : null;
}

export const isHeader = (value: object): value is ScanHeader => {
  const { scan, shard, files, total } = value as Partial<ScanHeader>;
  const counts = [shard?.index, shard?.count, files, total];
  return scan === formatVersion && counts.every(Number.isSafeInteger) && isShard(shard!);
};

/** A record as it stands in a line. */
type Line = Omit<ScanRecord, 'result'> & Omit<FileResult, 'report'> & { ignored?: true };

const isLine = (value: object): value is Line => {
  const { version, at, file, findings, errors } = value as Record<string, unknown>;
  return (
    version === 2 &&
    Number.isSafeInteger(at) &&
    typeof file === 'string' &&
    Array.isArray(findings) &&
    Array.isArray(errors)
  );
};

function recordOf(line: Line): ScanRecord {
  const { version, at, tool, size, mtime, header, asked, seconds, ignored, ...rest } = line;
  const { options, failOn, named, ...report } = rest;
  const { file } = line;
  // The report is what `recordLine` has spread.
  const result = ignored
    ? null
    : { report: report as unknown as FileResult['report'], options, failOn, named };
  return { version, at, file, tool, size, mtime, header, asked, seconds, result };
}
