import * as l10n from '@vscode/l10n';
import { ByteQueue, viewOf } from './byteQueue';
import { crc32 } from './crc';

const blockLength = 32768;
const headLength = 7;
/** Parts of one record together; a longer one is an artifact's manifest, not a history. */
const maxRecordBytes = 64 * 1024 * 1024;
const full = 1;
const first = 2;
const middle = 3;
const last = 4;

/**
 * W&B's datastore: LevelDB's log of 32 KiB blocks, each record's part with u32 zlib crc32 of type and data, u16 length, u8
 * type. The 7 bytes of the file's header count into the first block. What is not complete waits.
 */
export class LeveldbRecords {
  private readonly queue = new ByteQueue();
  private offset = 0;
  private opened = false;
  private stopped = false;
  private parts: Uint8Array[] = [];
  private held = 0;

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
    if (this.stopped || (this.queue.length === 0 && this.parts.length === 0)) return;
    this.onProblem(
      l10n.t(
        '{0} ends inside the record at byte {1}, as is usual while training is running; the record will be read when it is complete.',
        this.name,
        this.offset,
      ),
    );
  }

  private take(length: number): void {
    this.offset += this.queue.drop(length);
  }

  private advance(): boolean {
    if (!this.opened) {
      const header = this.queue.peek(headLength);
      if (!header) return false;
      if (header[6] !== 0) {
        this.stop(
          l10n.t(
            '{0} uses version {1} of the offline format; only version 0 is supported.',
            this.name,
            header[6]!,
          ),
        );
        return false;
      }
      this.opened = true;
      this.take(headLength);
    }
    const left = blockLength - (this.offset % blockLength);
    if (left < headLength) {
      if (!this.queue.peek(left)) return false;
      this.take(left);
      return true;
    }
    const head = this.queue.peek(headLength);
    if (!head) return false;
    const view = viewOf(head);
    const length = view.getUint16(4, true);
    const type = view.getUint8(6);
    if (headLength + length > left || type < full || type > last) {
      this.stop(
        l10n.t(
          '{0} is damaged at byte {1}: no record can begin there. What comes before it was read; the rest cannot be.',
          this.name,
          this.offset,
        ),
      );
      return false;
    }
    const record = this.queue.peek(headLength + length);
    if (!record) return false;
    const data = record.slice(headLength);
    const sound = view.getUint32(0, true) === crc32(data, crc32(Uint8Array.of(type)));
    const at = this.offset;
    this.take(headLength + length);
    if (sound) this.part(type, data, at);
    else {
      this.parts = [];
      this.held = 0;
      this.onProblem(
        l10n.t('{0}: the record at byte {1} does not match its checksum and was skipped.', this.name, at),
      );
    }
    return true;
  }

  private part(type: number, data: Uint8Array, at: number): void {
    if (type === full) {
      this.onRecord(data, at);
      return;
    }
    if (type === first) this.parts = [];
    // A middle or last part whose first was damaged.
    else if (this.parts.length === 0) return;
    this.held = type === first ? data.length : this.held + data.length;
    if (this.held > maxRecordBytes) {
      this.parts = [];
      return;
    }
    this.parts.push(data);
    if (type === last) {
      const whole = new Uint8Array(this.held);
      let filled = 0;
      for (const part of this.parts) {
        whole.set(part, filled);
        filled += part.length;
      }
      this.parts = [];
      this.onRecord(whole, at);
    } else if (type !== first && type !== middle) this.parts = [];
  }

  private stop(sentence: string): void {
    this.stopped = true;
    this.queue.drop(Infinity);
    this.onProblem(sentence);
  }
}
