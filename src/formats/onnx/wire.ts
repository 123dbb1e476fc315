import * as l10n from '@vscode/l10n';
import { PbfReader } from 'pbf';
import type { ByteSource } from '../byteSource';
import { FormatError } from '../formatError';
import { pause } from '../pause';

/** A field of a protobuf message, its value not read. */
export interface Field {
  readonly number: number;
  /** 0 varint, 1 fixed64, 2 bytes, 5 fixed32. */
  readonly wire: number;
  /** The value of a varint, else 0. */
  readonly value: number;
  /** Where the bytes of the value stand in the file. */
  readonly start: number;
  readonly end: number;
}

const windowSize = 1 << 16;
/** Tag and length, ten bytes each at most. */
const maxHead = 20;
/** Fields of the largest message that is walked. */
const maxFields = 5_000_000;
const fieldsPerStep = 4096;

/** Walks protobuf messages by ranges: only tags and lengths are read, through a small window. */
export class Wire {
  #window: Uint8Array = new Uint8Array();
  #windowStart = 0;
  #fields = 0;

  constructor(readonly source: ByteSource) {}

  /**
   * The fields of the message in [start, end).
   * @throws FormatError when a length reaches beyond the message
   */
  async *fields(start: number, end: number): AsyncGenerator<Field> {
    for (let at = start; at < end;) {
      if (++this.#fields > maxFields) throw this.broken(at, l10n.t('more than {0} fields', maxFields));
      if (this.#fields % fieldsPerStep === 0) await pause();
      const field = await this.#field(at, end);
      yield field;
      at = field.end;
    }
  }

  async #field(at: number, end: number): Promise<Field> {
    const head = new PbfReader(await this.#peek(at, Math.min(maxHead, end - at)));
    const tag = this.#varint(head, at);
    const number = Math.floor(tag / 8);
    const wire = tag % 8;
    if (number < 1 || number >= 2 ** 29) throw this.broken(at, l10n.t('field number {0}', number));
    let value = 0;
    let length = { 1: 8, 5: 4 }[wire] ?? 0;
    let start = at + head.pos;
    if (wire === 0) value = this.#varint(head, at);
    else if (wire === 2) {
      length = this.#varint(head, at);
      start = at + head.pos;
    } else if (length === 0) throw this.broken(at, l10n.t('wire type {0}', wire));
    const last = wire === 0 ? at + head.pos : start + length;
    if (!(last <= end))
      throw this.broken(at, l10n.t("a length of {0} bytes, beyond the message's end", length));
    return { number, wire, value, start, end: last };
  }

  #varint(reader: PbfReader, at: number): number {
    const value = varint(reader);
    if (value === undefined) throw this.broken(at, l10n.t('a number that does not end'));
    return value < 0 ? value + 2 ** 64 : value;
  }

  async #peek(at: number, length: number): Promise<Uint8Array> {
    const from = at - this.#windowStart;
    if (from < 0 || from + length > this.#window.length) {
      this.#window = await this.source.read(at, Math.min(windowSize, this.source.size - at));
      this.#windowStart = at;
      return this.#window.subarray(0, length);
    }
    return this.#window.subarray(from, from + length);
  }

  /** The bytes of a field's value, refused above `limit`. */
  async bytes(field: Field, limit = 1 << 20): Promise<Uint8Array> {
    const length = field.end - field.start;
    if (length > limit)
      throw this.broken(
        field.start,
        l10n.t('a value of {0} bytes where at most {1} are read', length, limit),
      );
    return this.source.read(field.start, length);
  }

  async text(field: Field): Promise<string> {
    return new TextDecoder().decode(await this.bytes(field));
  }

  broken(at: number, what: string): FormatError {
    return new FormatError(
      l10n.t(
        '{0}: at byte {1} the protobuf has {2}, so the file is not an ONNX model, or is damaged; export it again.',
        this.source.name,
        at,
        what,
      ),
    );
  }
}

/**
 * The numbers of a repeated varint field, packed or not.
 * @throws FormatError
 */
export async function varints(wire: Wire, field: Field, limit = 1 << 20): Promise<number[]> {
  if (field.wire === 0) return [field.value];
  const reader = new PbfReader(await wire.bytes(field, limit));
  const numbers: number[] = [];
  while (reader.pos < reader.length) {
    const number = varint(reader);
    if (number === undefined) throw wire.broken(field.start, l10n.t('a list of numbers that does not end'));
    numbers.push(number);
  }
  return numbers;
}

/** A varint as int64; `undefined` when it does not end: pbf throws after ten bytes and reads on behind the last. */
function varint(reader: PbfReader): number | undefined {
  try {
    const value = reader.readVarint(true);
    return reader.pos <= reader.length && Number.isFinite(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
