import * as l10n from '@vscode/l10n';
import { GradientLog } from '../../core/monitor/gradientLog';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { fileName, type LogFormat, type LogHead, type LogReader } from './logFormat';
import { logFormats } from './logFormats';

/** Bytes by which a format is recognized. */
const headBytes = 1024 * 1024;
/** Lines by which a format is recognized. */
const maxLines = 5000;
/** Bytes read at a time. */
const chunkBytes = 1024 * 1024;
/** Bytes before the place of reading by which a rewritten file is noticed. */
const anchorBytes = 256;

export interface UpdateOptions {
  /** Nothing will be appended any more, as far as is known; what is appended all the same makes the file be read anew. */
  readonly complete?: boolean;
  /** Called between chunks with the share done; may throw to stop. */
  readonly progress?: ((done: number) => void) | undefined;
}

/** A training log that is read once from its start, and from then on only where it grew. */
export class FollowedLog {
  private content = new GradientLog();
  private reader: LogReader | undefined;
  private format: LogFormat | undefined;
  private read = 0;
  private head = new Uint8Array(0);
  private anchor = new Uint8Array(0);
  private finished = false;

  /** `path` with forward slashes is for recognition by name and for messages. */
  constructor(private readonly path: string) {}

  get log(): GradientLog {
    return this.content;
  }

  /** The producer, as soon as it is recognized. */
  get formatName(): string | undefined {
    return this.format?.name;
  }

  /** Bytes of the file that have been read. */
  get bytesRead(): number {
    return this.read;
  }

  /**
   * Reads what was appended; a file that shrank, or whose beginning or last read bytes are others now, is read anew.
   * @throws FormatError when no reader knows the file, in one sentence.
   */
  async update(source: ByteSource, { complete = false, progress }: UpdateOptions = {}): Promise<void> {
    if (this.reader && (await this.isRewritten(source))) this.restart();
    if (!this.reader && !(await this.recognize(source))) return;
    while (this.read < source.size) {
      const length = Math.min(chunkBytes, source.size - this.read);
      const chunk = await source.read(this.read, length);
      this.reader!.push(chunk);
      this.read += chunk.length;
      const tail = joined(this.anchor, chunk.subarray(Math.max(0, chunk.length - anchorBytes)));
      this.anchor = tail.slice(Math.max(0, tail.length - anchorBytes));
      progress?.(this.read / source.size);
    }
    if (this.finished || !(complete || this.format?.whole)) return;
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
    const head: LogHead = { path: this.path, bytes, lines: linesOf(bytes, bytes.length === source.size) };
    const format = logFormats.find((candidate) => candidate.match(head));
    if (!format) throw new FormatError(unknown(this.path, head));
    this.format = format;
    this.head = bytes.slice(0, anchorBytes);
    this.content = new GradientLog();
    this.reader = format.open(this.content, this.path);
    return true;
  }
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

/** The text's lines, at most `mostLines`; the last one only when the file ends there. None for what is no UTF-8 text. */
function linesOf(bytes: Uint8Array, complete: boolean): string[] {
  const end = bytes.lastIndexOf(10);
  const whole = complete ? bytes : bytes.subarray(0, end + 1);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(whole);
  } catch {
    return [];
  }
  if (text.includes('\0')) return [];
  return text.split(/\r?\n/, maxLines).filter((line) => line.trim() !== '');
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
