import { open, type FileHandle } from 'node:fs/promises';
import { InputError } from '../inputJson';
import { parsedLine, scanLines } from './scanFile';
import type { ScanCommand } from './commands';
import { isHeader, parseLine, recordStart, type ScanHeader, type ScanRecord } from './scanRecord';

/** Where a record stands. */
interface PlacedRecord {
  readonly at: number;
  readonly part: number;
  readonly start: number;
  readonly bytes: number;
}

/** What several parts of a scan come to. */
export interface Parts {
  /** The command whose scan it is. */
  readonly command: ScanCommand;
  readonly paths: readonly string[];
  /** A record for each file, in the order of the scan. */
  readonly records: readonly PlacedRecord[];
  /** Into how many parts the scan was cut. */
  readonly count: number;
  /** Files of the whole scan. */
  readonly total: number;
  /** Parts of which nothing is there, or not all, from 1, ascending. */
  readonly missing: readonly number[];
  /** What is wrong, a sentence each. */
  readonly problems: readonly string[];
}

/** One part by itself. */
interface Part {
  readonly path: string;
  /** `null` for a file that does not begin as a part does. */
  readonly header: ScanHeader | null;
  readonly records: readonly PlacedRecord[];
  /** Lines that are no records. */
  readonly torn: number;
  /** Why the file cannot be read. */
  readonly unreadable: string | null;
}

/**
 * Looks through the parts of a scan, and keeps of their records no more than where they stand.
 * @throws InputError where none of them is a part, or where they are of two scans.
 */
export async function lookThrough(paths: readonly string[]): Promise<Parts> {
  const parts: Part[] = [];
  for (const [index, path] of paths.entries()) parts.push(await lookAt(path, index));
  const headed = parts.flatMap((part) => (part.header ? [{ ...part, header: part.header }] : []));
  const [first] = headed;
  const problems = parts.flatMap(problemsOf);
  if (!first)
    throw new InputError(
      `${problems[0] ?? 'there are no parts'}: name the files that a scan with --format jsonl --output has written`,
    );
  const { command, shard, total } = first.header;
  const seen = new Map<number, string>();
  const whole = new Set<number>();
  for (const { path, header, records } of headed) {
    refuseOther(first, { path, header });
    const { index } = header.shard;
    const other = seen.get(index);
    if (other !== undefined) problems.push(`part ${nameOf(header)} is there twice, as ${other} and ${path}`);
    seen.set(index, path);
    if (header.tool !== first.header.tool)
      problems.push(`${path} was written by version ${header.tool}, ${first.path} by ${first.header.tool}`);
    if (records.length >= header.files) whole.add(index);
  }
  const all = headed.flatMap(({ records }) => records);
  const places = new Map(all.toReversed().map((record) => [record.at, record]));
  const doubles = all.length - places.size;
  if (doubles > 0) problems.push(`${doubles} records are of a file that another is of; the first counts`);
  const missing = Array.from({ length: shard.count }, (_, i) => i + 1).filter((index) => !whole.has(index));
  const records = [...places.values()].sort((a, b) => a.at - b.at);
  return { command, paths, records, count: shard.count, total, missing, problems };
}

async function lookAt(path: string, part: number): Promise<Part> {
  let header: ScanHeader | null = null;
  const records: PlacedRecord[] = [];
  let torn = 0;
  try {
    for await (const placed of scanLines(path)) {
      const at = placeOf(placed.line);
      const parsed = at === null ? parsedLine(placed) : { at };
      if (!parsed) torn++;
      else if ('scan' in parsed) header ??= parsed;
      else if (header && parsed.at < header.total)
        records.push({ at: parsed.at, part, start: placed.start, bytes: placed.line.length });
      else torn++;
    }
  } catch (error) {
    const unreadable = error instanceof Error ? error.message : String(error);
    return { path, header, records, torn, unreadable };
  }
  return { path, header, records, torn, unreadable: null };
}

/** A record's place in the scan by its two ends, ten times as fast as to read it; `null` where that does not tell. */
function placeOf(line: Buffer): number | null {
  if (line.at(-1) !== 0x7d || line.includes(recordStart, 1)) return null;
  const [, at] = /^\{"version":2,"at":(\d{1,15}),"file":"/.exec(line.toString('latin1', 0, 64)) ?? [];
  return at === undefined ? null : Number(at);
}

/** What is wrong with one part, a sentence each. */
function problemsOf({ path, header, records, torn, unreadable }: Part): string[] {
  if (unreadable !== null) return [`${path} cannot be read (${unreadable})`];
  if (!header) return [`${path} does not begin as a part of a scan does`];
  const part = `${path} (part ${nameOf(header)})`;
  const found = records.length;
  return [
    ...(torn > 0 ? [`${part} has ${torn === 1 ? 'a torn line' : `${torn} torn lines`}`] : []),
    ...(found < header.files ? [`${part} has ${found} of its ${header.files} files`] : []),
  ];
}

const nameOf = ({ shard: { index, count } }: ScanHeader): string => `${index}/${count}`;

type Headed = Pick<Part, 'path'> & { readonly header: ScanHeader };

function refuseOther(first: Headed, other: Headed): void {
  const told = ({ header: { total, shard } }: Headed): string => `${total} files in ${shard.count} parts`;
  if (other.header.command !== first.header.command)
    throw new InputError(
      `${other.path} is of ${other.header.command}, ${first.path} of ${first.header.command}: merge the parts of one scan`,
    );
  if (told(first) !== told(other))
    throw new InputError(
      `${other.path} is of a scan of ${told(other)}, ${first.path} of one of ${told(first)}: merge the parts of one scan`,
    );
}

/** Bytes that are read of a part at once; its records mostly follow each other. */
const windowBytes = 2 ** 16;

/** A stretch of a part. */
interface Window {
  /** Its first byte's place in the part. */
  readonly start: number;
  readonly data: Buffer;
}

/** The records of some parts in the order of the scan, read one by one. */
export async function* recordsOf({ paths, records }: Parts): AsyncGenerator<ScanRecord, void, void> {
  const files = new Map<number, FileHandle>();
  const windows = new Map<number, Window>();
  try {
    for (const { part, start, bytes } of records) {
      const path = paths[part]!;
      let window = windows.get(part);
      if (!window || start < window.start || start + bytes > window.start + window.data.length) {
        const file = files.get(part) ?? (await open(path));
        files.set(part, file);
        const buffer = Buffer.allocUnsafe(Math.max(bytes, windowBytes));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
        window = { start, data: buffer.subarray(0, bytesRead) };
        windows.set(part, window);
      }
      const at = start - window.start;
      const parsed = parseLine(window.data.toString('utf8', at, at + bytes));
      if (!parsed || isHeader(parsed))
        throw new InputError(
          `${path} has no whole record at byte ${start}: write this part anew with --resume`,
        );
      yield parsed;
    }
  } finally {
    await Promise.all([...files.values()].map((file) => file.close()));
  }
}

/** Numbers as `--array=` takes them: 1-3,7. */
export function ranges(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
