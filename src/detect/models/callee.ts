import type { TextRange } from '../../core/textRange';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import { classAround, type Scope } from '../evidence/flow/scopes';
import type { CallSite } from './program';
import type { Values } from './values';

/** What a call calls. */
export interface Called {
  /** By its full path as imports give it: `torch.nn.LSTM`. */
  readonly path: string;
  /** As it is written. */
  readonly written: string;
  readonly range: TextRange;
  /** What it may call instead, where the text offers several and leaves the choice open. */
  readonly others: readonly string[];
  /** What the class is called that calls its base's constructor. */
  readonly name?: string;
}

/** What makes a module of Flax of another one, its arguments the same. */
const lifted = /^flax\.linen\.(?:transforms\.)?(?:scan|remat|checkpoint|jit|vmap)$/;

const maxDepth = 6;
const maxOffered = 6;
const maxWritten = 80;

/** What a call calls: directly, by a variable that holds a class, by `getattr(nn, name)`, or out of a dictionary. */
export function calledBy(site: CallSite, values: Values): Called | null {
  const { call, scope } = site;
  const { callee, receiver, from } = call;
  if (callee === '.__init__' && receiver?.kind === 'call' && receiver.callee === 'super') {
    return inheritedConstructor(call, scope, values);
  }
  const end = receiver && callee === '' ? receiver.to : from + callee.length;
  const range = { start: from, end: Math.min(end, call.to) };
  const written = values.text.slice(range.start, Math.min(range.end, range.start + maxWritten));
  const path =
    callee === '' ? receiver && pathOf(receiver, scope, values, 0) : namedPath(callee, scope, values);
  const [first, ...others] = path === null ? offered(site, values) : [baseOf(path, values)];
  return first === undefined ? null : { path: first, others, written, range };
}

/** What a call may call: any entry of a dictionary, or what the condition around it lets `getattr(nn, kind)` name. */
function offered({ call, scope, conditions }: CallSite, values: Values): readonly string[] {
  const { callee, receiver, from } = call;
  const start: Expression | null = callee === '' ? receiver : { kind: 'name', path: callee, from, to: from };
  const expression = start && values.origin(start, scope);
  // if kind == 'gru': cell = rnn.GRUCell
  const bound = start?.kind === 'name' ? values.bindings.of(values.scopes.resolve(start.path, scope)) : [];
  if (bound.length > 1 && bound.length <= maxOffered) {
    return bound.flatMap(({ value, scope: around }) => (value && pathOf(value, around, values, 0)) ?? []);
  }
  if (expression?.kind === 'element') {
    const table = values.end({ expression: expression.of, scope });
    if (table?.expression.kind !== 'pairs') return [];
    return table.expression.entries.flatMap(([, value]) => pathOf(value, table.scope, values, 0) ?? []);
  }
  const [first, second] = expression?.kind === 'call' ? expression.positional : [];
  if (expression?.kind !== 'call' || expression.callee !== 'getattr' || !first || !second) return [];
  const module = pathOf(first, scope, values, 0);
  const names = conditions.flatMap((condition) => {
    const [a, b] = condition.expression.kind === 'operation' ? condition.expression.operands : [];
    const { expression: test, holds } = condition;
    const isIn = test.kind === 'operation' && test.operator === 'in' && b?.kind === 'list';
    const same = a && values.source(a) === values.source(second);
    return holds && isIn && same ? b.items.flatMap((item) => values.word(item, scope) ?? []) : [];
  });
  return module === null ? [] : names.map((name) => `${module}.${name}`);
}

/** `super().__init__(…)` in a class of the file: what its base is made by. */
function inheritedConstructor(call: CallSite['call'], scope: Scope, values: Values): Called | null {
  const owner = classAround(scope);
  const [base] = owner ? (values.bindings.classes.get(owner.name)?.bases ?? []) : [];
  if (!owner || base?.kind !== 'name') return null;
  const range = { start: call.from, end: call.from + 'super'.length };
  return {
    path: baseOf(values.bindings.imported(base.path), values),
    written: base.path,
    range,
    others: [],
    name: owner.name,
  };
}

/** The library's class that a class of the file is, if it has no constructor of its own. */
function baseOf(path: string, values: Values): string {
  let at = path;
  for (let step = 0; step < maxDepth; step++) {
    const own = values.bindings.classes.get(at);
    const [base] = own?.bases ?? [];
    if (!own || own.scope.functions.has('__init__') || base?.kind !== 'name') return at;
    at = values.bindings.imported(base.path);
  }
  return at;
}

function namedPath(callee: string, scope: Scope, values: Values): string | null {
  const { bindings, scopes } = values;
  if (bindings.of(scopes.resolve(callee, scope)).length === 0) return bindings.imported(callee);
  const at = { from: 0, to: 0 };
  return pathOf({ kind: 'name', path: callee, ...at }, scope, values, 0);
}

function pathOf(expression: Expression, scope: Scope, values: Values, depth: number): string | null {
  const end = depth > maxDepth ? null : values.end({ expression, scope });
  if (!end) return null;
  if (end.expression.kind === 'name') return values.bindings.imported(end.expression.path);
  if (end.expression.kind !== 'call') return null;
  const { callee, positional } = end.expression;
  const [first, second] = positional;
  if (lastName(callee) === 'getattr' && first && second) {
    const module = pathOf(first, end.scope, values, depth + 1);
    const name = values.word(second, end.scope);
    return module === null || name === undefined ? null : `${module}.${name}`;
  }
  // partial(nn.LSTM, batch_first=True); nn.scan(nn.LSTMCell, variable_broadcast='params')
  const lifts = lastName(callee) === 'partial' || lifted.test(values.bindings.imported(callee));
  return lifts && first ? pathOf(first, end.scope, values, depth + 1) : null;
}
