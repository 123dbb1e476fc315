import { carrying, lastName, namesCall, namesHidden, namesPrevious, namesState, namesStep } from './calls';
import { Environment } from './environment';
import { argumentsOf } from './arguments';
import type { Evaluator, Summary } from './evaluate';
import type { Expression, FunctionNode, Statement } from './expression';
import type { Naming } from './naming';
import { callsTo, partsOf } from './parts';
import type { Recorder } from './recorder';
import { classAround, pathOf, type Scope, type Scopes, type Variable } from './scopes';
import { identitySource, union } from './source';

/** Looks at functions that advance a state: by their parameters, by calling themselves, handed to `scan`. */
export class Steps {
  constructor(
    private readonly scopes: Scopes,
    private readonly evaluator: Evaluator,
    private readonly naming: Naming,
    private readonly recorder: Recorder,
    private readonly summary: (function_: FunctionNode, outer: Scope) => Summary | null,
  ) {}

  /** A function that takes the old state and gives the new one, or keeps it in an attribute. */
  steps(
    function_: FunctionNode,
    scope: Scope,
    env: Environment,
    { parameters, returns, items }: Summary,
  ): void {
    const owner = scope.outer?.kind === 'class' ? scope.outer : null;
    const isInit = /^__init__$|^setup$|^build$/.test(function_.name);
    if (!isInit) {
      const kept = (symbol: Variable): boolean =>
        (owner !== null && symbol.startsWith(`${owner.id}:self.`)) ||
        (scope.declared.has(pathOf(symbol)) && !symbol.startsWith(`${scope.id}:`));
      this.recorder.carried(env, new Set(), 'attribute', null, kept);
    }
    this.recorder.unrolled(new Environment(), returns);
    parameters.forEach((parameter) => {
      const name = pathOf(parameter);
      if (!namesState(name)) return;
      const anew = env.has(parameter) && env.get(parameter).some(({ symbol }) => symbol === parameter);
      const twice =
        items !== null &&
        items.length > 1 &&
        items.filter((item) => item.some(({ symbol }) => symbol === parameter)).length > 1;
      const several = parameters.length - (owner ? 1 : 0) > 1;
      const module = owner !== null && several && namesCall(function_.name) && namesHidden(name);
      if (namesPrevious(name) || namesStep(function_.name) || twice || (anew && several) || module) {
        // Of several values that are returned, one is the new state: the one that has its name, where one has.
        const named = anew ? JSON.stringify(env.get(parameter)) : null;
        const same = items?.filter((item) => JSON.stringify(item) === named) ?? [];
        for (const values of same.length > 0 ? same : (items ?? [returns])) {
          const own = values.filter(({ symbol }) => symbol === parameter);
          this.recorder.feeds(own, parameter, 'step', null, (matrix) => matrix === parameter);
        }
      }
    });
  }

  /** `def run(h, n): return run(np.tanh(W @ h), n - 1)`, `return W @ run(n - 1)` */
  recursion(function_: FunctionNode, scope: Scope): void {
    const env = new Environment();
    const visit = (expression: Expression): void => {
      if (expression.kind === 'call' && lastName(expression.callee) === function_.name) {
        const owner = classAround(scope);
        for (const [name, value] of argumentsOf(function_, expression, owner !== null)) {
          const parameter = this.scopes.resolve(name, scope);
          const own = this.evaluator.sources(value, env, scope).filter(({ symbol }) => symbol === parameter);
          this.recorder.feeds(own, parameter, 'recursion', null, (matrix) => matrix === parameter);
        }
      }
      if (expression.kind === 'product') {
        const call = expression.factors.find((factor) => callsTo(factor, function_.name));
        const others = expression.factors.filter((factor) => factor !== call);
        const [other] = others.map((factor) => this.naming.plain(factor, scope));
        if (call && others.length === 1 && other) {
          const range = { start: expression.from, end: expression.to };
          const source = { ...identitySource(''), factors: [other], product: range };
          this.recorder.feeds([source], `0:${function_.name}`, 'recursion', null, () => false);
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
  carry(call: Expression & { kind: 'call' }, scope: Scope): void {
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
      const states =
        name === 'fori_loop' || name === 'while_loop' ? all : name === 'scan' ? all : [all[where.state]];
      const next =
        name === 'scan' && summary.items
          ? union(...summary.items.slice(0, 1), ...(summary.items.length > 2 ? summary.items : []))
          : summary.returns;
      for (const state of states) {
        if (state === undefined) continue;
        const own = next.filter(({ symbol }) => symbol === state);
        const turns = name === 'fori_loop' ? call.positional[1] : null;
        this.recorder.feeds(
          own,
          state,
          'scan',
          turns ? { expression: turns, scope } : over ? { expression: over, scope } : null,
          (matrix) => matrix === state,
        );
      }
      return;
    }
  }
}
