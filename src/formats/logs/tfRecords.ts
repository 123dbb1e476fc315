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
    private readonly onRecord: (data: Uint8Array, offset: number) => void,
    private readonly onProblem: (sentence: string) => void,
  ) {}

  push(chunk: Uint8Array): void {
    if (this.stopped) return;
    this.queue.push(chunk);
    while (this.advance());
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

  /** Takes one record; false when more bytes are needed or reading has ended. */
  private advance(): boolean {
    if (this.toSkip > 0) {
      const skipped = this.queue.drop(this.toSkip);
      this.toSkip -= skipped;
      this.offset += skipped;
      if (this.toSkip > 0) return false;
    }
    const head = this.queue.peek(headLength);
    if (!head) return false;
    const length = uint32At(head, 0) + 2 ** 32 * uint32At(head, 4);
    if (uint32At(head, 8) !== maskedCrc32c(head, 0, 8) || length > impossibleRecord) {
      this.stopped = true;
      this.queue.drop(Infinity);
      this.onProblem(
        length > impossibleRecord
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
      return false;
    }
    if (length > maxRecordBytes) {
      this.toSkip = headLength + length + tailLength;
      return true;
    }
    const record = this.queue.peek(headLength + length + tailLength);
    if (!record) return false;
    const end = headLength + length;
    if (uint32At(record, end) === maskedCrc32c(record, headLength, end))
      this.onRecord(record.subarray(headLength, end), this.offset);
    else {
      this.onProblem(
        l10n.t(
          '{0}: the record at byte {1} does not match its checksum and was skipped.',
          this.name,
          this.offset,
        ),
      );
    }
    this.queue.drop(record.length);
    this.offset += record.length;
    return true;
  }
}
