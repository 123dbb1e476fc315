import { carrying, lastName, namesPrevious, namesState, namesStep } from './calls';
import { Numbers } from './constants';
import { Environment } from './environment';
import { argumentsOf, Evaluator, type Summary } from './evaluate';
import type { Expression, FunctionNode, Statement } from './expression';
import type { Feedback, Observations } from './observations';
import { onlyFactor, order } from './pure';
import { classAround, pathOf, type Scope, Scopes, type Symbol } from './scopes';
import { identitySource, type Source, union } from './source';

/** Blocks and calls nested deeper are not followed. */
const deepest = 30;

/** Where the statements of a region stand. */
interface Region {
  readonly env: Environment;
  readonly scope: Scope;
  readonly inLoop: boolean;
  readonly straight: boolean;
  readonly gives: Source[][];
  readonly giveItems: { items: Source[][] | null; plain: (Symbol | null)[] };
  readonly depth: number;
}

/** Follows the values of a program and notes which matrices multiply their own output. Nothing is executed. */
export class Flow {
  readonly observed: Observations = { feedback: [], aliases: [], uses: [], handings: [], mutations: [] };
  readonly scopes: Scopes;
  readonly numbers: Numbers;
  private readonly evaluator: Evaluator;
  private readonly summaries = new Map<FunctionNode, Summary | null>();
  /** Functions that call themselves. */
  private readonly recursive = new Set<FunctionNode>();
  private open = 0;

  constructor(private readonly program: readonly Statement[]) {
    this.scopes = new Scopes(program);
    this.numbers = new Numbers(this.scopes);
    this.evaluator = new Evaluator({
      scopes: this.scopes,
      numbers: this.numbers,
      observed: this.observed,
      summary: (function_, outer) => this.summary(function_, outer),
      carry: (call, scope) => {
        this.carry(call, scope);
      },
      assign: (target, value, env, scope) => {
        const region = { ...fresh(scope), env, inLoop: true, straight: false };
        this.assign(target, value, region, undefined);
      },
      each: (each, env, scope) => this.each(each, env, scope),
    });
  }

  /** Follows the whole program. */
  run(): Observations {
    this.note(this.program, this.scopes.file);
    const region = fresh(this.scopes.file);
    this.block(this.program, region);
    this.unrolled(region.env, []);
    return this.observed;
  }

  /** Notes the numbers that variables hold, before anything is followed. */
  private note(block: readonly Statement[], scope: Scope): void {
    for (const statement of block) {
      switch (statement.kind) {
        case 'assign':
          for (const target of statement.targets) {
            this.numbers.bind(target, statement.operator === undefined ? statement.value : null, scope);
          }
          break;
        case 'loop':
          if (statement.target) this.numbers.bind(statement.target, null, scope);
          this.note(statement.body, scope);
          break;
        case 'branch':
          this.note(statement.body, scope);
          break;
        case 'class':
          this.note(statement.body, this.scopes.withinClass(statement));
          break;
        case 'define': {
          const inner = this.scopes.within(statement.function, scope);
          for (const { name, otherwise } of statement.function.parameters) {
            const at = { from: 0, to: 0 };
            this.numbers.bind({ kind: 'name', path: name, ...at }, otherwise ?? null, inner);
          }
          this.note(statement.function.body, inner);
          break;
        }
        default:
      }
    }
  }

  private block(block: readonly Statement[], region: Region): void {
    if (region.depth > deepest) return;
    for (const statement of block) this.statement(statement, region);
  }

  private statement(statement: Statement, region: Region): void {
    const { env, scope } = region;
    switch (statement.kind) {
      case 'assign':
        for (const target of statement.targets) {
          this.assign(target, statement.value, region, statement);
        }
        break;
      case 'run':
        this.runs(statement.value, region);
        break;
      case 'assert':
        this.expects(statement.value, scope);
        this.evaluator.sources(statement.value, env, scope);
        break;
      case 'give': {
        region.gives.push([...this.evaluator.sources(statement.value, env, scope)]);
        const items = this.evaluator.items(statement.value, env, scope);
        if (items) region.giveItems.items = items.map((item) => [...item]);
        const values = statement.value.kind === 'list' ? statement.value.items : [statement.value];
        region.giveItems.plain = values.map((value) => this.evaluator.plain(value, scope)?.symbol ?? null);
        break;
      }
      case 'loop':
        this.loop(statement, region);
        break;
      case 'branch': {
        const inside = { ...region, env: env.copy(), straight: false, depth: region.depth + 1 };
        this.block(statement.body, inside);
        env.merge(inside.env);
        break;
      }
      case 'define':
        this.summary(statement.function, scope);
        break;
      case 'class':
        this.block(statement.body, { ...fresh(this.scopes.withinClass(statement)), depth: region.depth + 1 });
        break;
      case 'outer':
    }
  }

  /** An expression by itself: a call that may change something. */
  private runs(value: Expression, region: Region): void {
    const { env, scope } = region;
    const sources = this.evaluator.sources(value, env, scope);
    if (value.kind !== 'call') return;
    const name = lastName(value.callee);
    const [first] = value.positional;
    if (/^(?:append|push|appendleft|insert|extend|add)$/.test(name)) {
      const list = value.receiver ?? first;
      if (list?.kind === 'name') env.add(this.scopes.resolve(list.path, scope), sources);
    }
    if (/^assert|^verify|^expect|^check_|^test/i.test(name)) {
      for (const argument of [...value.positional, ...value.keywords.values()]) this.expects(argument, scope);
    }
    // W.mul_(0.9), W.fill_(0), np.fill_diagonal(W, 0)
    const changes = name.endsWith('_') && !/^(?:requires_grad_|detach_|copy_|share_memory_)$/.test(name);
    const changed = changes ? value.receiver : name === 'fill_diagonal' ? first : undefined;
    const plain = changed ? this.evaluator.plain(changed, scope) : null;
    if (plain) this.mutation(plain.symbol, region, value, name, null, first ?? value);
  }

  private expects(value: Expression, scope: Scope): void {
    const parts =
      value.kind === 'operation' ? value.operands : value.kind === 'call' ? [...value.positional] : [value];
    for (const part of parts) {
      this.evaluator.use(part, 'expectation', scope);
      if (part.kind === 'operation' || (part.kind === 'call' && part !== value)) this.expects(part, scope);
    }
  }

  private mutation(
    symbol: Symbol,
    region: Region,
    { from, to }: { readonly from: number; readonly to: number },
    operator: string,
    entry: readonly Expression[] | null,
    value: Expression,
  ): void {
    const { scope, inLoop, straight } = region;
    const range = { start: from, end: to };
    this.observed.mutations.push({ symbol, scope, range, inLoop, straight, operator, entry, value });
  }

  private assign(
    target: Expression,
    value: Expression,
    region: Region,
    statement: (Statement & { kind: 'assign' }) | undefined,
  ): void {
    const { env, scope } = region;
    const operator = statement?.operator;
    if (target.kind === 'list') {
      const items = value.kind === 'list' && value.items.length === target.items.length ? value.items : null;
      const several = this.evaluator.items(value, env, scope);
      const whole = several ? [] : this.evaluator.sources(value, env, scope);
      // All values are read before the first is bound.
      const read = target.items.map((_, i) => several?.[i] ?? whole);
      target.items.forEach((item, i) => {
        this.bind(item, items?.[i] ?? null, read[i]!, region);
      });
      this.returned(target.items, value, scope);
      return;
    }
    const sources = this.evaluator.sources(value, env, scope);
    if (operator !== undefined) {
      this.update(target, value, operator, sources, region, statement);
      return;
    }
    this.returned([target], value, scope);
    this.bind(target, value, sources, region);
  }

  /** Binds a target to a value that has been read. */
  private bind(target: Expression, value: Expression | null, sources: readonly Source[], region: Region): void {
    const { env, scope } = region;
    if (target.kind === 'name') {
      const symbol = this.scopes.resolve(target.path, scope);
      if (value) this.alias(symbol, value, target.from, scope, region);
      env.set(symbol, sources);
    } else if (target.kind === 'element' || target.kind === 'transpose') {
      const base = baseOf(target);
      if (!base) return;
      const symbol = this.scopes.resolve(base.path, scope);
      const index = target.kind === 'element' ? target.index : '';
      // points[i] = R @ points[i] is done once to each.
      const others = sources.filter((source) => source.symbol !== symbol || source.index !== index || !region.inLoop);
      env.add(symbol, others);
      if (target.kind === 'element' && value) this.mutation(symbol, region, target, '=', target.indices, value);
    } else if (target.kind === 'list') for (const item of target.items) this.bind(item, null, sources, region);
  }

  /** `h += …`, `W *= 0.5` */
  private update(
    target: Expression,
    value: Expression,
    operator: string,
    sources: readonly Source[],
    region: Region,
    statement: (Statement & { kind: 'assign' }) | undefined,
  ): void {
    const { env, scope } = region;
    const base = baseOf(target);
    if (!base) return;
    const symbol = this.scopes.resolve(base.path, scope);
    const entry = target.kind === 'element' ? target.indices : null;
    this.mutation(symbol, region, statement ?? target, operator, entry, value);
    const whole: Expression =
      operator === '@'
        ? { kind: 'product', factors: [target, value], from: target.from, to: value.to }
        : { kind: 'operation', operator, operands: [target, value], from: target.from, to: value.to };
    const combined = this.evaluator.sources(whole, env, scope);
    if (target.kind === 'element') env.add(symbol, combined);
    else env.set(symbol, union(combined, operator === '+' ? sources : []));
  }

  private alias(symbol: Symbol, value: Expression, at: number, scope: Scope, region: Region): void {
    const plain = this.evaluator.plain(value, scope);
    const { straight } = region;
    if (plain) this.observed.aliases.push({ from: plain.symbol, to: symbol, at, direct: true, straight });
    else if (value.kind === 'list') this.evaluator.listAliases(value, symbol, at, scope);
    else if (value.kind === 'pairs') {
      for (const [key, item] of value.entries) {
        const entry = this.evaluator.plain(item, scope);
        const to = key === '' ? `${symbol}.*` : `${symbol}.${key}`;
        if (entry) this.observed.aliases.push({ from: entry.symbol, to, at, direct: true });
      }
    } else if (value.kind === 'choice') {
      for (const branch of value.branches) this.alias(symbol, branch, at, scope, region);
    } else if (mentions(value, symbol, (path) => this.scopes.resolve(path, scope))) {
      this.mutation(symbol, region, value, '=', null, value);
    }
  }

  /** `W, U = make()`: what the function returns as it is. */
  private returned(targets: readonly Expression[], value: Expression, scope: Scope): void {
    if (value.kind !== 'call') return;
    const local = this.scopes.findFunction(value.callee, scope);
    const summary = local && this.summary(local.function, local.outer);
    if (!summary || summary.plain.length !== targets.length) return;
    targets.forEach((target, i) => {
      const from = summary.plain[i];
      if (target.kind !== 'name' || !from) return;
      const to = this.scopes.resolve(target.path, scope);
      this.observed.aliases.push({ from, to, at: target.from, direct: true });
    });
  }

  private loop(loop: Statement & { kind: 'loop' }, region: Region): void {
    const { env, scope } = region;
    const bound = new Set<Symbol>();
    if (loop.over) this.evaluator.sources(loop.over, env, scope);
    if (loop.target) this.turn(loop.target, loop.over, scope, bound);
    const inner: Region = {
      ...region,
      env: new Environment(),
      inLoop: true,
      straight: false,
      depth: region.depth + 1,
    };
    for (const symbol of bound) inner.env.set(symbol, []);
    this.block(loop.body, inner);
    const over = loop.over ? { expression: loop.over, scope } : null;
    this.carried(inner.env, bound, 'loop', over);
    for (const [symbol, sources] of inner.env.entries()) env.add(symbol, env.through(sources));
  }

  /** What a loop binds at each turn: the items of a list, of several at once, the values of a dictionary. */
  private turn(target: Expression, over: Expression | null, scope: Scope, bound: Set<Symbol>): void {
    if (target.kind === 'list') for (const item of target.items) this.turn(item, null, scope, bound);
    if (target.kind === 'name') bound.add(this.scopes.resolve(target.path, scope));
    if (!over) return;
    const targets = target.kind === 'list' ? target.items : [target];
    const link = (item: Expression | undefined, list: Expression, pick?: number): void => {
      if (item?.kind !== 'name' && item?.kind !== 'list') return;
      this.elements(list, pick, scope).forEach((plain) => {
        if (item.kind === 'name') {
          const to = this.scopes.resolve(item.path, scope);
          this.observed.aliases.push({ from: plain, to, at: over.from, direct: false });
        }
      });
    };
    if (over.kind === 'call') {
      const name = lastName(over.callee);
      if (name === 'zip') over.positional.forEach((list, i) => { link(targets[i], list); });
      else if (name === 'enumerate' && over.positional[0]) {
        const inside = targets[1];
        const list = over.positional[0];
        if (inside && inside.kind === 'list') this.turn(inside, list, scope, bound);
        else link(inside, list);
      } else if (name === 'items' && over.receiver) link(targets[1], over.receiver);
      else if (name === 'values' && over.receiver) link(targets[0], over.receiver);
      return;
    }
    if (target.kind === 'list') targets.forEach((item, i) => { link(item, over, i); });
    else link(target, over);
  }

  /** The variables that stand in a list or a dictionary; of tuples the one at `pick`. */
  private elements(list: Expression, pick: number | undefined, scope: Scope): Symbol[] {
    if (list.kind === 'list' || list.kind === 'pairs') {
      const items = list.kind === 'list' ? list.items : list.entries.map(([, value]) => value);
      return items.flatMap((item) => {
        const chosen = pick === undefined ? item : item.kind === 'list' ? item.items[pick] : undefined;
        const plain = chosen && this.evaluator.plain(chosen, scope);
        return plain ? [plain.symbol] : [];
      });
    }
    const plain = pick === undefined ? this.evaluator.plain(list, scope) : null;
    if (!plain) return [];
    // What has gone into the list by its name.
    return [`${plain.symbol}*`];
  }

  private each(each: Expression & { kind: 'each' }, env: Environment, scope: Scope): readonly Source[] {
    const bound = new Set<Symbol>();
    this.evaluator.sources(each.over, env, scope);
    this.turn(each.target, each.over, scope, bound);
    const inner = new Environment();
    for (const symbol of bound) inner.set(symbol, []);
    const sources = this.evaluator.sources(each.body, inner, scope);
    this.carried(inner, bound, 'loop', { expression: each.over, scope });
    return env.through(sources);
  }

  /** Notes what of a region depends on itself through one matrix. */
  private carried(
    env: Environment,
    excluded: ReadonlySet<Symbol>,
    form: Feedback['form'],
    over: Feedback['over'],
    only: (symbol: Symbol) => boolean = () => true,
  ): void {
    for (const [state, direct] of env.entries()) {
      if (excluded.has(state) || !only(state)) continue;
      // h ← g ← h
      const sources = union(direct, env.through(direct.filter(({ symbol }) => symbol !== state)));
      const own = sources.filter(({ symbol }) => symbol === state);
      this.feeds(own, state, form, over, (matrix) => env.has(matrix) || excluded.has(matrix));
    }
  }

  private feeds(
    own: readonly Source[],
    state: Symbol,
    form: Feedback['form'],
    over: Feedback['over'],
    rebound: (matrix: Symbol) => boolean,
  ): void {
    const seen = new Set<Symbol>();
    for (const source of own) {
      const factor = onlyFactor(source, this.numbers);
      if (!factor || seen.has(factor.symbol) || rebound(factor.symbol) || factor.symbol === state) continue;
      seen.add(factor.symbol);
      const others = own.filter((other) => other !== source);
      this.observed.feedback.push({
        matrix: factor.symbol,
        form,
        range: source.product ?? { start: 0, end: 0 },
        state: pathOf(state),
        source,
        others,
        transposed: factor.transposed,
        over,
      });
    }
  }

  /** The same matrix several times on one way, without a loop. */
  private unrolled(env: Environment, own: readonly Source[]): void {
    const all = [...[...env.entries()].flatMap(([, sources]) => sources), ...own];
    const seen = new Set<Symbol>();
    for (const source of all) {
      const factor = onlyFactor(source, this.numbers);
      const times = order(source, this.numbers);
      if (!factor || seen.has(factor.symbol) || times < (source.passes.length > 0 ? 2 : 3)) continue;
      seen.add(factor.symbol);
      this.feeds([source], source.symbol, 'unrolled', null, () => false);
    }
  }

  private summary(function_: FunctionNode, outer: Scope): Summary | null {
    const known = this.summaries.get(function_);
    if (known === null) this.recursive.add(function_);
    if (known !== undefined) return known;
    if (this.open > deepest) return null;
    this.summaries.set(function_, null);
    this.open++;
    const scope = this.scopes.within(function_, outer);
    const region = fresh(scope);
    this.block(function_.body, region);
    for (const name of function_.returns ?? []) {
      region.gives.push([...region.env.get(this.scopes.resolve(name, scope))]);
    }
    if (function_.returns && function_.returns.length > 1) region.giveItems.items = region.gives;
    this.open--;
    const parameters = function_.parameters.map(({ name }) => this.scopes.resolve(name, scope));
    const returns = union(...region.gives);
    const { items, plain } = region.giveItems;
    const summary: Summary = { parameters, returns, items, plain: region.gives.length === 1 ? plain : [] };
    this.summaries.set(function_, summary);
    this.steps(function_, scope, region, summary);
    this.recursion(function_, scope);
    return summary;
  }

  /** A function that takes the old state and gives the new one, or keeps it in an attribute. */
  private steps(function_: FunctionNode, scope: Scope, region: Region, { parameters, returns, items }: Summary): void {
    const owner = scope.outer?.kind === 'class' ? scope.outer : null;
    const isInit = /^__init__$|^setup$|^build$/.test(function_.name);
    if (!isInit) {
      const kept = (symbol: Symbol): boolean =>
        (owner !== null && symbol.startsWith(`${owner.id}:self.`)) ||
        (scope.declared.has(pathOf(symbol)) && !symbol.startsWith(`${scope.id}:`));
      this.carried(region.env, new Set(), 'attribute', null, kept);
    }
    this.unrolled(new Environment(), returns);
    parameters.forEach((parameter) => {
      const name = pathOf(parameter);
      if (!namesState(name)) return;
      const own = returns.filter(({ symbol }) => symbol === parameter);
      const anew = region.env.has(parameter) && region.env.get(parameter).some(({ symbol }) => symbol === parameter);
      const twice = items !== null && items.length > 1 && items.filter((item) => item.some(({ symbol }) => symbol === parameter)).length > 1;
      const several = parameters.length - (owner ? 1 : 0) > 1;
      if (namesPrevious(name) || namesStep(function_.name) || twice || (anew && several)) {
        this.feeds(own, parameter, 'step', null, (matrix) => matrix === parameter);
      }
    });
  }

  /** `def run(h, n): return run(np.tanh(W @ h), n - 1)`, `return W @ run(n - 1)` */
  private recursion(function_: FunctionNode, scope: Scope): void {
    if (!this.recursive.has(function_)) return;
    const env = new Environment();
    const visit = (expression: Expression): void => {
      if (expression.kind === 'call' && lastName(expression.callee) === function_.name) {
        const owner = classAround(scope);
        for (const [name, value] of argumentsOf(function_, expression, owner !== null)) {
          const parameter = this.scopes.resolve(name, scope);
          const own = this.evaluator.sources(value, env, scope).filter(({ symbol }) => symbol === parameter);
          this.feeds(own, parameter, 'recursion', null, (matrix) => matrix === parameter);
        }
      }
      if (expression.kind === 'product') {
        const call = expression.factors.find((factor) => callsTo(factor, function_.name));
        const others = expression.factors.filter((factor) => factor !== call);
        const [other] = others.map((factor) => this.evaluator.plain(factor, scope));
        if (call && others.length === 1 && other) {
          const range = { start: expression.from, end: expression.to };
          const source = { ...identitySource(''), factors: [other], product: range };
          this.feeds([source], `0:${function_.name}`, 'recursion', null, () => false);
        }
      }
      for (const part of partsOf(expression)) visit(part);
    };
    const block = (statements: readonly Statement[]): void => {
      for (const statement of statements) {
        if ('value' in statement) visit(statement.value);
        if (statement.kind === 'branch' || statement.kind === 'loop') block(statement.body);
        // h = np.tanh(W @ h) before the call
        if (statement.kind === 'assign' && statement.operator === undefined) {
          const sources = this.evaluator.sources(statement.value, env, scope);
          for (const target of statement.targets) {
            if (target.kind === 'name') env.set(this.scopes.resolve(target.path, scope), sources);
          }
        }
      }
    };
    block(function_.body);
  }

  /** `scan(step, h0, xs)`: the state is a parameter of the step. */
  private carry(call: Expression & { kind: 'call' }, scope: Scope): void {
    const name = lastName(call.callee);
    const where = carrying.get(name)!;
    const given = [...call.positional, ...call.keywords.values()];
    const inPlace = call.positional[where.step];
    const candidates = inPlace ? [inPlace, ...given] : given;
    for (const candidate of candidates) {
      const found =
        candidate.kind === 'function'
          ? { function: candidate.function, outer: scope }
          : candidate.kind === 'name'
            ? this.scopes.findFunction(candidate.path, scope)
            : null;
      if (!found) continue;
      const summary = this.summary(found.function, found.outer);
      if (!summary) return;
      const over = candidates.find(({ kind }) => kind === 'call' || kind === 'number') ?? null;
      const bound = found.function.parameters[0]?.name === 'self' ? 1 : 0;
      const all = summary.parameters.slice(bound);
      // Where the state stands differs between libraries; what depends on itself by a product is it.
      const states = name === 'fori_loop' || name === 'while_loop' ? all : name === 'scan' ? all : [all[where.state]];
      const next = name === 'scan' && summary.items ? union(...summary.items.slice(0, 1), ...(summary.items.length > 2 ? summary.items : [])) : summary.returns;
      for (const state of states) {
        if (state === undefined) continue;
        const own = next.filter(({ symbol }) => symbol === state);
        const turns = name === 'fori_loop' ? call.positional[1] : null;
        this.feeds(own, state, 'scan', turns ? { expression: turns, scope } : over ? { expression: over, scope } : null, (matrix) => matrix === state);
      }
      return;
    }
  }
}

function fresh(scope: Scope): Region {
  return {
    env: new Environment(),
    scope,
    inLoop: false,
    straight: true,
    gives: [],
    giveItems: { items: null, plain: [] },
    depth: 0,
  };
}

function baseOf(target: Expression): (Expression & { kind: 'name' }) | null {
  if (target.kind === 'name') return target;
  return target.kind === 'element' || target.kind === 'transpose' ? baseOf(target.of) : null;
}

/** The parts of an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'product':
      return expression.factors;
    case 'transpose':
      return [expression.of];
    case 'power':
      return [expression.of, expression.exponent];
    case 'call':
      return [...(expression.receiver ? [expression.receiver] : []), ...expression.positional, ...expression.keywords.values()];
    case 'element':
      return [expression.of, ...expression.indices];
    case 'operation':
      return expression.operands;
    case 'choice':
      return expression.branches;
    case 'list':
      return expression.items;
    case 'pairs':
      return expression.entries.map(([, value]) => value);
    case 'each':
      return [expression.over, expression.body];
    case 'bind':
      return [expression.value];
    case 'other':
      return expression.parts;
    default:
      return [];
  }
}

function callsTo(expression: Expression, name: string): boolean {
  return expression.kind === 'call' && lastName(expression.callee) === name;
}

function mentions(expression: Expression, symbol: Symbol, resolve: (path: string) => Symbol): boolean {
  if (expression.kind === 'name') return resolve(expression.path) === symbol;
  return partsOf(expression).some((part) => mentions(part, symbol, resolve));
}
