import * as l10n from '@vscode/l10n';
import { ByteQueue, uint32At } from './byteQueue';
import { maskedCrc32c } from './crc';

/** Larger records are pictures or graphs, which hold no gradient: they are passed over. */
const maxRecordBytes = 16 * 1024 * 1024;
/** No writer makes a record like this: the file is damaged, or not what its name says. */
const impossibleRecord = 2 ** 40;
const headLength = 12;
const tailLength = 4;

/**
 * TFRecord framing: u64 length, masked crc32c of it, the data, masked crc32c of it. A record that is not complete waits
 * for more bytes, as at the end of a running training's file.
 */
export class TfRecords {
  private readonly queue = new ByteQueue();
  private offset = 0;
  private toSkip = 0;
  private stopped = false;

  constructor(
    private readonly name: string,
    /** Takes the record that lies in the bytes from one place to another, `offset` in the file; keeps nothing of them. */
    private readonly onRecord: (bytes: Uint8Array, from: number, to: number, offset: number) => void,
    private readonly onProblem: (sentence: string) => void,
  ) {}

  push(chunk: Uint8Array): void {
    let at = 0;
    // What waited is completed by as little as it takes, and the records behind it are read where they lie.
    while (this.queue.length > 0 && at < chunk.length && !this.stopped) {
      const more = chunk.subarray(at, at + this.missing());
      this.queue.push(more);
      at += more.length;
      this.queue.drop(this.records(this.queue.peek(this.queue.length)!, 0));
    }
    if (this.stopped) return;
    const end = this.records(chunk, at);
    if (end < chunk.length) this.queue.push(chunk.subarray(end));
  }

  finish(): void {
    if (this.stopped || (this.queue.length === 0 && this.toSkip === 0)) return;
    this.onProblem(
      l10n.t(
        '{0} ends inside the record at byte {1}, as is usual while training is running; the record will be read when it is complete.',
        this.name,
        this.offset,
      ),
    );
  }

  /** Bytes that the record at the start of the queue needs to be complete, its head first. */
  private missing(): number {
    const { length } = this.queue;
    const head = this.queue.peek(headLength);
    return head ? headLength + lengthAt(head, 0) + tailLength - length : headLength - length;
  }

  /** Takes the records that are complete; where the first one begins that is not. */
  private records(bytes: Uint8Array, from: number): number {
    let at = from;
    for (;;) {
      if (this.toSkip > 0) {
        const skipped = Math.min(this.toSkip, bytes.length - at);
        this.toSkip -= skipped;
        this.offset += skipped;
        at += skipped;
      }
      if (bytes.length - at < headLength) return at;
      const length = lengthAt(bytes, at);
      if (uint32At(bytes, at + 8) !== maskedCrc32c(bytes, at, at + 8) || length > impossibleRecord) {
        this.damaged(length > impossibleRecord);
        return bytes.length;
      }
      if (length > maxRecordBytes) {
        this.toSkip = headLength + length + tailLength;
        continue;
      }
      const start = at + headLength;
      const end = start + length;
      if (end + tailLength > bytes.length) return at;
      if (uint32At(bytes, end) === maskedCrc32c(bytes, start, end))
        this.onRecord(bytes, start, end, this.offset);
      else {
        this.onProblem(
          l10n.t(
            '{0}: the record at byte {1} does not match its checksum and was skipped.',
            this.name,
            this.offset,
          ),
        );
      }
      this.offset += end + tailLength - at;
      at = end + tailLength;
    }
  }

  private damaged(isImpossible: boolean): void {
    this.stopped = true;
    this.onProblem(
      isImpossible
        ? l10n.t(
            '{0} is damaged at byte {1}: the length of the record there is impossible. What comes before it was read; the rest cannot be.',
            this.name,
            this.offset,
          )
        : l10n.t(
            '{0} is damaged at byte {1}: the length of the record there does not match its checksum. What comes before it was read; the rest cannot be.',
            this.name,
            this.offset,
          ),
    );
  }
}

const lengthAt = (bytes: Uint8Array, at: number): number =>
  uint32At(bytes, at) + 2 ** 32 * uint32At(bytes, at + 4);
