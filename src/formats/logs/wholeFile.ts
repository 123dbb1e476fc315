import type { GradientLog } from '../../core/monitor/gradientLog';
import { fileName, type LogReader } from './logFormat';

/** What becomes of a file that is read as a whole. */
export interface WholeFileUse {
  readonly maxBytes: number;
  /** The sentence for a larger one, by its name and the limit in MB. */
  tooLarge(name: string, megabytes: number): string;
  /** Takes all of it, in pieces as they came. */
  read(parts: readonly Uint8Array[], name: string): void;
}

/** Gathers a file, and hands it on when all of it is there. */
export class WholeFileReader implements LogReader {
  private parts: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly log: GradientLog,
    private readonly path: string,
    private readonly use: WholeFileUse,
  ) {}

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size <= this.use.maxBytes) this.parts.push(chunk.slice());
  }

  finish(): void {
    const { parts, size, use } = this;
    const name = fileName(this.path);
    this.parts = [];
    this.size = 0;
    if (size > use.maxBytes) this.log.problem(use.tooLarge(name, use.maxBytes >> 20));
    else use.read(parts, name);
  }
}
