import { createReadStream } from 'node:fs';
import { isHeader, parseLine, type ScanHeader, type ScanRecord } from './scanRecord';

declare const gradientLensVersion: string;

const lineFeed = 0x0a;

/** A line of a file, with where it stands in bytes. */
export interface PlacedLine {
  readonly start: number;
  readonly line: Buffer;
}

/** The scan's header, or a record, in a line; `null` for a line that is neither. */
export const parsedLine = ({ line }: PlacedLine): ScanHeader | ScanRecord | null =>
  parseLine(line.toString('utf8'));

/**
 * The lines of a scan's file, one by one; blank ones are passed over.
 * @throws Error for a file that cannot be read.
 */
export async function* scanLines(path: string): AsyncGenerator<PlacedLine, void, void> {
  let rest: Buffer[] = [];
  let start = 0;
  const line = (): PlacedLine[] => {
    const buffer = Buffer.concat(rest);
    const found = { start, line: buffer };
    start += buffer.length + 1;
    rest = [];
    return buffer.every((byte) => byte === 0x20 || byte === 0x0d) ? [] : [found];
  };
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    let from = 0;
    for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, from)) {
      rest.push(chunk.subarray(from, end));
      yield* line();
      from = end + 1;
    }
    rest.push(chunk.subarray(from));
  }
  yield* line();
}

/** The records of this version in a scan's file, by the file that each is of; none where there is no such file yet. */
export async function recordedIn(path: string): Promise<Map<string, ScanRecord>> {
  const found = new Map<string, ScanRecord>();
  try {
    for await (const line of scanLines(path)) {
      const parsed = parsedLine(line);
      if (parsed && !isHeader(parsed) && parsed.tool === gradientLensVersion) found.set(parsed.file, parsed);
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  return found;
}
