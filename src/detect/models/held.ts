import type { LibraryName } from '../../core/config/libraries';
import { lastName } from '../evidence/flow/calls';
import type { Expression, Statement } from '../evidence/flow/expression';
import { baseOf } from '../evidence/flow/parts';
import { classAround, type Scope } from '../evidence/flow/scopes';
import { conditionHolds } from './conditions';
import { fillingOf } from './inPlace';
import { inlineName, isSum, layerOf } from './layers';
import type { CallSite, StatementSite } from './program';
import { shiftedStart, type Start } from './start';
import { masked, maskOf } from './mask';
import { Starts, type Known } from './starts';
import { scaleOf } from './scale';
import type { Values } from './values';

/** A variable and the matrix that it holds at the start. */
export interface Held {
  readonly symbol: string;
  readonly name: string;
  readonly start: Start;
  readonly target: Expression;
  readonly from: number;
  readonly to: number;
  readonly library: LibraryName;
  /** The weight of a linear layer, applied by calling it. */
  readonly layer: boolean;
  /** The layer takes the input and the state side by side. */
  readonly stacked: boolean;
  /** It stands in a dictionary of parameters by this key. */
  readonly key: string | null;
  readonly reservoir: boolean;
}

/** Whether the matrix can be applied to what it gave: one of another shape than square cannot, except to state and input side by side. */
export const mayRecur = ({ start, stacked }: Held): boolean => start.square !== false || stacked;

/** What each variable of a file holds at the start, followed through what is done to it before it is used. */
export function heldMatrices(values: Values, matlab: boolean): Held[] {
  const held = new Map<string, Held>();
  const starts = new Starts(values, matlab, (symbol) => held.get(symbol)?.start);
  for (const site of values.program.statements) {
    const { statement } = site;
    if (statement.kind === 'assign') assign(statement, site);
    else if (statement.kind === 'run' && statement.value.kind === 'call') fill(statement.value, site);
    // return {'whh': normal(key, (n, n)) * 0.01}
    else if (statement.kind === 'give') entries('return', statement.value, site);
  }
  const givingTwo = new Set(
    values.program.statements.flatMap(({ statement, scope }) =>
      statement.kind === 'give' && statement.value.kind === 'list' && scope.kind === 'function'
        ? [scope]
        : [],
    ),
  );
  for (const site of values.program.calls) inline(site);
  return [...held.values()];

  /** `nn.Dense(n)(h)` in a function that gives a state and an output; in a loop each turn would make another layer. */
  function inline({ call, scope, loops, statement }: CallSite): void {
    const name = inlineName({ call });
    const { receiver } = call;
    if (name === null || !receiver || loops.length > 0 || !givingTwo.has(scope)) return;
    const layer = layerOf(receiver, scope, values, starts);
    if (!layer) return;
    const { library, stacked } = layer;
    const symbol = values.scopes.resolve(name, scope);
    add(symbol, receiver, layer.start, statement, { layer: true, stacked, library });
  }

  function assign(statement: Statement & { kind: 'assign' }, site: StatementSite): void {
    const { scope } = site;
    for (const target of statement.targets) {
      if (target.kind === 'list') {
        list(target.items, statement, site);
        continue;
      }
      const base = baseOf(target);
      if (!base) continue;
      if (target.kind === 'name') entries(target.path, statement.value, site);
      const symbol = values.scopes.resolve(base.path, scope);
      const known = held.get(symbol);
      // What happens in a loop is training, or the recurrence itself.
      if (known && site.loops.length > 0) continue;
      if (target.kind === 'element') {
        if (known) change(known, entry(known.start, target, statement, scope));
        continue;
      }
      if (statement.operator !== undefined) {
        if (known) change(known, updated({ symbol, start: known.start }, target, statement, scope));
        continue;
      }
      put(symbol, target, statement.value, scope, statement, known);
    }
  }

  /** What a dictionary of parameters holds, each by its key. */
  function entries(path: string, value: Expression, { scope, loops }: StatementSite): void {
    if (value.kind !== 'pairs' || loops.length > 0) return;
    for (const [key, item] of value.entries) {
      const start = starts.read(item, scope);
      if (start) add(values.scopes.resolve(`${path}.${key}`, scope), item, start, item, { name: key, key });
    }
  }

  /** `W, U = randn(n, n), randn(n, m)`; `q, r = qr(a)` */
  function list(
    items: readonly Expression[],
    statement: Statement & { kind: 'assign' },
    { scope, loops }: StatementSite,
  ): void {
    if (loops.length > 0) return;
    const { value } = statement;
    items.forEach((item, i) => {
      if (item.kind !== 'name') return;
      const symbol = values.scopes.resolve(item.path, scope);
      const own = value.kind === 'list' ? value.items[i] : undefined;
      if (own) put(symbol, item, own, scope, statement, held.get(symbol));
      else if (value.kind === 'call') {
        const start = starts.read(item, scope);
        if (start) add(symbol, item, start, statement);
      }
    });
  }

  function put(
    symbol: string,
    target: Expression,
    value: Expression,
    scope: Scope,
    statement: Statement,
    known: Held | undefined,
  ): void {
    const layer = layerOf(value, scope, values, starts);
    if (layer) {
      add(symbol, target, layer.start, statement, {
        layer: true,
        stacked: layer.stacked,
        library: layer.library,
      });
      return;
    }
    const start = starts.read(value, scope, known ? { symbol, start: known.start } : null);
    if (!start) held.delete(symbol);
    else if (known && start.from === known.start.from) change(known, start);
    else if (known && mentionsStart(start, known)) change(known, start);
    else addDrawn(symbol, target, start, statement);
  }

  /** `randn(n, n + m)` and `randn(n + m, n)` are applied to state and input side by side. */
  function addDrawn(symbol: string, target: Expression, start: Start, statement: Statement): void {
    const { rows, columns, scope, square } = start;
    const state =
      square === true
        ? null
        : isSum(columns, rows, scope, values)
          ? rows
          : isSum(rows, columns, scope, values)
            ? columns
            : null;
    if (!state) {
      add(symbol, target, start, statement);
      return;
    }
    const size = { symbol: values.symbol(state, scope), value: values.whole(state, scope) ?? null };
    // An initializer by its name depends on the whole shape.
    const draw = start.draw?.kind === 'named' ? null : start.draw;
    add(symbol, target, { ...start, rows: state, size, draw }, statement, { stacked: true });
  }

  function add(
    symbol: string,
    target: Expression,
    start: Start,
    { from, to }: { readonly from: number; readonly to: number },
    more: Partial<Held> = {},
  ): void {
    const name = values.source(target).replace(/\s+/g, '');
    const plain = { library: 'own', layer: false, stacked: false, reservoir: false, key: null } as const;
    held.set(symbol, { symbol, name, start, target, from, to, ...plain, ...more });
  }

  function change(known: Held, start: Start | null): void {
    if (start)
      held.set(known.symbol, { ...known, start: { ...start, from: known.start.from, to: known.start.to } });
    else held.delete(known.symbol);
  }

  /** `W *= 0.9 / max(abs(eigvals(W)))`, `W -= 0.5` */
  function updated(
    known: Known,
    target: Expression,
    statement: Statement & { kind: 'assign' },
    scope: Scope,
  ): Start | null {
    const { operator = '', value, from, to } = statement;
    if (operator === '*' || operator === '/' || operator === '.*' || operator === './') {
      const whole: Expression = { kind: 'operation', operator, operands: [target, value], from, to };
      return starts.read(whole, scope, known);
    }
    const by = scaleOf(value, scope, known.start.size, values);
    // A step of training leaves the start what it is.
    if (!by) return known.start;
    return shiftedStart(known.start, operator === '-' ? { ...by, c: -by.c } : by);
  }

  /** `W[rng.rand(n, n) > density] = 0` */
  function entry(
    start: Start,
    target: Expression & { kind: 'element' },
    { value, operator }: Statement & { kind: 'assign' },
    scope: Scope,
  ): Start | null {
    const [mask, second] = target.indices;
    const zero = values.number(value, scope) === 0 && operator === undefined;
    if (!mask || second || !zero) return { ...start, draw: null, radius: null };
    if (start.sparse && isEqual(mask, start.sparse.by, scope)) return start.sparse.start;
    const set = maskOf(mask, scope, values);
    return set === undefined
      ? { ...start, draw: null, radius: null }
      : masked(start, set === null ? null : 1 - set);
  }

  /** `W == -0.5`, `np.where(W == -0.5)` */
  function isEqual(mask: Expression, number: number, scope: Scope): boolean {
    const inner = mask.kind === 'call' ? mask.positional[0] : mask;
    const [, to] = inner?.kind === 'operation' && inner.operator === '==' ? inner.operands : [];
    return to !== undefined && values.number(to, scope) === number;
  }

  /** `nn.init.orthogonal_(self.W)`, `self.W.data.uniform_(-k, k)`, `W.mul_(0.9)` */
  function fill(call: Expression & { kind: 'call' }, site: StatementSite): void {
    const { scope } = site;
    const filling = fillingOf(call, scope, values);
    const target = filling?.target ?? call.receiver;
    if (target?.kind !== 'name') return;
    const path = target.path.replace(/\.(?:data|weight)(?=\.|$)/g, '');
    const known = held.get(values.scopes.resolve(path, scope));
    const filled = (start: Start): Start => ({
      ...start,
      draw: filling?.draw(start.size) ?? null,
      radius: null,
      density: null,
    });
    if (!known) {
      if (filling) for (const own of parametersAt(path, site)) change(own, filled(own.start));
      return;
    }
    const [first] = call.positional;
    if (filling) {
      change(known, filled(known.start));
    } else if (/^(?:mul_|div_)$/.test(lastName(call.callee)) && first) {
      const operator = call.callee.endsWith('mul_') ? '*' : '/';
      const { from, to } = call;
      const whole: Expression = {
        kind: 'operation',
        operator,
        operands: [{ ...target, path }, first],
        from,
        to,
      };
      change(known, starts.read(whole, scope, known));
    }
  }

  /** The weights of a module's own that a loop over `self.parameters()` goes through. */
  function parametersAt(path: string, { loops, conditions, scope }: StatementSite): Held[] {
    const owner = classAround(scope);
    const loop = loops.findLast(({ target, over }) => {
      const last = target?.kind === 'list' ? target.items.at(-1) : target;
      const goes = over?.kind === 'call' && /^self\.(?:named_)?parameters$/.test(over.callee);
      return goes && last?.kind === 'name' && last.path === path;
    });
    if (!owner || !loop) return [];
    const [first] = loop.target?.kind === 'list' ? loop.target.items : [];
    const names = { name: first?.kind === 'name' ? first.path : null, parameter: path };
    const own = `${owner.id}:self.`;
    return [...held.values()].filter(
      ({ symbol }) =>
        symbol.startsWith(own) &&
        conditions.every((condition) => {
          const weight = { name: symbol.slice(own.length), className: null };
          return conditionHolds(condition, names, weight, scope, values) === true;
        }),
    );
  }
}

/** The new start is made of the old one. */
function mentionsStart(start: Start, known: Held): boolean {
  return start.rows === known.start.rows;
}
