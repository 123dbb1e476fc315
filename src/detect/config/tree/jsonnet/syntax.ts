import type { Scalar } from '../node';
import { JsonnetFault, tokensOf, type Token } from './tokens';

/** An expression of Jsonnet with its place; what is not followed, such as imports and functions, is unknown. */
export type Jsonnet = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'scalar'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly items: readonly Jsonnet[] }
  | { readonly kind: 'object'; readonly fields: readonly JsonnetField[]; readonly locals: Binds }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'member'; readonly of: Jsonnet; readonly key: Jsonnet }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Jsonnet;
      readonly right: Jsonnet;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly of: Jsonnet }
  | {
      readonly kind: 'if';
      readonly condition: Jsonnet;
      readonly then: Jsonnet;
      readonly otherwise: Jsonnet | null;
    }
  | { readonly kind: 'local'; readonly binds: Binds; readonly body: Jsonnet }
  | { readonly kind: 'unknown' }
);

export type Binds = ReadonlyMap<string, Jsonnet>;

/** One field of an object; `adds` is `+:`, which extends what it had before. */
export interface JsonnetField {
  readonly key: Jsonnet;
  readonly value: Jsonnet;
  readonly hidden: boolean;
  readonly adds: boolean;
}

const maxDepth = 200;
/** The binary operators, those that bind tightest first. */
const levels = [
  ['*', '/', '%'],
  ['+', '-'],
  ['<<', '>>'],
  ['<', '>', '<=', '>=', 'in'],
  ['==', '!='],
  ['&'],
  ['^'],
  ['|'],
  ['&&'],
  ['||'],
];
const keywords = new Set(['then', 'else', 'for', 'in', 'assert', 'local']);
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/**
 * The syntax of a Jsonnet text.
 * @throws JsonnetFault where it is none, and what the checkpoint throws.
 */
export function parseJsonnet(text: string, checkpoint: (position: number) => void): Jsonnet {
  return new Parser(tokensOf(text, checkpoint)).document();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  document(): Jsonnet {
    const found = this.expression();
    if (this.token.kind !== 'end') throw new JsonnetFault();
    return found;
  }

  private get token(): Token {
    return this.tokens[this.at]!;
  }

  private is(value: string): boolean {
    const { kind } = this.token;
    return this.token.value === value && (kind === 'sign' || kind === 'name');
  }

  private take(value: string): boolean {
    const is = this.is(value);
    if (is) this.at++;
    return is;
  }

  private want(value: string): void {
    if (!this.take(value)) throw new JsonnetFault();
  }

  private expression(): Jsonnet {
    if (++this.depth > maxDepth) throw new JsonnetFault();
    const { start } = this.token;
    const locals: Binds[] = [];
    // One behind the other, not one within the other.
    while (this.is('local') || this.is('assert')) {
      if (this.take('assert')) {
        this.expression();
        if (this.take(':')) this.expression();
      } else {
        this.want('local');
        locals.push(this.binds());
      }
      this.want(';');
    }
    const body = this.binary(levels.length - 1);
    this.depth--;
    return locals.reduceRight<Jsonnet>(
      (inner, binds) => ({ kind: 'local', binds, body: inner, start, end: inner.end }),
      body,
    );
  }

  /** `a = 1, f(x) = x`, in an object one alone; functions are not followed. */
  private binds(isOne = false): Binds {
    const found = new Map<string, Jsonnet>();
    do {
      const { kind, value, start } = this.token;
      if (kind !== 'name') throw new JsonnetFault();
      this.at++;
      const isFunction = this.is('(');
      if (isFunction) this.skip();
      this.want('=');
      const body = this.expression();
      found.set(value, isFunction ? { kind: 'unknown', start, end: body.end } : body);
    } while (!isOne && this.take(','));
    return found;
  }

  private binary(level: number): Jsonnet {
    const operators = levels[level];
    if (!operators) return this.unary();
    let left = this.binary(level - 1);
    for (;;) {
      const operator = operators.find((candidate) => this.is(candidate));
      if (operator === undefined) return left;
      this.at++;
      const right = this.binary(level - 1);
      left = { kind: 'binary', operator, left, right, start: left.start, end: right.end };
    }
  }

  private unary(): Jsonnet {
    const { start, value: operator } = this.token;
    if (!['-', '+', '!', '~'].some((sign) => this.is(sign))) return this.postfix();
    if (++this.depth > maxDepth) throw new JsonnetFault();
    this.at++;
    const of = this.unary();
    this.depth--;
    return { kind: 'unary', operator, of, start, end: of.end };
  }

  private postfix(): Jsonnet {
    let found = this.primary();
    for (;;) {
      const { start } = this.token;
      if (this.take('.')) {
        const { kind, value, end } = this.token;
        if (kind !== 'name') throw new JsonnetFault();
        this.at++;
        const key: Jsonnet = { kind: 'scalar', value, start, end };
        found = { kind: 'member', of: found, key, start: found.start, end };
      } else if (this.is('[')) {
        const from = this.at++;
        const key = this.is(':') ? null : this.expression();
        if (key && this.take(']')) found = { kind: 'member', of: found, key, ...this.since(found.start) };
        else {
          // A slice.
          this.at = from;
          this.skip();
          found = { kind: 'unknown', ...this.since(found.start) };
        }
      } else if (this.is('(')) {
        this.skip();
        found = { kind: 'unknown', ...this.since(found.start) };
      } else if (this.is('{')) {
        const right = this.object();
        found = { kind: 'binary', operator: '+', left: found, right, start: found.start, end: right.end };
      } else return found;
    }
  }

  private primary(): Jsonnet {
    const { kind, value, start, end } = this.token;
    if (kind === 'sign') {
      if (value === '{') return this.object();
      if (value === '[') return this.list();
      if (this.take('(')) {
        const inner = this.expression();
        this.want(')');
        return inner;
      }
      if (!this.take('$')) throw new JsonnetFault();
      return { kind: 'name', name: '$', start, end };
    }
    if (kind === 'end') throw new JsonnetFault();
    this.at++;
    if (kind === 'text') return { kind: 'scalar', value, start, end };
    if (kind === 'number') return { kind: 'scalar', value: Number(value), start, end };
    return this.word(value, start, end);
  }

  private word(value: string, start: number, end: number): Jsonnet {
    switch (value) {
      case 'null':
        return { kind: 'scalar', value: null, start, end };
      case 'true':
      case 'false':
        return { kind: 'scalar', value: value === 'true', start, end };
      case 'if': {
        const condition = this.expression();
        this.want('then');
        const then = this.expression();
        const otherwise = this.take('else') ? this.expression() : null;
        return { kind: 'if', condition, then, otherwise, ...this.since(start) };
      }
      case 'function':
        this.skip();
        this.expression();
        return { kind: 'unknown', ...this.since(start) };
      case 'import':
      case 'importstr':
      case 'importbin':
      case 'error':
        this.expression();
        return { kind: 'unknown', ...this.since(start) };
      default:
        if (keywords.has(value)) throw new JsonnetFault();
        return { kind: 'name', name: value, start, end };
    }
  }

  private list(): Jsonnet {
    const { start } = this.token;
    const from = this.at;
    const items: Jsonnet[] = [];
    this.want('[');
    while (!this.take(']')) {
      items.push(this.expression());
      if (this.take(',') && !this.is('for')) continue;
      // A comprehension is not followed.
      if (this.is('for')) {
        this.at = from;
        this.skip();
        return { kind: 'unknown', ...this.since(start) };
      }
      this.want(']');
      break;
    }
    return { kind: 'list', items, ...this.since(start) };
  }

  private object(): Jsonnet {
    const { start } = this.token;
    const from = this.at;
    const fields: JsonnetField[] = [];
    const locals = new Map<string, Jsonnet>();
    this.want('{');
    while (!this.take('}')) {
      if (this.take('local')) for (const [name, value] of this.binds(true)) locals.set(name, value);
      else if (this.take('assert')) {
        this.expression();
        if (this.take(':')) this.expression();
      } else fields.push(this.field());
      if (this.take(',') && !this.is('for')) continue;
      if (this.is('for')) {
        this.at = from;
        this.skip();
        return { kind: 'unknown', ...this.since(start) };
      }
      this.want('}');
      break;
    }
    return { kind: 'object', fields, locals, ...this.since(start) };
  }

  private field(): JsonnetField {
    const { kind, value, start, end } = this.token;
    let key: Jsonnet = { kind: 'scalar', value, start, end };
    if (this.take('[')) {
      key = this.expression();
      this.want(']');
    } else {
      if (kind !== 'name' && kind !== 'text') throw new JsonnetFault();
      this.at++;
    }
    const isFunction = this.is('(');
    if (isFunction) this.skip();
    const adds = this.take('+');
    let colons = 0;
    while (this.take(':')) colons++;
    if (colons === 0 || colons > 3) throw new JsonnetFault();
    const body = this.expression();
    const given: Jsonnet = isFunction ? { kind: 'unknown', start: body.start, end: body.end } : body;
    return { key, value: given, hidden: colons === 2 || isFunction, adds };
  }

  /** Goes behind the bracket that closes the one that stands here. */
  private skip(): void {
    const open: string[] = [];
    do {
      const { kind, value } = this.token;
      if (kind === 'end') throw new JsonnetFault();
      if (kind === 'sign') {
        if (Object.hasOwn(closing, value)) open.push(closing[value]!);
        else if (/[)\]}]/.test(value) && open.pop() !== value) throw new JsonnetFault();
      }
      this.at++;
    } while (open.length > 0);
  }

  private since(start: number): { start: number; end: number } {
    return { start, end: this.tokens[this.at - 1]!.end };
  }
}
