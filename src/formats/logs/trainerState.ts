import type { GradientLog } from '../../core/monitor/gradientLog';
import { fileName, type LogFormat, type LogReader } from './logFormat';
import { RecordCollector } from './record';
import { parseRelaxedJson } from './relaxedJson';

/** A larger state is refused: it holds one short record a logged step. */
const longest = 128 * 1024 * 1024;

/**
 * Hugging Face `trainer_state.json`: one document with `log_history`, written anew at every checkpoint. Its `grad_norm`
 * is the norm before clipping of the last step before the line.
 */
export const trainerState: LogFormat = {
  name: 'Hugging Face Trainer',
  whole: true,
  match: ({ lines, path, bytes }) =>
    fileName(path) === 'trainer_state.json' ||
    (/^\s*\{/.test(lines[0] ?? new TextDecoder().decode(bytes.subarray(0, 64))) &&
      /"log_history"\s*:\s*\[/.test(new TextDecoder().decode(bytes))),
  open: (log, path) => new TrainerStateReader(log, path),
};

class TrainerStateReader implements LogReader {
  private parts: Uint8Array[] = [];
  private size = 0;

  constructor(
    private readonly log: GradientLog,
    private readonly path: string,
  ) {}

  push(chunk: Uint8Array): void {
    this.size += chunk.length;
    if (this.size <= longest) this.parts.push(chunk.slice());
  }

  finish(): void {
    const name = fileName(this.path);
    const { parts, size } = this;
    this.parts = [];
    this.size = 0;
    if (size > longest) {
      this.log.problem(
        `${name} is larger than ${longest >> 20} MB: name a log of one record a line instead.`,
      );
      return;
    }
    const decoder = new TextDecoder();
    const text = parts.map((part) => decoder.decode(part, { stream: true })).join('') + decoder.decode();
    let state: unknown;
    try {
      state = parseRelaxedJson(text);
    } catch {
      this.log.problem(`${name} is not complete JSON: it is read again when its writer is done.`);
      return;
    }
    const history =
      typeof state === 'object' && state !== null
        ? (state as { log_history?: unknown }).log_history
        : undefined;
    if (!Array.isArray(history)) {
      this.log.problem(`${name} has no log_history: this is not the state of a Hugging Face Trainer.`);
      return;
    }
    const collector = new RecordCollector(this.log);
    for (const entry of history as unknown[]) {
      if (typeof entry === 'object' && entry !== null && !Array.isArray(entry))
        collector.add(Object.entries(entry));
    }
  }
}
