import { lastName } from './calls';
import { Numbers } from './constants';
import { Environment } from './environment';
import { Evaluator, type Summary } from './evaluate';
import type { Expression, FunctionNode, Statement } from './expression';
import { Naming } from './naming';
import type { Observations } from './observations';
import { baseOf, mentions } from './parts';
import { Recorder } from './recorder';
import { type Scope, Scopes, type Variable } from './scopes';
import { type Source, union } from './source';
import { Steps } from './steps';
import { Turns } from './turns';

/** Blocks and calls nested deeper are not followed. */
const maxDepth = 30;

/** Where the statements of a region stand. */
interface Region {
  readonly env: Environment;
  readonly scope: Scope;
  readonly inLoop: boolean;
  readonly straight: boolean;
  readonly gives: Source[][];
  readonly giveItems: { items: Source[][] | null; plain: (Variable | null)[] };
  readonly depth: number;
}

/** Follows the values of a program and notes which matrices multiply their own output. Nothing is executed. */
export class Flow {
  readonly observed: Observations = { feedback: [], aliases: [], uses: [], handings: [], mutations: [] };
  readonly scopes: Scopes;
  readonly numbers: Numbers;
  private readonly evaluator: Evaluator;
  private readonly naming: Naming;
  private readonly recorder: Recorder;
  private readonly turns: Turns;
  private readonly steps: Steps;
  private readonly summaries = new Map<FunctionNode, Summary | null>();
  /** Functions that call themselves. */
  private readonly recursive = new Set<FunctionNode>();
  private open = 0;

  /** `layers` are calls of linear layers, which multiply by a matrix of theirs. */
  constructor(
    private readonly program: readonly Statement[],
    layers: ReadonlySet<Expression> = new Set(),
  ) {
    this.scopes = new Scopes(program);
    this.numbers = new Numbers(this.scopes);
    this.naming = new Naming(this.scopes, this.numbers);
    this.evaluator = new Evaluator({
      scopes: this.scopes,
      numbers: this.numbers,
      naming: this.naming,
      observed: this.observed,
      layers,
      summary: (function_, outer) => this.summary(function_, outer),
      carry: (call, scope) => {
        this.steps.carry(call, scope);
      },
      assign: (target, value, env, scope) => {
        const region = { ...fresh(scope), env, inLoop: true, straight: false };
        this.assign(target, value, region, undefined);
      },
      each: (each, env, scope) => this.each(each, env, scope),
    });
    this.recorder = new Recorder(this.observed, this.numbers);
    this.turns = new Turns(this.scopes, this.naming, this.observed);
    this.steps = new Steps(this.scopes, this.evaluator, this.naming, this.recorder, (function_, outer) =>
      this.summary(function_, outer),
    );
  }

  /** Follows the whole program. */
  run(): Observations {
    this.note(this.program, this.scopes.file);
    const region = fresh(this.scopes.file);
    this.block(this.program, region);
    this.recorder.unrolled(region.env, []);
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
    if (region.depth > maxDepth) return;
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
        region.giveItems.plain = values.map((value) => this.naming.plain(value, scope)?.symbol ?? null);
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
      if (list?.kind === 'name') {
        const symbol = this.scopes.resolve(list.path, scope);
        // What the list held before stays, and is no part of what is added.
        const added = sources.filter((source) => source.symbol !== symbol || source.factors.length > 0);
        env.add(symbol, added);
      }
    }
    if (/^assert|^verify|^expect|^check_|^test/i.test(name)) {
      for (const argument of [...value.positional, ...value.keywords.values()]) this.expects(argument, scope);
    }
    // W.mul_(0.9), W.fill_(0), np.fill_diagonal(W, 0)
    const changes = name.endsWith('_') && !/^(?:requires_grad_|detach_|copy_|share_memory_)$/.test(name);
    const changed = changes ? value.receiver : name === 'fill_diagonal' ? first : undefined;
    const plain = changed ? this.naming.plain(changed, scope) : null;
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
    symbol: Variable,
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
  private bind(
    target: Expression,
    value: Expression | null,
    sources: readonly Source[],
    region: Region,
  ): void {
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
      const others = sources.filter(
        (source) => source.symbol !== symbol || source.index !== index || !region.inLoop,
      );
      env.add(symbol, others);
      if (target.kind === 'element' && value)
        this.mutation(symbol, region, target, '=', target.indices, value);
    } else if (target.kind === 'list')
      for (const item of target.items) this.bind(item, null, sources, region);
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

  private alias(symbol: Variable, value: Expression, at: number, scope: Scope, region: Region): void {
    const plain = this.naming.plain(value, scope);
    const { straight } = region;
    if (plain) this.observed.aliases.push({ from: plain.symbol, to: symbol, at, direct: true, straight });
    else if (value.kind === 'list') this.evaluator.listAliases(value, symbol, at, scope);
    else if (value.kind === 'pairs') {
      for (const [key, item] of value.entries) {
        const entry = this.naming.plain(item, scope);
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
    const bound = new Set<Variable>();
    if (loop.over) this.evaluator.sources(loop.over, env, scope);
    if (loop.target) this.turns.turn(loop.target, loop.over, scope, bound);
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
    this.recorder.carried(inner.env, bound, 'loop', over);
    for (const [symbol, sources] of inner.env.entries()) env.add(symbol, env.through(sources));
  }

  private each(each: Expression & { kind: 'each' }, env: Environment, scope: Scope): readonly Source[] {
    const bound = new Set<Variable>();
    this.evaluator.sources(each.over, env, scope);
    this.turns.turn(each.target, each.over, scope, bound);
    const inner = new Environment();
    for (const symbol of bound) inner.set(symbol, []);
    const sources = this.evaluator.sources(each.body, inner, scope);
    this.recorder.carried(inner, bound, 'loop', { expression: each.over, scope });
    return env.through(sources);
  }

  private summary(function_: FunctionNode, outer: Scope): Summary | null {
    const known = this.summaries.get(function_);
    if (known === null) this.recursive.add(function_);
    if (known !== undefined) return known;
    if (this.open > maxDepth) return null;
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
    this.steps.steps(function_, scope, region.env, summary);
    if (this.recursive.has(function_)) this.steps.recursion(function_, scope);
    return summary;
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
