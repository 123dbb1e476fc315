import * as l10n from '@vscode/l10n';
import { PickleError, type PickleMachine } from './pickleMachine';
import type { PickleReader } from './pickleReader';
import { GlobalName, type PickleValue } from './pickleValue';

const dictOf = (items: readonly PickleValue[]): Map<PickleValue, PickleValue> => {
  const dict = new Map<PickleValue, PickleValue>();
  for (let i = 0; i + 1 < items.length; i += 2) dict.set(items[i]!, items[i + 1]!);
  return dict;
};
const integer = (text: string): PickleValue =>
  text === '01' ? true : text === '00' ? false : Number.parseInt(text, 10);
const unquote = (text: string): string => text.replace(/^(['"])(.*)\1$/s, '$2');
const textOf = (value: PickleValue): string => (typeof value === 'string' ? value : '?');

type Operation = (machine: PickleMachine, reader: PickleReader) => unknown;

/** By opcode, as pickletools names them; those that are missing (EXT, buffers out of band) are refused. */
export const operations: Readonly<Record<number, Operation>> = {
  ...{ 0x80: (_, r) => r.u8() /* PROTO */, 0x95: (_, r) => r.u64() /* FRAME */ },
  // The stack.
  0x28: (m) => m.mark(),
  0x30: (m) => m.pop(),
  0x31: (m) => m.popMark(),
  0x32: (m) => m.push(m.top()),
  // Atoms.
  0x4e: (m) => m.push(null),
  0x88: (m) => m.push(true),
  0x89: (m) => m.push(false),
  0x49: (m, r) => m.push(integer(r.line())),
  0x4a: (m, r) => m.push(r.i32()),
  0x4b: (m, r) => m.push(r.u8()),
  0x4d: (m, r) => m.push(r.u16()),
  0x4c: (m, r) => m.push(Number.parseInt(r.line(), 10)),
  0x8a: (m, r) => m.push(r.long(r.u8())),
  0x8b: (m, r) => m.push(r.long(r.i32())),
  0x46: (m, r) => m.push(Number.parseFloat(r.line())),
  0x47: (m, r) => m.push(r.f64()),
  // Text and bytes.
  0x53: (m, r) => m.push(unquote(r.line())),
  0x54: (m, r) => m.push(r.text(r.i32())),
  0x55: (m, r) => m.push(r.text(r.u8())),
  0x56: (m, r) => m.push(r.line()),
  0x58: (m, r) => m.push(r.text(r.u32())),
  0x8c: (m, r) => m.push(r.text(r.u8())),
  0x8d: (m, r) => m.push(r.text(r.u64())),
  0x42: (m, r) => m.push(r.slice(r.u32())),
  0x43: (m, r) => m.push(r.slice(r.u8())),
  0x8e: (m, r) => m.push(r.slice(r.u64())),
  0x96: (m, r) => m.push(r.slice(r.u64())),
  // Containers.
  0x5d: (m) => m.push([]),
  0x29: (m) => m.push([]),
  0x7d: (m) => m.push(new Map()),
  0x8f: (m) => m.push([]),
  0x6c: (m) => m.push(m.popMark()),
  0x74: (m) => m.push(m.popMark()),
  0x91: (m) => m.push(m.popMark()),
  0x64: (m) => m.push(dictOf(m.popMark())),
  0x85: (m) => m.push(m.take(1)),
  0x86: (m) => m.push(m.take(2)),
  0x87: (m) => m.push(m.take(3)),
  0x61: (m) => m.append(m.take(1)),
  0x65: (m) => m.append(m.popMark()),
  0x90: (m) => m.append(m.popMark()),
  0x73: (m) => m.setItems(m.take(2)),
  0x75: (m) => m.setItems(m.popMark()),
  // The memo.
  0x67: (m, r) => m.get(Number.parseInt(r.line(), 10)),
  0x68: (m, r) => m.get(r.u8()),
  0x6a: (m, r) => m.get(r.u32()),
  0x70: (m, r) => m.put(Number.parseInt(r.line(), 10)),
  0x71: (m, r) => m.put(r.u8()),
  0x72: (m, r) => m.put(r.u32()),
  0x94: (m) => m.memoize(),
  // Names and calls: GLOBAL, STACK_GLOBAL, REDUCE, BUILD, NEWOBJ, NEWOBJ_EX, OBJ, INST, PERSID, BINPERSID.
  0x63: (m, r) => m.push(new GlobalName(`${r.line()}.${r.line()}`)),
  0x93: (m) => {
    const [module, name] = m.take(2);
    m.push(new GlobalName(`${textOf(module!)}.${textOf(name!)}`));
  },
  0x52: (m) => {
    const [callee, args] = m.take(2);
    m.call(callee!, args!);
  },
  0x62: (m, r) => m.build(m.pop(), r),
  0x81: (m) => {
    const [callee, args] = m.take(2);
    m.call(callee!, args!);
  },
  0x92: (m) => {
    const [callee, args] = m.take(3);
    m.call(callee!, args!);
  },
  0x6f: (m) => {
    const [callee, ...args] = m.popMark();
    if (callee === undefined) throw new PickleError(l10n.t('it creates an object without a class'));
    m.call(callee, args);
  },
  0x69: (m, r) => {
    const name = `${r.line()}.${r.line()}`;
    m.call(new GlobalName(name), m.popMark());
  },
  0x50: (m, r) => m.persistent(r.line()),
  0x51: (m) => m.persistent(m.pop()),
};
