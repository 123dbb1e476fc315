import { viewOf } from './byteQueue';
import { DecimalReader } from './decimal';
import type { LinesRead } from './lines';
import { purposes, type RecordForm } from './recordForm';
import type { RecordCollector } from './record';

const quote = 34;
const backslash = 92;
/** Forms kept, the last that fitted first. */
const maxForms = 16;
/** New forms that are looked for without one that fits: records that differ each time are read one by one. */
const maxVain = 200;
/** A longer line is read on its own. */
const maxLength = 256 * 1024;
const maxDepth = 8;

/** Bytes that are compared four at a time. */
interface Literal {
  readonly words: Int32Array;
  readonly rest: Uint8Array;
}

function literal(text: string): Literal {
  const bytes = new TextEncoder().encode(text);
  const length = bytes.length >> 2;
  const view = viewOf(bytes);
  return {
    words: Int32Array.from({ length }, (_, i) => view.getInt32(4 * i, true)),
    rest: bytes.subarray(4 * length),
  };
}

/** The text between the values of a line, and what the values are for. */
interface JsonForm {
  readonly form: RecordForm;
  /** One more than there are values. */
  readonly between: readonly Literal[];
}

/**
 * Reads lines of JSON that differ from one before in their values alone, straight from their bytes: their keys are compared and
 * not parsed, and only what the monitor shows becomes a number.
 */
export class JsonForms {
  private readonly forms: JsonForm[] = [];
  private readonly decimals = new DecimalReader();
  private view: DataView = new DataView(new ArrayBuffer(0));
  private vain = 0;

  constructor(private readonly collector: RecordCollector) {}

  /** Reads lines from `at` on up to one that fits no form or is not complete. */
  read(bytes: Uint8Array, at: number): LinesRead {
    const { view } = this;
    if (
      view.buffer !== bytes.buffer ||
      view.byteOffset !== bytes.byteOffset ||
      view.byteLength < bytes.length
    )
      this.view = viewOf(bytes);
    let lines = 0;
    let end = at;
    for (let next = this.next(bytes, end); next > end; next = this.next(bytes, end)) {
      end = next;
      lines++;
    }
    return { end, lines };
  }

  /** Where the line that begins at `at` ends, line end included, if it was read; else `at`. */
  private next(bytes: Uint8Array, at: number): number {
    const { forms } = this;
    for (let i = 0; i < forms.length; i++) {
      const form = forms[i]!;
      const end = this.fit(form, bytes, at);
      if (end === at) continue;
      if (i > 0) {
        forms.splice(i, 1);
        forms.unshift(form);
      }
      this.vain = 0;
      form.form.add();
      return end;
    }
    return at;
  }

  /** Remembers the form of a line that was read on its own, which is an object. */
  learn(line: string): void {
    if (line.length > maxLength || this.vain >= maxVain) return;
    this.vain++;
    const scanned = new Scan(line);
    if (!scanned.isPlain) return;
    const { keys, between } = scanned;
    this.forms.unshift({ form: this.collector.formOf(keys), between: between.map(literal) });
    if (this.forms.length > maxForms) this.forms.pop();
  }

  private fit({ form, between }: JsonForm, bytes: Uint8Array, start: number): number {
    const { purposes: wanted, values, isNumber } = form;
    const { view, decimals } = this;
    let at = start;
    for (let k = 0; k < between.length; k++) {
      const text = between[k]!;
      const { words, rest } = text;
      const end = at + 4 * words.length + rest.length;
      if (end > bytes.length) return start;
      for (let i = 0; i < words.length; i++, at += 4) if (view.getInt32(at, true) !== words[i]) return start;
      for (let i = 0; i < rest.length; i++, at++) if (bytes[at] !== rest[i]) return start;
      if (k === wanted.length) break;
      const purpose = wanted[k];
      const first = bytes[at]!;
      isNumber[k] = 0;
      if (first === quote) {
        if (purpose !== purposes.none) return start;
        at = endOfString(bytes, at + 1);
        if (at === -1) return start;
        // t, f, n
      } else if (first === 116 || first === 102 || first === 110) {
        const length = first === 102 ? 5 : 4;
        const last = bytes[at + length - 1];
        if (last !== (first === 110 ? 108 : 101)) return start;
        at += length;
      } else if (purpose === purposes.figure) {
        values[k] = decimals.read(bytes, at);
        if (decimals.end === -1) return start;
        isNumber[k] = 1;
        at = decimals.end;
      } else {
        if (ofNumbers[first] !== 1) return start;
        do at++;
        while (ofNumbers[bytes[at]!] === 1);
      }
    }
    // \n or \r\n
    if (bytes[at] === 13) at++;
    return bytes[at] === 10 ? at + 1 : start;
  }
}

/** What numbers, NaN and Infinity are written with. */
const ofNumbers = new Uint8Array(256);
for (const byte of new TextEncoder().encode('0123456789+-.eENaInfity')) ofNumbers[byte] = 1;

/** Behind the closing quote; −1 where the bytes or the line end before. */
function endOfString(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte === quote) return at + 1;
    if (byte === backslash) at++;
    else if (byte < 32) return -1;
  }
  return -1;
}

/** Parts a line that is known to be an object of JSON into its values and what is between them. */
class Scan {
  readonly keys: (string | null)[] = [];
  readonly between: string[] = [];
  /** Every key is there once, and no object is deeper than records are or holds a list, as histograms do. */
  isPlain = true;
  private done = 0;
  private at = 0;

  constructor(private readonly text: string) {
    this.space();
    this.value('', 0, false);
    this.between.push(text.slice(this.done));
    const named = this.keys.filter((key) => key !== null);
    if (new Set(named).size < named.length) this.isPlain = false;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
  }

  private value(key: string, depth: number, isListed: boolean): void {
    const first = this.text[this.at];
    if (first === '{') this.object(key, depth, isListed);
    else if (first === '[') {
      if (depth > 1) this.leave();
      else
        this.members(']', () => {
          this.value(key, depth + 1, true);
        });
    } else this.scalar(isListed ? null : key);
  }

  private object(key: string, depth: number, isListed: boolean): void {
    if (depth > maxDepth) {
      this.leave();
      return;
    }
    this.members('}', () => {
      const from = this.at;
      this.string();
      const name = JSON.parse(this.text.slice(from, this.at)) as string;
      if (name === '_type') this.isPlain = false;
      this.space();
      // The colon.
      this.at++;
      this.space();
      this.value(depth === 0 ? name : `${key}/${name}`, depth + 1, isListed);
    });
  }

  private leave(): void {
    this.isPlain = false;
    this.at = this.text.length;
  }

  private members(end: '}' | ']', member: () => void): void {
    this.at++;
    this.space();
    while (this.text[this.at] !== end && this.at < this.text.length) {
      member();
      this.space();
      if (this.text[this.at] === ',') this.at++;
      this.space();
    }
    this.at++;
  }

  private scalar(key: string | null): void {
    const from = this.at;
    if (this.text[from] === '"') this.string();
    else while (/[^\s,\]}]/.test(this.text[this.at] ?? ',')) this.at++;
    this.between.push(this.text.slice(this.done, from));
    this.keys.push(key);
    this.done = this.at;
  }

  private string(): void {
    this.at++;
    while (this.at < this.text.length && this.text[this.at] !== '"')
      this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at++;
  }
}
