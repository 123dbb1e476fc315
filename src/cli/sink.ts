import { open, rename, rm } from 'node:fs/promises';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { InputError } from './inputJson';

/** Where an answer goes. */
export interface Sink {
  write(text: string): Promise<void>;
  /** All is written: what was a temporary file gets its name. */
  end(): Promise<void>;
  /** Nothing more comes, and what was written is not the answer. */
  abort(): Promise<void>;
}

/** Characters that wait for one write. */
const maxBufferedLength = 2 ** 18;

const nothing = (): void => undefined;

/** A stream that others write to as well; a reader that has gone away is no error. */
export function streamSink(stream: Writable): Sink {
  if (!stream.listeners('error').includes(nothing)) stream.on('error', nothing);
  return {
    async write(text) {
      if (stream.destroyed || text === '' || stream.write(text)) return;
      await Promise.race([once(stream, 'drain'), once(stream, 'close')]).catch(nothing);
    },
    end: () => Promise.resolve(),
    abort: () => Promise.resolve(),
  };
}

/**
 * A file that appears under its name only when all of it is written.
 * @throws InputError where none can be made.
 */
export async function fileSink(path: string): Promise<Sink> {
  const temporary = `${path}.${process.pid}.tmp`;
  const file = await opened(temporary, path, 'w');
  // Nobody reads the file before it is whole, so that many small pieces go out in few writes.
  let pieces: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    const text = pieces.join('');
    pieces = [];
    length = 0;
    await file.writeFile(text);
  };
  return {
    async write(text) {
      pieces.push(text);
      length += text.length;
      if (length >= maxBufferedLength) await flush();
    },
    async end() {
      await flush();
      await file.sync();
      await file.close();
      await rename(temporary, path);
    },
    async abort() {
      await file.close();
      await rm(temporary, { force: true });
    },
  };
}

/** A file that grows: what was written stays, whatever comes after. */
export async function growingSink(path: string): Promise<Sink> {
  const file = await opened(path, path, 'a');
  return { write: (text) => file.appendFile(text), end: () => file.close(), abort: () => file.close() };
}

async function opened(path: string, told: string, flags: 'w' | 'a') {
  try {
    return await open(path, flags);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`${told} cannot be written (${why}): name a file in a folder that is there`);
  }
}
