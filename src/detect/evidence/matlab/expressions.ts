import type { Dialect } from '../../matlab/dialect';
import type { Expression, FunctionNode, Parameter } from '../flow/expression';
import type { Literals } from '../literals';
import type { Token } from './tokens';

const maxDepth = 60;
/** Binary operators by how tightly they bind, the loosest first. */
const levels: readonly ReadonlySet<string>[] = [
  new Set(['|>', '=>']),
  new Set(['||', '|']),
  new Set(['&&', '&']),
  new Set([
    '==',
    '<=',
    '>=',
    '!=',
    '~=',
    '<',
    '>',
    '===',
    '.==',
    '.<=',
    '.>=',
    '.!=',
    '.<',
    '.>',
    '∈',
    '≈',
    '≤',
    '≥',
    '≠',
  ]),
  new Set([':']),
  new Set(['+', '-', '.+', '.-']),
  new Set(['*', '/', '.*', './', '\\', '.\\', '×', '·']),
];

/** Reads expressions of MATLAB and Julia from their tokens. */
export class BracketExpressions {
  /** The next token. */
  at = 0;
  private depth = 0;

  constructor(
    readonly tokens: readonly Token[],
    private readonly dialect: Dialect,
    private readonly literals: Literals,
    /** Names that are bound somewhere, so that parentheses behind them are an index. */
    private readonly variables: ReadonlySet<string>,
  ) {}

  get token(): Token {
    return this.tokens[Math.min(this.at, this.tokens.length - 1)]!;
  }

  is(source: string): boolean {
    return this.token.kind !== 'text' && this.token.source === source;
  }

  take(source: string): boolean {
    if (!this.is(source)) return false;
    this.at++;
    return true;
  }

  /** One expression; always moves on, unless a bracket or the statement ends here. */
  read(inBrackets = false): Expression {
    if (++this.depth > maxDepth) {
      this.at++;
      this.depth--;
      return { kind: 'other', parts: [], from: this.token.from, to: this.token.to };
    }
    const expression = this.choice(inBrackets);
    this.depth--;
    return expression;
  }

  private choice(inBrackets: boolean): Expression {
    const condition = this.binary(0, inBrackets);
    if (this.dialect === 'julia' && this.is('->')) return this.arrow(condition);
    if (this.dialect !== 'julia' || !this.is('?') || !this.token.spaced) return condition;
    this.at++;
    this.skipLines();
    const first = this.binary(5, inBrackets);
    this.skipLines();
    if (!this.take(':')) return first;
    this.skipLines();
    const second = this.choice(inBrackets);
    return { kind: 'choice', branches: [first, second], from: condition.from, to: second.to };
  }

  private arrow(parameters: Expression): Expression {
    this.at++;
    const value = this.is('begin') ? this.skipped() : this.read();
    const items = parameters.kind === 'list' ? parameters.items : [parameters];
    const names: Parameter[] = items.flatMap((item) => (item.kind === 'name' ? [{ name: item.path }] : []));
    const at = { from: parameters.from, to: value.to };
    const function_: FunctionNode = {
      name: '',
      parameters: names,
      body: [{ kind: 'give', value, ...at }],
      ...at,
    };
    return { kind: 'function', function: function_, ...at };
  }

  private skipped(): Expression {
    const { from } = this.token;
    this.at++;
    return { kind: 'other', parts: [], from, to: from };
  }

  private binary(level: number, inBrackets: boolean): Expression {
    const operators = levels[level];
    if (!operators) return this.unary(inBrackets);
    let left = this.binary(level + 1, inBrackets);
    while (this.token.kind === 'sign' && operators.has(this.token.source) && !this.separates(inBrackets)) {
      const operator = this.token.source;
      this.at++;
      this.skipLines();
      left = join(operator, left, this.binary(level + 1, inBrackets));
    }
    return left;
  }

  /** In `[a -b]` the sign begins an entry. */
  private separates(inBrackets: boolean): boolean {
    if (!inBrackets || !/^[-+]$/.test(this.token.source) || !this.token.spaced) return false;
    return this.tokens[this.at + 1]?.spaced === false;
  }

  private unary(inBrackets: boolean): Expression {
    const { kind, source, from } = this.token;
    const literal = this.literals.from(from);
    if (!literal && kind === 'sign' && /^(?:[-+!~√]|\.[-+])$/.test(source)) {
      this.at++;
      const operand = this.unary(inBrackets);
      return { kind: 'operation', operator: source, operands: [operand], from, to: operand.to };
    }
    let base = this.postfix(inBrackets);
    while (this.is('^') || this.is('.^')) {
      const elementwise = this.is('.^');
      this.at++;
      const exponent = this.is('-') || this.is('+') ? this.unary(inBrackets) : this.postfix(inBrackets);
      const at = { from: base.from, to: exponent.to };
      base = elementwise
        ? { kind: 'operation', operator: '**', operands: [base, exponent], ...at }
        : { kind: 'power', of: base, exponent, ...at };
    }
    return base;
  }

  private postfix(inBrackets: boolean): Expression {
    let value = this.primary();
    for (;;) {
      const { source, spaced, kind } = this.token;
      if (kind !== 'sign' || (spaced && inBrackets) || (spaced && this.dialect === 'julia' && source !== '.'))
        break;
      if (source === "'" || source === ".'") {
        if (spaced) break;
        value = { kind: 'transpose', of: value, from: value.from, to: this.token.to };
        this.at++;
      } else if (source === '(' || (source === '.' && this.tokens[this.at + 1]?.source === '(')) {
        if (source === '.') this.at++;
        value = this.parentheses(value);
      } else if (source === '[' && this.dialect === 'julia') value = this.index(value, ']');
      else if (source === '{') value = this.dialect === 'julia' ? this.braces(value) : this.index(value, '}');
      else if (source === '.' && this.tokens[this.at + 1]?.kind === 'name') {
        const property = this.tokens[this.at + 1]!;
        this.at += 2;
        const at = { from: value.from, to: property.to };
        value =
          value.kind === 'name'
            ? { kind: 'name', path: `${value.path}.${property.source}`, ...at }
            : value.kind === 'call' && /^[QU]$/.test(property.source)
              ? firstOf(value, at)
              : { kind: 'other', parts: [value], ...at };
      } else if (source === '::') this.type();
      else break;
    }
    return value;
  }

  /** Skips `::Vector{Float64}`. */
  private type(): void {
    this.at++;
    while (this.token.kind === 'name' || this.is('.')) this.at++;
    if (this.is('{')) this.braces({ kind: 'other', parts: [], from: 0, to: 0 });
  }

  private braces(value: Expression): Expression {
    let open = 0;
    do {
      if (this.is('{')) open++;
      if (this.is('}')) open--;
      this.at++;
    } while (open > 0 && this.at < this.tokens.length - 1);
    return value;
  }

  private primary(): Expression {
    const { kind, source, from, to } = this.token;
    const literal = this.literals.from(from);
    if (literal) {
      while (this.at < this.tokens.length - 1 && this.token.from < literal.end) this.at++;
      return { kind: 'matrix', index: literal.index, from, to: literal.end };
    }
    const at = { from, to };
    switch (kind) {
      case 'number':
        this.at++;
        return { kind: 'number', value: Number(source.replace(/_/g, '')), ...at };
      case 'text':
        this.at++;
        return { kind: 'text', value: source.replace(/^["']+|["']+$/g, ''), ...at };
      case 'name':
        this.at++;
        return { kind: 'name', path: source, ...at };
      case 'end':
        return { kind: 'other', parts: [], ...at };
      case 'sign':
        break;
    }
    if (source === '(') return this.group();
    if (source === '[' || source === '{') return this.bracket(source === '[' ? ']' : '}');
    if (source === '@') return this.handle();
    if (!/^[)\]},;]$/.test(source)) this.at++;
    return { kind: 'other', parts: [], ...at };
  }

  /** `(a, b)`, `(h, x) -> …` */
  private group(): Expression {
    const { from } = this.token;
    this.at++;
    const items = this.items(')');
    const to = this.token.to;
    this.take(')');
    return items.length === 1 ? items[0]! : { kind: 'list', items, from, to };
  }

  private bracket(close: string): Expression {
    const { from } = this.token;
    this.at++;
    const items: Expression[] = [];
    let each: Expression | null = null;
    while (!this.is(close) && this.at < this.tokens.length - 1) {
      const before = this.at;
      if (this.is('for') && items.length > 0) each = this.comprehension(items.pop()!, from);
      else if (!this.take(',') && !this.take(';') && this.token.kind !== 'end') items.push(this.read(true));
      if (this.at === before) this.at++;
    }
    const to = this.token.to;
    this.take(close);
    return each ?? { kind: 'list', items, from, to };
  }

  private comprehension(body: Expression, from: number): Expression {
    this.at++;
    const target = this.binary(4, false);
    if (!this.take('in') && !this.take('∈')) this.take('=');
    const over = this.read();
    return { kind: 'each', target, over, body, from, to: over.to };
  }

  /** `@(h, x) tanh(W*h + x)`, `@step`; a macro of Julia stands before what it changes. */
  private handle(): Expression {
    const { from } = this.token;
    this.at++;
    if (this.dialect === 'julia') {
      this.at++;
      return this.read();
    }
    if (!this.is('(')) return this.primary();
    const group = this.group();
    const names = group.kind === 'list' ? group.items : [group];
    const value = this.read();
    const at = { from, to: value.to };
    const parameters = names.flatMap((name) => (name.kind === 'name' ? [{ name: name.path }] : []));
    return {
      kind: 'function',
      function: { name: '', parameters, body: [{ kind: 'give', value, ...at }], ...at },
      ...at,
    };
  }

  /** A call, or in MATLAB an index. */
  private parentheses(value: Expression): Expression {
    const start = this.token.to;
    this.at++;
    const keywords = new Map<string, Expression>();
    const positional = this.items(')', keywords);
    const to = this.token.to;
    const index = this.sourceBetween(start, this.token.from);
    this.take(')');
    const at = { from: value.from, to };
    const isIndex =
      this.dialect === 'matlab' && value.kind === 'name' && this.variables.has(value.path.split('.', 1)[0]!);
    if (isIndex || (value.kind !== 'name' && this.dialect === 'matlab')) {
      return { kind: 'element', of: value, index, indices: positional, ...at };
    }
    const callee = value.kind === 'name' ? value.path : '';
    return {
      kind: 'call',
      callee,
      receiver: value.kind === 'name' ? null : value,
      positional,
      keywords,
      ...at,
    };
  }

  private index(value: Expression, close: string): Expression {
    const start = this.token.to;
    this.at++;
    const indices = this.items(close);
    const index = this.sourceBetween(start, this.token.from);
    const to = this.token.to;
    this.take(close);
    const [key] = indices;
    if (indices.length === 1 && key?.kind === 'text' && value.kind === 'name') {
      return { kind: 'name', path: `${value.path}.${key.value}`, from: value.from, to };
    }
    return { kind: 'element', of: value, index, indices, from: value.from, to };
  }

  private items(close: string, keywords?: Map<string, Expression>): Expression[] {
    const items: Expression[] = [];
    while (!this.is(close) && this.at < this.tokens.length - 1) {
      const before = this.at;
      if (this.take(',') || this.take(';')) continue;
      if (this.token.kind === 'end') {
        this.at++;
        continue;
      }
      if (this.is('for') && items.length > 0) {
        const body = items.pop()!;
        items.push(this.comprehension(body, body.from));
        continue;
      }
      const item = this.read();
      if (this.is('=') && item.kind === 'name') {
        this.at++;
        const value = this.read();
        if (keywords) keywords.set(item.path, value);
        else items.push(item);
      } else items.push(item);
      if (this.at === before) this.at++;
    }
    return items;
  }

  private sourceBetween(from: number, to: number): string {
    return this.tokens
      .slice(Math.max(0, this.at - 30), this.at)
      .filter((token) => token.from >= from && token.to <= to)
      .map(({ source }) => source)
      .join('');
  }

  private skipLines(): void {
    while (this.token.kind === 'end' && this.at < this.tokens.length - 1) this.at++;
  }
}

function join(operator: string, left: Expression, right: Expression): Expression {
  const at = { from: left.from, to: right.to };
  if (operator === '*') {
    const isChain = left.kind === 'product';
    return { kind: 'product', factors: isChain ? [...left.factors, right] : [left, right], ...at };
  }
  if (operator === ':') {
    const isChain = left.kind === 'call' && left.callee === ':';
    const positional = isChain ? [...left.positional, right] : [left, right];
    return { kind: 'call', callee: ':', receiver: null, positional, keywords: new Map(), ...at };
  }
  return { kind: 'operation', operator: operator.replace(/^\.(?=.)/, ''), operands: [left, right], ...at };
}

/** Julia's `qr(A).Q`, `svd(A).U`: the first of what the call gives. */
function firstOf(of: Expression, at: { readonly from: number; readonly to: number }): Expression {
  return { kind: 'element', of, index: '0', indices: [{ kind: 'number', value: 0, ...at }], ...at };
}
