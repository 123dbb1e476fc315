import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { fileName, type LogReader } from './logFormat';

/** A longer line is no record of one step. */
const maxLineLength = 4 * 1024 * 1024;
const newline = 10;

export interface LineHandler {
  /** A line without its end; `number` counts from 1. */
  line(text: string, number: number): void;
}

/** Cuts bytes into lines of UTF-8 text and hands on the complete ones. A line over the limit is skipped and said. */
export class LineReader implements LogReader {
  private readonly decoder = new TextDecoder();
  private parts: Uint8Array[] = [];
  private held = 0;
  private number = 0;
  private skipping = false;

  constructor(
    private readonly handler: LineHandler,
    private readonly log: GradientLog,
    private readonly path: string,
  ) {}

  push(chunk: Uint8Array): void {
    let start = 0;
    for (;;) {
      const end = chunk.indexOf(newline, start);
      if (end === -1) break;
      this.hold(chunk.subarray(start, end));
      this.release();
      start = end + 1;
    }
    // A copy, for the caller may use its buffer again.
    if (start < chunk.length) this.hold(chunk.slice(start));
  }

  finish(): void {
    if (this.held > 0) this.release();
  }

  private hold(part: Uint8Array): void {
    if (this.skipping) return;
    this.parts.push(part);
    this.held += part.length;
    if (this.held > maxLineLength) {
      this.log.problem(
        l10n.t(
          'Line {0} of {1} is longer than {2} MB and was skipped: a gradient log has one short line per step.',
          this.number + 1,
          fileName(this.path),
          maxLineLength >> 20,
        ),
      );
      this.skipping = true;
      this.parts = [];
      this.held = 0;
    }
  }

  private release(): void {
    this.number++;
    const { parts, skipping } = this;
    this.parts = [];
    this.held = 0;
    this.skipping = false;
    if (skipping) return;
    const text =
      parts.map((part) => this.decoder.decode(part, { stream: true })).join('') + this.decoder.decode();
    this.handler.line(text.endsWith('\r') ? text.slice(0, -1) : text, this.number);
  }
}
