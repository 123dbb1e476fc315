import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { fileName, type LogReader } from './logFormat';
import { plainText } from './plainText';

/** A longer line is no record of one step. */
const maxLineLength = 4 * 1024 * 1024;
const newline = 10;
const carriageReturn = 13;

/** Where the next line begins, and how many were read before it. */
export interface LinesRead {
  readonly end: number;
  readonly lines: number;
}

export interface LineHandler {
  /** A line without its end; `number` counts from 1. */
  line(text: string, number: number): void;
  /** Reads the lines from `at` on that are of known forms. */
  quick?(bytes: Uint8Array, at: number): LinesRead;
}

/**
 * Cuts bytes into lines of UTF-8 text and hands on the complete ones, without colors. `\r` ends a line as it does on a
 * terminal, where a progress bar is written over and over. A line over the limit is skipped and said.
 */
export class LineReader implements LogReader {
  private readonly decoder = new TextDecoder();
  private parts: Uint8Array[] = [];
  private held = 0;
  private number = 0;
  private skipping = false;
  private returned = false;

  constructor(
    private readonly handler: LineHandler,
    private readonly log: GradientLog,
    private readonly path: string,
  ) {}

  push(chunk: Uint8Array): void {
    let start = 0;
    let feed = chunk.indexOf(newline);
    let back = chunk.indexOf(carriageReturn);
    while (feed !== -1 || back !== -1) {
      if (this.handler.quick && this.held === 0 && !this.skipping) {
        const { end, lines } = this.handler.quick(chunk, start);
        if (lines > 0) {
          this.number += lines;
          this.returned = false;
          start = end;
          if (feed !== -1 && feed < start) feed = chunk.indexOf(newline, start);
          if (back !== -1 && back < start) back = chunk.indexOf(carriageReturn, start);
          continue;
        }
      }
      const isBack = back !== -1 && (feed === -1 || back < feed);
      const end = isBack ? back : feed;
      // The second half of \r\n.
      const isHalf = !isBack && this.returned && end === start && this.held === 0 && !this.skipping;
      if (!isHalf) {
        this.hold(chunk.subarray(start, end));
        this.release();
      }
      this.returned = isBack;
      start = end + 1;
      if (isBack) back = chunk.indexOf(carriageReturn, start);
      else feed = chunk.indexOf(newline, start);
    }
    // A copy, for the caller may use its buffer again.
    if (start < chunk.length) {
      this.returned = false;
      this.hold(chunk.slice(start));
    }
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
      parts.length === 1
        ? this.decoder.decode(parts[0])
        : parts.map((part) => this.decoder.decode(part, { stream: true })).join('') + this.decoder.decode();
    this.handler.line(plainText(text), this.number);
  }
}
