import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { parseLine, type ScanHeader, type ScanRecord } from './scanRecord';

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

/** Whether a file ends with a line end, so that more lines may follow. */
export async function endsWithLine(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1));
    return bytesRead === 1 && buffer[0] === lineFeed;
  } finally {
    await file.close();
  }
}
