import { maxListLength, type Scalar } from '../node';
import type { Binds, Jsonnet } from './syntax';

/** An expression with what its names stand for. */
export interface Thunk {
  readonly code: Jsonnet;
  readonly around: Environment;
}

interface Environment {
  readonly binds: Binds;
  readonly outer: Environment | null;
  /** The object that `self` is, and the outermost one, which `$` is. */
  readonly self: JsonnetObject | null;
  readonly root: JsonnetObject | null;
}

type Layer = Thunk & { readonly code: Jsonnet & { readonly kind: 'object' } };

/** An object: what was written and what was added to it, the last one winning. */
export interface JsonnetObject {
  readonly kind: 'object';
  readonly layers: readonly Layer[];
}

/** What an expression stands for; null where that is not known. */
export type Value =
  | JsonnetObject
  | { readonly kind: 'list'; readonly items: readonly Thunk[] }
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | null;

/** A field of an object, ready to be read. */
export interface Entry {
  readonly name: string;
  readonly key: Jsonnet;
  readonly thunk: Thunk;
  /** What `+:` adds it to, the last one first. */
  readonly base: readonly Thunk[];
  readonly hidden: boolean;
}

const maxSteps = 100_000;
const maxDepth = 150;
const maxText = 10_000;
const maxLayers = 1000;

/** Reads what Jsonnet expressions stand for: names, members, sums and choices. Nothing is imported, and no function is called. */
export class JsonnetValues {
  private steps = 0;

  top(code: Jsonnet): Thunk {
    return { code, around: { binds: new Map(), outer: null, self: null, root: null } };
  }

  of(thunk: Thunk, depth = 0): Value {
    if (++this.steps > maxSteps || depth > maxDepth) return null;
    const { code, around } = thunk;
    const down = (part: Jsonnet): Value => this.of({ code: part, around }, depth + 1);
    switch (code.kind) {
      case 'scalar':
        return code;
      case 'list':
        return { kind: 'list', items: code.items.map((item) => ({ code: item, around })) };
      case 'object':
        return { kind: 'object', layers: [{ code, around }] };
      case 'name':
        return this.named(code.name, around, depth);
      case 'member':
        return this.member(down(code.of), down(code.key), depth);
      case 'unary':
        return unary(code.operator, down(code.of));
      case 'binary':
        return this.binary(code, down);
      case 'if': {
        const holds = scalar(down(code.condition));
        if (holds === true) return down(code.then);
        if (holds !== false) return null;
        return code.otherwise ? down(code.otherwise) : { kind: 'scalar', value: null };
      }
      case 'local':
        return this.of(
          { code: code.body, around: { ...around, binds: code.binds, outer: around } },
          depth + 1,
        );
      case 'unknown':
        return null;
    }
  }

  /** The fields of an object, in the order of their first place. */
  entries(object: JsonnetObject, depth = 0): Entry[] {
    const found = new Map<string, Entry>();
    object.layers.forEach(({ code, around }) => {
      const inside: Environment = {
        binds: code.locals,
        outer: around,
        self: object,
        root: around.root ?? object,
      };
      for (const field of code.fields) {
        const name = scalar(this.of({ code: field.key, around }, depth + 1));
        if (typeof name !== 'string') continue;
        const before = found.get(name);
        const thunk = { code: field.value, around: inside };
        const base = field.adds && before ? [before.thunk, ...before.base] : [];
        found.set(name, { name, key: field.key, thunk, base, hidden: field.hidden });
      }
    });
    return [...found.values()];
  }

  /** What a field stands for. */
  field({ thunk, base }: Entry, depth = 0): Value {
    return base.reduce<Value>((sum, part) => added(this.of(part, depth), sum), this.of(thunk, depth));
  }

  private named(name: string, around: Environment, depth: number): Value {
    if (name === 'self') return around.self;
    if (name === '$') return around.root;
    for (let at: Environment | null = around; at; at = at.outer) {
      const code = at.binds.get(name);
      if (code) return this.of({ code, around: at }, depth + 1);
    }
    return null;
  }

  private member(of: Value, key: Value, depth: number): Value {
    const name = scalar(key);
    if (of?.kind === 'list' && typeof name === 'number') {
      const item = of.items[name];
      return item ? this.of(item, depth + 1) : null;
    }
    if (of?.kind !== 'object' || typeof name !== 'string') return null;
    const found = this.entries(of, depth + 1).find((entry) => entry.name === name);
    return found ? this.field(found, depth + 1) : null;
  }

  private binary(
    { operator, left, right }: Jsonnet & { kind: 'binary' },
    read: (part: Jsonnet) => Value,
  ): Value {
    const [a, b] = [read(left), read(right)];
    if (operator === '+') return added(a, b);
    const value = arithmetic(operator, scalar(a), scalar(b));
    return value === undefined ? null : { kind: 'scalar', value };
  }
}

/** a + b; what is added to something that is not known still stands there. */
function added(a: Value, b: Value): Value {
  if (a?.kind === 'object' || b?.kind === 'object') {
    const objects = [a, b].filter((part) => part?.kind === 'object');
    const isOpen = [a, b].every((part) => part === null || part.kind === 'object');
    return isOpen
      ? { kind: 'object', layers: objects.flatMap(({ layers }) => layers).slice(0, maxLayers) }
      : null;
  }
  if (a?.kind === 'list' && b?.kind === 'list') {
    return { kind: 'list', items: [...a.items, ...b.items].slice(0, maxListLength) };
  }
  const value = arithmetic('+', scalar(a), scalar(b));
  return value === undefined ? null : { kind: 'scalar', value };
}

/** The value of a scalar; undefined for anything else. */
const scalar = (value: Value): Scalar | undefined => (value?.kind === 'scalar' ? value.value : undefined);

function unary(operator: string, of: Value): Value {
  const value = scalar(of);
  if (operator === '!' && typeof value === 'boolean') return { kind: 'scalar', value: !value };
  if (typeof value !== 'number' || !/^[-+]$/.test(operator)) return null;
  return { kind: 'scalar', value: operator === '-' ? -value : value };
}

function arithmetic(operator: string, a: Scalar | undefined, b: Scalar | undefined): Scalar | undefined {
  if (operator === '&&' && (a === false || b === false)) return false;
  if (operator === '||' && (a === true || b === true)) return true;
  if (a === undefined || b === undefined) return undefined;
  if (operator === '==' || operator === '!=') return (a === b) === (operator === '==');
  if (typeof a === 'boolean' && typeof b === 'boolean') {
    return operator === '&&' ? a && b : operator === '||' ? a || b : undefined;
  }
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) {
    const sum = `${String(a)}${String(b)}`;
    return sum.length <= maxText ? sum : undefined;
  }
  if (typeof a !== 'number' || typeof b !== 'number') return undefined;
  const found = numbers[operator]?.(a, b);
  return typeof found === 'number' && !Number.isFinite(found) ? undefined : found;
}

const numbers: Readonly<Partial<Record<string, (a: number, b: number) => number | boolean>>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
  '<=': (a, b) => a <= b,
  '>=': (a, b) => a >= b,
};
