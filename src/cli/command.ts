import type { Readable, Writable } from 'node:stream';
import type { ProgressLine } from './progressLine';

/** What the program is given to read from and to write to: the process itself, or what stands in for it. */
export interface Surroundings {
  readonly stdin: Readable;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean; readonly columns?: number };
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The program's own file, which its threads run; without it there is one thread. */
  readonly script?: string;
}

/** Where a command prints; a line at a time, and a reader that has gone away is no error. */
export interface Terminal extends Pick<Surroundings, 'stdin' | 'stdout' | 'env' | 'script'> {
  readonly log: (text: string) => void;
  readonly error: (text: string) => void;
  /** A line of progress on standard error, where that is a terminal that a person looks at. */
  readonly progress?: ProgressLine;
  /** Whether what is logged may be colored. */
  readonly color: boolean;
}

/** One of the program's commands. */
export interface Command {
  /** The line to type, what it does, its options. */
  readonly usage: string;
  /**
   * Runs with the arguments after the command's name and prints its answer; resolves to the exit status.
   * @throws UsageError when the arguments are not understood.
   */
  run(args: readonly string[], terminal: Terminal): Promise<number>;
}
