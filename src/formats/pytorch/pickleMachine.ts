import * as l10n from '@vscode/l10n';
import { readTrailing } from './joblib';
import type { PickleReader } from './pickleReader';
import { GlobalName, Opaque, type PickleValue } from './pickleValue';

/** A pickle is not one that this reads; the message is the end of a sentence. */
export class PickleError extends Error {}

/** What names and persistent ids mean; nothing here ever runs code of the pickle. */
export interface PickleMeaning {
  /** The value of a call of a name on the closed list; `undefined` for any other, which becomes `Opaque`. */
  call(name: string, args: readonly PickleValue[]): PickleValue | undefined;
  persistent(id: PickleValue): PickleValue;
}

/** A limit of memory, some 300 MB: 100,000 tensors weigh 9 million. */
const maxWeight = 10_000_000;

/** What a new value takes, in units of some 20 bytes. */
function weightOf(value: PickleValue): number {
  if (typeof value !== 'object') return typeof value === 'string' ? 2 : 1;
  return value instanceof Map ? 20 : Array.isArray(value) ? 4 : value === null ? 1 : 8;
}

/** The stack and the memo that opcodes work on. */
export class PickleMachine {
  #stack: PickleValue[] = [];
  #weight = 0;
  readonly #marks: PickleValue[][] = [];
  readonly #memo = new Map<number, PickleValue>();

  constructor(private readonly meaning: PickleMeaning) {}

  /** Returns the height of the stack, as all that push do. */
  push(value: PickleValue | undefined): number {
    if (value === undefined) throw new PickleError(l10n.t('it holds an integer of more than 1024 bytes'));
    this.#spend(weightOf(value));
    return this.#stack.push(value);
  }
  #spend(weight: number): void {
    this.#weight += weight;
    if (this.#weight > maxWeight)
      throw new PickleError(l10n.t('it holds more values than a checkpoint can need'));
  }
  pop(): PickleValue {
    const value = this.#stack.pop();
    if (value === undefined) throw new PickleError(l10n.t('it takes a value that is not there'));
    return value;
  }
  top(): PickleValue {
    const value = this.#stack.at(-1);
    if (value === undefined) throw new PickleError(l10n.t('it uses a value that is not there'));
    return value;
  }
  mark(): number {
    this.#spend(4);
    const height = this.#marks.push(this.#stack);
    this.#stack = [];
    return height;
  }
  popMark(): PickleValue[] {
    const items = this.#stack;
    const outer = this.#marks.pop();
    if (!outer) throw new PickleError(l10n.t('it closes a group that was not opened'));
    this.#stack = outer;
    return items;
  }
  take(count: number): PickleValue[] {
    if (this.#stack.length < count) throw new PickleError(l10n.t('it takes values that are not there'));
    return this.#stack.splice(this.#stack.length - count, count);
  }

  put(index: number): PickleValue {
    this.#spend(2);
    const value = this.top();
    this.#memo.set(index, value);
    return value;
  }
  memoize(): PickleValue {
    return this.put(this.#memo.size);
  }
  get(index: number): number {
    const value = this.#memo.get(index);
    if (value === undefined)
      throw new PickleError(l10n.t('it refers to value {0}, which was not kept', index));
    this.#spend(1);
    return this.#stack.push(value);
  }

  append(items: readonly PickleValue[]): PickleValue {
    const list = this.top();
    if (Array.isArray(list)) for (const item of items) list.push(item);
    else if (!(list instanceof Opaque))
      throw new PickleError(l10n.t('it appends to something that is not a list'));
    return list;
  }
  setItems(items: readonly PickleValue[]): PickleValue {
    const dict = this.top();
    if (dict instanceof Opaque) return dict;
    if (!(dict instanceof Map))
      throw new PickleError(l10n.t('it sets a key of something that is not a dict'));
    for (let i = 0; i + 1 < items.length; i += 2) dict.set(items[i]!, items[i + 1]!);
    return dict;
  }
  build(state: PickleValue, reader: PickleReader): PickleValue {
    const object = this.top();
    if (object instanceof Opaque) {
      object.state = state;
      object.trailing = readTrailing(object, reader);
    }
    return object;
  }
  call(callee: PickleValue, args: PickleValue): number {
    const name = callee instanceof GlobalName ? callee.name : 'a value';
    return this.push(this.meaning.call(name, Array.isArray(args) ? args : [args]) ?? new Opaque(name, args));
  }
  persistent(id: PickleValue): number {
    return this.push(this.meaning.persistent(id));
  }
}
