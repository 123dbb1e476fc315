import { uint32At } from './byteQueue';

const words = new Uint32Array(1);
const floats = new Float32Array(words.buffer);

/** Keys of fields: number and wire type. */
const key = { wallTime: 0x09, step: 0x10, summary: 0x2a, value: 0x0a, tag: 0x0a, simple: 0x15, tensor: 0x42 };
/** A tensor of one float: `dtype: FLOAT`, an empty shape, and four bytes as its content or as the one of its values. */
const floatTensor = [0x08, 0x01, 0x12, 0x00];
const tensorContent = 0x22;
const floatValues = 0x2a;

/** The event of one scalar under a tag, in either encoding, found without reading fields one by one. */
export class ScalarEvent {
  step = 0;
  value = 0;
  /** Where the tag's bytes are. */
  tagFrom = 0;
  tagTo = 0;
  /** Where the last varint ended. */
  private end = 0;

  /** Whether the bytes from `from` to `to` are such an event; if not, what was read of it means nothing. */
  read(bytes: Uint8Array, from: number, to: number): boolean {
    let at = from;
    this.step = 0;
    if (bytes[at] === key.wallTime) at += 9;
    if (bytes[at] === key.step) {
      this.step = this.varint(bytes, at + 1);
      at = this.end;
      // A negative one has ten groups of bits.
      if (this.step === Infinity) return false;
    }
    if (bytes[at] !== key.summary || at + this.lengthAt(bytes, at + 1) !== to) return false;
    at = this.end;
    if (bytes[at] !== key.value || at + this.lengthAt(bytes, at + 1) !== to) return false;
    at = this.end;
    if (bytes[at] !== key.tag) return false;
    const tagLength = this.varint(bytes, at + 1);
    this.tagFrom = this.end;
    this.tagTo = this.end + tagLength;
    return this.tagTo < to && this.readValue(bytes, this.tagTo, to);
  }

  private readValue(bytes: Uint8Array, at: number, to: number): boolean {
    let place: number;
    if (bytes[at] === key.simple) place = at + 1;
    else if (bytes[at] === key.tensor) {
      const start = at + 2;
      if (bytes[at + 1] !== to - start || !floatTensor.every((byte, i) => bytes[start + i] === byte))
        return false;
      const field = start + floatTensor.length;
      const isFloat = bytes[field] === tensorContent || bytes[field] === floatValues;
      if (!isFloat || bytes[field + 1] !== 4) return false;
      place = field + 2;
    } else return false;
    if (place + 4 !== to) return false;
    words[0] = uint32At(bytes, place);
    this.value = floats[0]!;
    return true;
  }

  /** What the length at a place says, with what it takes itself, from the key before it on. */
  private lengthAt(bytes: Uint8Array, at: number): number {
    const length = this.varint(bytes, at);
    return length + this.end - at + 1;
  }

  /** A number in groups of seven bits; one of more than seven groups is none that stands here. */
  private varint(bytes: Uint8Array, from: number): number {
    let value = 0;
    let scale = 1;
    let at = from;
    for (let groups = 0; groups < 7; groups++) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) {
        this.end = at;
        return value;
      }
      scale *= 128;
    }
    this.end = at;
    return Infinity;
  }
}
