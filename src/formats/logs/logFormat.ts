import type { GradientLog } from '../../core/monitor/gradientLog';

/** What a log is recognized by. */
export interface LogHead {
  /** Path of the file with forward slashes, as far as it is known; its last part is the file's name. */
  readonly path: string;
  /** The first bytes, up to 1 MiB. */
  readonly bytes: Uint8Array;
  /** The same as text, without a last line that is cut. Empty when the bytes are no UTF-8 text. */
  readonly lines: readonly string[];
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
  /** A reader from the start of a file; `path` is for messages and for names that a path carries. */
  open(log: GradientLog, path: string): LogReader;
}

/** The file's name without folders. */
export function fileName(path: string): string {
  return path.split('/').at(-1) ?? path;
}
