import * as l10n from '@vscode/l10n';
import type { GradientLog } from '../../core/monitor/gradientLog';
import { fileName, type LogReader } from './logFormat';
import { parseRelaxedJson } from './relaxedJson';

/** A larger document is refused: it holds one short record a logged step. */
const maxBytes = 128 * 1024 * 1024;

/** Gathers a file that is one JSON document, and hands it on when all of it is there. */
export class WholeJsonReader implements LogReader {
  private parts: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly log: GradientLog,
    private readonly path: string,
    private readonly onDocument: (value: unknown) => void,
  ) {}

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size <= maxBytes) this.parts.push(chunk.slice());
  }

  finish(): void {
    const name = fileName(this.path);
    const { parts, size } = this;
    this.parts = [];
    this.size = 0;
    if (size > maxBytes) {
      this.log.problem(
        l10n.t(
          '{0} is larger than {1} MB: use a log with one record per line instead.',
          name,
          maxBytes >> 20,
        ),
      );
      return;
    }
    const decoder = new TextDecoder();
    const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
    let value: unknown;
    try {
      value = parseRelaxedJson(text);
    } catch {
      this.log.problem(
        l10n.t('{0} is incomplete JSON; it will be read again when it has been written.', name),
      );
      return;
    }
    this.onDocument(value);
  }
}

/** An object that is no array. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
