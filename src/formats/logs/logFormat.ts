import type { GradientLog } from '../../core/monitor/gradientLog';

/** What a log is recognized by. */
export interface LogHead {
  /** Path of the file with forward slashes, as far as it is known; its last part is the file's name. */
  readonly path: string;
  /** The first bytes, up to 1 MiB; as UTF-8 if the file is UTF-16. */
  readonly bytes: Uint8Array;
  /** The same as text, without a last line that is cut. Empty when the bytes are not text. */
  readonly lines: readonly string[];
  /** How the text begins, be its first line complete or not. */
  readonly start: string;
}

/** Takes a log's bytes as they come. */
export interface LogReader {
  /** The next bytes; whatever is incomplete waits for more. */
  push(chunk: Uint8Array): void;
  /** Nothing will be appended: what was waiting for its end is read as it is, or said to be cut. */
  finish(): void;
}

/** One producer's way of writing a log. */
export interface LogFormat {
  /** The producer as people know it; clipping code for it stands first. */
  readonly name: string;
  /** The file is one document that its writer replaces as a whole, so it is read as a whole. */
  readonly whole?: boolean;
  match(head: LogHead): boolean;
  /** The producer by what only it writes, where one format has several. */
  nameOf?(head: LogHead): string | undefined;
  /** A reader from the start of a file; `path` is for messages and for names that a path carries. */
  open(log: GradientLog, path: string): LogReader;
}

/** The file's name without folders. */
export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
