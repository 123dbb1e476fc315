import type { Dialect } from '../../matlab/dialect';
import type { Expression, FunctionNode, Parameter, Statement } from '../flow/expression';
import type { Literals } from '../literals';
import { BracketExpressions } from './expressions';
import { type Token, tokenize } from './tokens';

const maxDepth = 40;
const blockWords = new Set([
  'if',
  'switch',
  'try',
  'let',
  'begin',
  'quote',
  'parfor',
  'spmd',
  'module',
  'baremodule',
]);
const middleWords = new Set(['else', 'elseif', 'catch', 'finally', 'case', 'otherwise']);
const skippedBlocks = new Set([
  'struct',
  'macro',
  'classdef',
  'properties',
  'methods',
  'events',
  'enumeration',
]);
const update = /^\.?([-+*/\\^])=$/;

/** Reads MATLAB, Octave or Julia as the flow of its values; nothing where it is no program. */
export function readBracketFlow(text: string, dialect: Dialect, literals: Literals): Statement[] {
  const tokens = tokenize(text, dialect);
  return tokens ? new BracketStatements(tokens, dialect, literals).block(0) : [];
}

class BracketStatements {
  private readonly expressions: BracketExpressions;

  constructor(
    tokens: readonly Token[],
    private readonly dialect: Dialect,
    literals: Literals,
  ) {
    this.expressions = new BracketExpressions(tokens, dialect, literals, boundNames(tokens));
  }

  /** The statements up to the `end` of a block, which is left in place. */
  block(depth: number): Statement[] {
    const { expressions } = this;
    const result: Statement[] = [];
    while (expressions.at < expressions.tokens.length - 1) {
      if (
        depth > 0 &&
        (expressions.is('end') || middleWords.has(expressions.token.source) || this.endsBlock())
      )
        break;
      const before = expressions.at;
      if (depth <= maxDepth) result.push(...this.statement(depth));
      if (expressions.at === before) expressions.at++;
    }
    return result;
  }

  /** Octave's `endfor`, and MATLAB's functions without an `end`. */
  private endsBlock(): boolean {
    return /^end(?:for|while|if|function|switch)$|^end_try_catch$/.test(this.expressions.token.source);
  }

  private statement(depth: number): Statement[] {
    const { expressions } = this;
    const { source, kind, from } = expressions.token;
    if (kind === 'end' || source === ';' || source === ',') {
      expressions.at++;
      return [];
    }
    if (kind === 'name') {
      if (source === 'function') return this.function(depth);
      if (source === 'for' || source === 'parfor') return this.forLoop(depth);
      if (source === 'while') {
        expressions.at++;
        const value = expressions.read();
        const body = this.body(depth);
        const at = { from, to: this.previousEnd() };
        return [
          { kind: 'run', value, ...at },
          { kind: 'loop', target: null, over: null, body, ...at },
        ];
      }
      if (source === 'return') {
        expressions.at++;
        const value = this.tuple();
        return [{ kind: 'give', value, from, to: value.to }];
      }
      if (source === 'global' || source === 'persistent') return this.outer();
      if (source === 'mutable' || source === 'abstract') {
        expressions.at++;
        return [];
      }
      if (/^(?:local|const|end|using|import|export)$/.test(source)) {
        expressions.at++;
        if (/^(?:using|import|export)$/.test(source)) this.skipLine();
        return [];
      }
      if (skippedBlocks.has(source)) {
        // Methods of a class are functions as others are.
        expressions.at++;
        this.skipLine();
        return this.body(depth, true);
      }
      if (blockWords.has(source)) return this.branch(depth);
    }
    return this.simple();
  }

  private simple(): Statement[] {
    const { expressions } = this;
    const { from } = expressions.token;
    const target = this.tuple();
    const { source } = expressions.token;
    const operator = update.exec(source)?.[1];
    if (source === '=' || source === '.=' || operator !== undefined) {
      expressions.at++;
      const short = this.dialect === 'julia' && source === '=' && target.kind === 'call' ? target : null;
      const value = this.tuple();
      const at = { from, to: value.to };
      if (short) return [{ kind: 'define', function: shortFunction(short, value), ...at }];
      if (operator !== undefined) return [{ kind: 'assign', targets: [target], value, operator, ...at }];
      // a = b = 0
      if (expressions.is('=')) {
        expressions.at++;
        const last = this.tuple();
        return [
          { kind: 'assign', targets: [value], value: last, ...at },
          { kind: 'assign', targets: [target], value: last, ...at },
        ];
      }
      return [{ kind: 'assign', targets: [target], value, ...at }];
    }
    const inPlace = target.kind === 'call' && /(?:^|\.)mul!$/.test(target.callee) ? target : null;
    const [into, ...factors] = inPlace?.positional ?? [];
    if (into && factors.length >= 2) {
      const value: Expression = { kind: 'product', factors: factors.slice(0, 2), from, to: target.to };
      return [{ kind: 'assign', targets: [into], value, from, to: target.to }];
    }
    return [{ kind: 'run', value: target, from, to: target.to }];
  }

  /** `a, b` without parentheses, as Julia writes it. */
  private tuple(): Expression {
    const { expressions, dialect } = this;
    const first = expressions.read();
    if (dialect !== 'julia' || !expressions.is(',')) return first;
    const items = [first];
    while (expressions.take(',')) items.push(expressions.read());
    return { kind: 'list', items, from: first.from, to: items.at(-1)!.to };
  }

  private forLoop(depth: number): Statement[] {
    const { expressions } = this;
    const { from } = expressions.token;
    expressions.at++;
    expressions.take('(');
    const target = this.tuple();
    if (!expressions.take('in') && !expressions.take('∈')) expressions.take('=');
    const over = expressions.read();
    const body = this.body(depth);
    return [{ kind: 'loop', target, over, body, from, to: this.previousEnd() }];
  }

  private branch(depth: number): Statement[] {
    const { expressions } = this;
    const { from, source } = expressions.token;
    const certain = /^(?:let|begin|module|baremodule)$/.test(source);
    expressions.at++;
    if (source === 'module' || source === 'baremodule') expressions.at++;
    const result: Statement[] = [];
    let going = true;
    while (going && expressions.at < expressions.tokens.length - 1) {
      const body = this.block(depth + 1);
      if (certain) result.push(...body);
      else result.push({ kind: 'branch', body, from, to: this.previousEnd() });
      going = middleWords.has(expressions.token.source);
      expressions.at++;
    }
    return result;
  }

  private body(depth: number, keep = false): Statement[] {
    const body = this.block(depth + 1);
    this.expressions.at++;
    return keep ? body : body;
  }

  private function(depth: number): Statement[] {
    const { expressions, dialect } = this;
    const { from } = expressions.token;
    expressions.at++;
    let header = expressions.read();
    let returns: string[] | undefined;
    if (dialect === 'matlab') {
      returns = [];
      if (expressions.is('=')) {
        expressions.at++;
        returns = namesIn(header);
        header = expressions.read();
      }
    }
    while (expressions.token.kind !== 'end' && expressions.at < expressions.tokens.length - 1)
      expressions.at++;
    const body = this.body(depth);
    const to = this.previousEnd();
    const { name, parameters } = readHeader(header);
    const finished = dialect === 'julia' ? givesLast(body) : body;
    const function_: FunctionNode = {
      name,
      parameters,
      body: finished,
      from,
      to,
      ...(returns ? { returns } : {}),
    };
    return [{ kind: 'define', function: function_, from, to }];
  }

  private outer(): Statement[] {
    const { expressions } = this;
    const { from } = expressions.token;
    expressions.at++;
    const names: string[] = [];
    // global h = …
    if (expressions.tokens[expressions.at + 1]?.source === '=') {
      return [{ kind: 'outer', names: [expressions.token.source], from, to: from }];
    }
    while (expressions.token.kind === 'name' || expressions.is(',')) {
      if (expressions.token.kind === 'name') names.push(expressions.token.source);
      expressions.at++;
    }
    return [{ kind: 'outer', names, from, to: from }];
  }

  private skipLine(): void {
    const { expressions } = this;
    while (expressions.token.kind !== 'end' && expressions.at < expressions.tokens.length - 1)
      expressions.at++;
  }

  private previousEnd(): number {
    const { at, tokens } = this.expressions;
    return tokens[Math.min(Math.max(0, at - 1), tokens.length - 1)]!.to;
  }
}

/** Names with an `=` behind them, or behind the parentheses after them, in MATLAB. */
function boundNames(tokens: readonly Token[]): ReadonlySet<string> {
  const names = new Set<string>();
  let depth = 0;
  tokens.forEach(({ kind, source }, i) => {
    if (kind === 'sign' && /^[([{]$/.test(source)) depth++;
    else if (kind === 'sign' && /^[)\]}]$/.test(source)) depth--;
    else if (kind === 'end') depth = Math.max(0, depth);
    const previous = tokens[i - 1];
    const begins =
      !previous || previous.kind === 'end' || /^[;,[(]$/.test(previous.source) || previous.source === 'for';
    if (kind !== 'name' || !begins) return;
    let next = i + 1;
    while (tokens[next]?.source === '.' && tokens[next + 1]?.kind === 'name') next += 2;
    if (/^[({]$/.test(tokens[next]?.source ?? '')) next = closing(tokens, next) + 1;
    // [a, b] = f(x)
    const list =
      previous?.source === '[' || previous?.source === ','
        ? tokens.findIndex((token, j) => j > i && token.source === ']')
        : -1;
    if (tokens[next]?.source === '=' && depth <= 0) names.add(source);
    else if (list > 0 && list < i + 20 && tokens[list + 1]?.source === '=') names.add(source);
  });
  // Parameters are variables: function y = f(x, W)
  tokens.forEach(({ source, kind }, i) => {
    if (kind !== 'name' || source !== 'function') return;
    const line = tokens.findIndex((token, j) => j > i && token.kind === 'end');
    const open = tokens.findIndex((token, j) => j > i && token.source === '(');
    if (open > 0 && open < line) {
      for (const token of tokens.slice(open, line)) if (token.kind === 'name') names.add(token.source);
    }
    // The function itself is none.
    const name = tokens[open - 1];
    if (name?.kind === 'name' && open < line) names.delete(name.source);
  });
  return names;
}

function closing(tokens: readonly Token[], open: number): number {
  let depth = 0;
  for (let i = open; i < Math.min(tokens.length, open + 200); i++) {
    const { source, kind } = tokens[i]!;
    if (kind !== 'sign') continue;
    if (/^[([{]$/.test(source)) depth++;
    else if (/^[)\]}]$/.test(source) && --depth === 0) return i;
  }
  return open;
}

function namesIn(expression: Expression): string[] {
  if (expression.kind === 'name') return [expression.path];
  return expression.kind === 'list' ? expression.items.flatMap(namesIn) : [];
}

function readHeader(header: Expression): { name: string; parameters: Parameter[] } {
  if (header.kind === 'name') return { name: header.path, parameters: [] };
  if (header.kind !== 'call' && header.kind !== 'element') return { name: '', parameters: [] };
  const name = header.kind === 'call' ? header.callee : header.of.kind === 'name' ? header.of.path : '';
  const given = header.kind === 'call' ? header.positional : header.indices;
  const parameters: Parameter[] = given.flatMap((value) =>
    value.kind === 'name' ? [{ name: value.path }] : [],
  );
  if (header.kind === 'call') {
    for (const [key, otherwise] of header.keywords) parameters.push({ name: key, otherwise });
  }
  return { name, parameters };
}

function shortFunction(header: Expression & { kind: 'call' }, value: Expression): FunctionNode {
  const at = { from: header.from, to: value.to };
  return { ...readHeader(header), body: [{ kind: 'give', value, ...at }], ...at };
}

/** A Julia function gives its last value. */
function givesLast(body: readonly Statement[]): readonly Statement[] {
  const last = body.at(-1);
  if (last?.kind === 'run') return [...body.slice(0, -1), { ...last, kind: 'give' }];
  if (last?.kind !== 'assign') return body;
  const { from, to } = last;
  return [...body, { kind: 'give', value: last.targets[0]!, from, to }];
}
