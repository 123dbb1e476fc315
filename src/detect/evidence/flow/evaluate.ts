import type { Expression, FunctionNode } from './expression';
import { carrying, keeping, keepsWidth, lastName, looking, products, reducing } from './calls';
import type { Numbers } from './constants';
import { argumentsOf, isModule, literalSymbol } from './arguments';
import type { Naming } from './naming';
import { gate, gatedBy, pass, scaled, withFactor } from './ways';
import type { Environment } from './environment';
import type { Observations, UseKind } from './observations';
import type { Scope, Scopes, Variable } from './scopes';
import { chain, type Factor, opaque, type Source, union, unknownFactor } from './source';

/** What a function gives back, as ways from its parameters and from the variables around it. */
export interface Summary {
  readonly parameters: readonly Variable[];
  readonly returns: readonly Source[];
  /** One list for each value of a tuple. */
  readonly items: readonly (readonly Source[])[] | null;
  /** The variables that are returned as they are. */
  readonly plain: readonly (Variable | null)[];
}

/** What evaluating needs of the analysis around it. */
export interface Surroundings {
  readonly scopes: Scopes;
  readonly numbers: Numbers;
  readonly naming: Naming;
  readonly observed: Observations;
  /** Calls that multiply by a layer's own matrix. */
  readonly layers: ReadonlySet<Expression>;
  summary(function_: FunctionNode, outer: Scope): Summary | null;
  /** A function is handed to `scan` and its like. */
  carry(call: Expression & { kind: 'call' }, scope: Scope): void;
  assign(target: Expression, value: Expression, env: Environment, scope: Scope): void;
  each(each: Expression & { kind: 'each' }, env: Environment, scope: Scope): readonly Source[];
}

/** A function of the file, as a call finds it. */
interface Called {
  readonly function: FunctionNode;
  readonly outer: Scope;
  /** Called as a method, so that `self` is not among the arguments. */
  readonly bound: boolean;
}

/** What a call gives to the parameters, and how the symbols of the function begin. */
interface Given {
  readonly prefix: string;
  readonly values: Map<Variable, { readonly value: Expression; readonly sources: readonly Source[] }>;
}

const comparison = /^(?:[<>]=?|[=!~]=|===|is|in|not|and|or|&&|\|\||in|isa)$/;

/** Works out what the value of an expression depends on. */
export class Evaluator {
  constructor(private readonly around: Surroundings) {}

  sources(expression: Expression, env: Environment, scope: Scope): readonly Source[] {
    const { scopes } = this.around;
    const down = (part: Expression): readonly Source[] => this.sources(part, env, scope);
    switch (expression.kind) {
      case 'name': {
        return env.get(scopes.resolve(expression.path, scope));
      }
      case 'matrix':
        return env.get(literalSymbol(expression.index));
      case 'number':
      case 'text':
        return [];
      case 'function':
        this.around.summary(expression.function, scope);
        return [];
      case 'transpose':
        return down(expression.of);
      case 'element': {
        for (const index of expression.indices) down(index);
        this.use(expression.of, 'operand', scope);
        return down(expression.of).map((source) => ({ ...source, index: expression.index }));
      }
      case 'product':
        return this.product(expression.factors, expression, env, scope);
      case 'power': {
        const factor = this.around.naming.factor(expression.of, scope);
        const exponent = this.around.numbers.value(expression.exponent, scope);
        if (factor && (exponent === undefined || exponent > 2)) this.power(factor, expression);
        return down(expression.of).map((source) =>
          chain(source, { ...source, factors: [unknownFactor], passes: [] }),
        );
      }
      case 'operation':
        return this.operation(expression, env, scope);
      case 'choice':
        return union(...expression.branches.map(down));
      case 'list':
        return union(...expression.items.map(down));
      case 'pairs':
        return union(...expression.entries.map(([, value]) => down(value)));
      case 'other':
        return union(...expression.parts.map(down));
      case 'bind':
        this.around.assign(expression.target, expression.value, env, scope);
        return down(expression.target);
      case 'each':
        return this.around.each(expression, env, scope);
      case 'call':
        return this.call(expression, env, scope);
    }
  }

  /** The values of a tuple one by one, or null where it is none. */
  items(expression: Expression, env: Environment, scope: Scope): readonly (readonly Source[])[] | null {
    if (expression.kind === 'list') return expression.items.map((item) => this.sources(item, env, scope));
    if (expression.kind !== 'call') return null;
    const local = this.around.scopes.findFunction(expression.callee, scope);
    const summary = local && this.around.summary(local.function, local.outer);
    if (!local || !summary?.items) return null;
    const given = this.arguments(local, expression, env, scope);
    return summary.items.map((returned) => this.substitute(returned, summary, given, env, scope));
  }

  /** Notes what a matrix is used for. */
  use(expression: Expression, kind: UseKind, scope: Scope): void {
    const plain = this.around.naming.plain(expression, scope);
    if (!plain) return;
    const range = { start: expression.from, end: expression.to };
    this.around.observed.uses.push({ symbol: plain.symbol, kind, range });
  }

  private product(
    factors: readonly Expression[],
    at: { readonly from: number; readonly to: number },
    env: Environment,
    scope: Scope,
  ): readonly Source[] {
    const range = { start: at.from, end: at.to };
    const numeric = factors.map((factor) => this.around.numbers.value(factor, scope));
    const labels = factors.map((factor) => this.around.naming.factor(factor, scope));
    const scale = numeric.reduce<number>((a, b) => a * (b ?? 1), 1);
    const matrices = factors.filter((_, i) => numeric[i] === undefined);
    if (matrices.length >= 2) for (const factor of matrices) this.use(factor, 'product', scope);
    this.noteQuadratic(factors, labels, scope);
    this.notePowers(labels, range);
    return union(
      ...factors.map((factor, i) => {
        if (numeric[i] !== undefined) return [];
        const others = labels
          .filter((_, j) => j !== i && numeric[j] === undefined)
          .map((label) => label ?? unknownFactor);
        return this.sources(factor, env, scope).map((source) => ({
          ...source,
          factors: [...source.factors, ...others.reverse()].slice(0, 6),
          scale: source.scale * scale,
          product: others.length > 0 ? range : source.product,
        }));
      }),
    );
  }

  /** X W Xᵀ */
  private noteQuadratic(
    factors: readonly Expression[],
    labels: readonly (Factor | null)[],
    scope: Scope,
  ): void {
    for (let i = 1; i + 1 < factors.length; i++) {
      const [before, after] = [labels[i - 1], labels[i + 1]];
      const same =
        before && after && before.symbol === after.symbol && before.transposed !== after.transposed;
      if (!same) continue;
      for (const factor of factors.slice(i - 1, i + 2)) this.use(factor, 'quadratic', scope);
    }
  }

  /** W W W */
  private notePowers(labels: readonly (Factor | null)[], range: { start: number; end: number }): void {
    for (let i = 0; i + 2 < labels.length; i++) {
      const [a, b, c] = labels.slice(i, i + 3);
      const same = a && [b, c].every((next) => next?.symbol === a.symbol && next.transposed === a.transposed);
      if (same) this.power(a, { from: range.start, to: range.end });
    }
  }

  private power({ symbol, transposed }: Factor, { from, to }: { from: number; to: number }): void {
    this.around.observed.feedback.push({
      matrix: symbol,
      form: 'power',
      range: { start: from, end: to },
      state: '',
      source: null,
      others: [],
      transposed,
      over: null,
    });
  }

  private operation(
    expression: Expression & { kind: 'operation' },
    env: Environment,
    scope: Scope,
  ): readonly Source[] {
    const { operator, operands } = expression;
    for (const operand of operands) this.use(operand, 'operand', scope);
    const values = operands.map((operand) => this.sources(operand, env, scope));
    const plain = operator.replace(/^\./, '');
    const [left = [], right = []] = values;
    if (comparison.test(plain)) return [];
    if (operands.length === 1) return plain === '-' ? scaled(left, -1) : left;
    const [a, b] = operands.map((operand) => this.around.numbers.value(operand, scope));
    if (plain === '+') return union(left, right);
    if (plain === '-') return union(left, scaled(right, -1));
    if (plain === '*') {
      if (a !== undefined) return scaled(right, a);
      if (b !== undefined) return scaled(left, b);
      const [first, second] = operands.map((operand) => this.scalarFactor(operand, scope));
      if (first) return withFactor(right, first, expression);
      if (second) return withFactor(left, second, expression);
      const gates = gatedBy(left, right);
      return union(scaled(gates ? gate(left) : left, NaN), scaled(gates ? gate(right) : right, NaN));
    }
    if (plain === '/') {
      if (b !== undefined) return scaled(left, 1 / b);
      return this.isNorm(operands[1])
        ? left.map((source) => ({ ...source, normalized: true }))
        : union(scaled(left, NaN), pass(right, plain));
    }
    if (plain === '\\') return [];
    return union(pass(left, plain), pass(right, plain));
  }

  /** An entry `W[0, 0]` by which a number is multiplied. */
  private scalarFactor(operand: Expression | undefined, scope: Scope): Factor | null {
    return operand?.kind === 'element' ? this.around.naming.corner(operand, scope) : null;
  }

  private isNorm(divisor: Expression | undefined): boolean {
    if (!divisor) return false;
    if (divisor.kind === 'call') {
      return /^(?:norm|sum|max|abs|amax|vector_norm|opnorm|maximum|sqrt)$/.test(lastName(divisor.callee));
    }
    if (divisor.kind === 'name') return /norm|^(?:n|s|total|sum|scale|length|z)$/i.test(divisor.path);
    return divisor.kind === 'operation' && divisor.operands.some((operand) => this.isNorm(operand));
  }

  private call(expression: Expression & { kind: 'call' }, env: Environment, scope: Scope): readonly Source[] {
    const { callee, receiver, positional, keywords } = expression;
    const name = lastName(callee);
    if (this.around.layers.has(expression)) {
      // One that is applied where it is made goes by its place.
      const path = callee === '' && receiver ? `%${receiver.from}` : callee;
      const layer: Expression = { kind: 'name', path, from: expression.from, to: expression.from };
      return this.product([layer, ...positional.slice(0, 1)], expression, env, scope);
    }
    const args = [...positional, ...keywords.values()];
    const isMethod = receiver !== null && !isModule(receiver);
    const operands = isMethod ? [receiver, ...positional] : positional;
    if (carrying.has(name)) this.around.carry(expression, scope);
    if (name === 'matrix_power' || name === 'mpower') {
      const [base, exponent] = operands;
      const factor = base && this.around.naming.factor(base, scope);
      const times = exponent && this.around.numbers.value(exponent, scope);
      if (factor && (times === undefined || times > 2)) this.power(factor, expression);
      return [];
    }
    if (name === 'multi_dot' || name === 'reduce') this.repeated(expression, scope);
    const local = this.around.scopes.findFunction(callee, scope);
    if (local) return this.local(local, expression, env, scope);
    if (products.has(name)) {
      const factors = operands.filter(({ kind }) => kind !== 'text');
      if (name === 'addmm' || name === 'addmv') factors.shift();
      // F.linear(x, W, b)
      if (name === 'linear') factors.splice(2);
      if (factors.length >= 2) return this.product(factors.slice(0, 2), expression, env, scope);
    }
    this.hand(expression, scope);
    const kept = keeping.has(name);
    if (!kept && !looking.has(name)) for (const part of args) this.use(part, 'argument', scope);
    const values = union(
      ...[...(receiver && isMethod ? [receiver] : []), ...args].map((part) => this.sources(part, env, scope)),
    );
    if (reducing.has(name)) return [];
    return kept ? values : pass(keepsWidth(callee) ? values : opaque(values), callee);
  }

  /** `multi_dot([W] * k)`, `reduce(np.dot, [W] * k)` */
  private repeated(expression: Expression & { kind: 'call' }, scope: Scope): void {
    const list = expression.positional.find(({ kind }) => kind === 'operation');
    if (list?.kind !== 'operation' || list.operator !== '*') return;
    const items = list.operands.find(({ kind }) => kind === 'list');
    const [only, another] = items?.kind === 'list' ? items.items : [];
    const factor = only && !another ? this.around.naming.factor(only, scope) : null;
    if (factor) this.power(factor, expression);
  }

  private local(
    { function: function_, outer, bound }: Called,
    call: Expression & { kind: 'call' },
    env: Environment,
    scope: Scope,
  ): readonly Source[] {
    const inner = this.around.scopes.within(function_, outer);
    const values: Given['values'] = new Map();
    for (const [parameter, value] of argumentsOf(function_, call, bound)) {
      const plain = this.around.naming.plain(value, scope);
      const to = this.around.scopes.resolve(parameter, inner);
      if (plain) this.around.observed.aliases.push({ from: plain.symbol, to, at: call.from, direct: false });
      if (value.kind === 'list') this.listAliases(value, to, call.from, scope);
      values.set(to, { value, sources: this.sources(value, env, scope) });
    }
    const summary = this.around.summary(function_, outer);
    if (!summary) return [];
    return this.substitute(summary.returns, summary, { prefix: `${inner.id}:`, values }, env, scope);
  }

  private arguments(
    { function: function_, outer, bound }: Called,
    call: Expression & { kind: 'call' },
    env: Environment,
    scope: Scope,
  ): Given {
    const inner = this.around.scopes.within(function_, outer);
    const values: Given['values'] = new Map();
    for (const [parameter, value] of argumentsOf(function_, call, bound)) {
      const sources = this.sources(value, env, scope);
      values.set(this.around.scopes.resolve(parameter, inner), { value, sources });
    }
    return { prefix: `${inner.id}:`, values };
  }

  /** The items of a list are what an index into the variable reads. */
  listAliases(list: Expression & { kind: 'list' }, to: Variable, at: number, scope: Scope): void {
    list.items.slice(0, 50).forEach((item, i) => {
      const plain = this.around.naming.plain(item, scope);
      if (plain)
        this.around.observed.aliases.push({ from: plain.symbol, to: `${to}[${i}]`, at, direct: true });
    });
  }

  /** What a call gives, from what the function gives for its parameters. */
  private substitute(
    returned: readonly Source[],
    summary: Summary,
    { prefix, values }: Given,
    env: Environment,
    scope: Scope,
  ): readonly Source[] {
    const rename = (factor: Factor): Factor => {
      const value = values.get(factor.symbol)?.value;
      if (!value)
        return factor.symbol.startsWith(prefix) && !isConstant(factor.symbol, this.around)
          ? unknownFactor
          : factor;
      const plain = this.around.naming.factor(value, scope);
      if (!plain) return this.around.numbers.value(value, scope) === undefined ? unknownFactor : factor;
      return { ...plain, transposed: plain.transposed !== factor.transposed };
    };
    return union(
      ...returned.map((source) => {
        const outer = { ...source, factors: source.factors.map(rename) };
        const value = values.get(source.symbol);
        if (value) return value.sources.map((way) => chain(way, outer));
        if (summary.parameters.includes(source.symbol) || source.symbol.startsWith(prefix)) return [];
        return env.get(source.symbol).map((way) => chain(way, outer));
      }),
    );
  }

  private hand(
    { callee, positional, keywords, from, to }: Expression & { kind: 'call' },
    scope: Scope,
  ): void {
    const range = { start: from, end: to };
    const note = (value: Expression, place: number, of: number, name: string): void => {
      const plain = this.around.naming.plain(value, scope);
      if (plain) this.around.observed.handings.push({ symbol: plain.symbol, callee: name, place, of, range });
    };
    for (const value of positional) {
      if (value.kind === 'list')
        value.items.forEach((item, i) => {
          note(item, i, value.items.length, callee);
        });
      else if (value.kind === 'pairs')
        for (const [key, item] of value.entries) note(item, -1, 0, `${callee}:${key}`);
      else note(value, -1, 0, callee);
    }
    // setattr(rnn, 'weight_hh_l0', W)
    const label = positional.find((part) => part.kind === 'text');
    for (const value of positional)
      if (label?.kind === 'text') note(value, -1, 0, `${callee}:${label.value}`);
    for (const [key, value] of keywords) {
      note(value, -1, 0, `${callee}:${key}`);
      if (value.kind === 'list')
        value.items.forEach((item, i) => {
          note(item, i, value.items.length, `${callee}:${key}`);
        });
    }
  }
}

function isConstant(symbol: Variable, { numbers }: Surroundings): boolean {
  return numbers.named(symbol) !== undefined;
}
