import * as l10n from '@vscode/l10n';
import { GradientLog } from '../../core/monitor/gradientLog';
import { thin } from '../../core/monitor/thinning';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { fileName, type LogFormat, type LogHead, type LogReader } from './logFormat';
import { logFormats, printedFormats } from './logFormats';
import { isText, plainText } from './plainText';
import { utf16Of, Utf16Reader, type Utf16 } from './utf16';

/** Bytes by which a format is recognized. */
const headBytes = 1024 * 1024;
/** Lines by which a format is recognized, and those that may be of gradients behind them. */
const maxLines = 5000;
const telling = /norm|grad|grdn|skip|overflow|∇/i;
/** What a log may tell before its first figures, in bytes. */
const maxPreamble = 32 * 1024 * 1024;
/** Characters by which a text of one long line is recognized. */
const startLength = 1000;
/** Bytes read at a time. */
const chunkBytes = 256 * 1024;
/** Bytes before the place of reading by which a rewritten file is noticed. */
const anchorBytes = 256;

export interface UpdateOptions {
  /** Nothing will be appended any more, as far as is known; what is appended all the same makes the file be read anew. */
  readonly complete?: boolean;
  /** Called between chunks with the share done; may throw to stop. */
  readonly progress?: ((done: number) => void) | undefined;
  /** Reading may be left off after that time, in ms, and is gone on with by the next update. */
  readonly budget?: number | undefined;
}

/** A training log that is read once from its start, and from then on only where it grew. */
export class FollowedLog {
  private content = new GradientLog();
  private reader: LogReader | undefined;
  private format: LogFormat | undefined;
  private producer: string | undefined;
  private read = 0;
  private head = new Uint8Array(0);
  private anchor = new Uint8Array(0);
  private finished = false;
  private rest = 0;

  /** `path` with forward slashes is for recognition by name and for messages. */
  constructor(private readonly path: string) {}

  get log(): GradientLog {
    return this.content;
  }

  /** The producer, as soon as it is recognized. */
  get formatName(): string | undefined {
    return this.producer ?? this.format?.name;
  }

  /** Bytes of the file that have been read. */
  get bytesRead(): number {
    return this.read;
  }

  /** Bytes that the last update left for the next one. */
  get bytesLeft(): number {
    return this.rest;
  }

  /**
   * Reads what was appended; a file that shrank, or whose beginning or last read bytes are others now, is read anew.
   * @throws FormatError when no reader knows the file, in one sentence.
   */
  async update(
    source: ByteSource,
    { complete = false, progress, budget }: UpdateOptions = {},
  ): Promise<void> {
    // A document that is read as a whole has nothing to tell before its end.
    const until = Date.now() + (budget ?? Infinity);
    const isTime = (): boolean => this.format?.whole === true || Date.now() < until;
    if (this.reader && (await this.isRewritten(source))) this.restart();
    if (!this.reader && !(await this.recognize(source))) return;
    // Readers copy what they keep.
    const room = new Uint8Array(Math.min(chunkBytes, Math.max(source.size - this.read, 0)));
    for (let first = true; this.read < source.size && (first || isTime()); first = false) {
      const length = Math.min(chunkBytes, source.size - this.read);
      const chunk = await source.read(this.read, length, room);
      this.reader!.push(chunk);
      this.read += chunk.length;
      thin(this.content);
      const tail = joined(this.anchor, chunk.subarray(Math.max(0, chunk.length - anchorBytes)));
      this.anchor = tail.slice(Math.max(0, tail.length - anchorBytes));
      progress?.(this.read / source.size);
    }
    this.rest = source.size - this.read;
    if (this.rest > 0 || this.finished || !(complete || this.format?.whole)) return;
    this.finished = true;
    this.reader!.finish();
  }

  private restart(): void {
    this.content = new GradientLog();
    this.reader = undefined;
    this.format = undefined;
    this.read = 0;
    this.finished = false;
    this.anchor = new Uint8Array(0);
  }

  private async isRewritten(source: ByteSource): Promise<boolean> {
    if (source.size < this.read || (this.finished && source.size !== this.read)) return true;
    const head = await source.read(0, Math.min(this.head.length, this.read));
    if (!same(head, this.head.subarray(0, head.length))) return true;
    const anchor = await source.read(this.read - this.anchor.length, this.anchor.length);
    return !same(anchor, this.anchor);
  }

  /** False while an empty or one-line file may still become something. */
  private async recognize(source: ByteSource): Promise<boolean> {
    if (source.size === 0) return false;
    const bytes = await source.read(0, Math.min(headBytes, source.size));
    const encoding = utf16Of(bytes);
    const head = headOf(this.path, bytes, bytes.length === source.size, encoding);
    let format = logFormats.find((candidate) => candidate.match(head));
    let named = head;
    if (!format && head.lines.length > 0) {
      const later = await this.behindPreamble(source, encoding);
      if (later) [format, named] = later;
    }
    if (!format) throw new FormatError(unknown(this.path, head));
    this.format = format;
    this.producer = format.nameOf?.(named);
    this.head = bytes.slice(0, anchorBytes);
    this.content = new GradientLog();
    const reader = format.open(this.content, this.path);
    this.reader = encoding ? new Utf16Reader(encoding, reader) : reader;
    return true;
  }

  /** The format of a text whose first figures come late. */
  private async behindPreamble(
    source: ByteSource,
    encoding: Utf16 | undefined,
  ): Promise<[LogFormat, LogHead] | undefined> {
    const end = Math.min(source.size, maxPreamble);
    for (let at = headBytes; at < end; at += headBytes) {
      const length = Math.min(headBytes, source.size - at);
      const head = headOf(this.path, await source.read(at, length), at + length === source.size, encoding);
      const format = printedFormats.find((candidate) => candidate.match(head));
      if (format) return [format, head];
    }
    return undefined;
  }
}

function headOf(path: string, bytes: Uint8Array, complete: boolean, encoding: Utf16 | undefined): LogHead {
  const text = new TextDecoder(encoding ?? 'utf-8').decode(bytes);
  if (!isText(text)) return { path, bytes, lines: [], start: '' };
  return {
    path,
    bytes: encoding ? new TextEncoder().encode(text) : bytes,
    lines: linesOf(text, complete),
    start: text.slice(0, startLength),
  };
}

function unknown(path: string, { lines, bytes }: LogHead): string {
  const name = fileName(path);
  if (lines.length === 0 && bytes.length >= headBytes) {
    return l10n.t(
      '{0} is a single line of over {1} KB, or not text: a gradient log has one line or record per step.',
      name,
      headBytes >> 10,
    );
  }
  return l10n.t(
    '{0} is not a training log with gradient norms in a known format: JSON Lines or CSV with step and grad_norm, trainer_state.json, TensorBoard, W&B and MLflow files are read, among others; “Insert Gradient Logger” writes one.',
    name,
  );
}

/** The text's first lines, and of the others what may tell of gradients; the last one only when the file ends there. */
function linesOf(text: string, complete: boolean): string[] {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  return (complete ? text : text.slice(0, end + 1))
    .split(/\r\n|\n|\r/)
    .filter((line, i) => (i < maxLines || telling.test(line)) && line.trim() !== '')
    .map(plainText);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const all = new Uint8Array(a.length + b.length);
  all.set(a);
  all.set(b, a.length);
  return all;
}
