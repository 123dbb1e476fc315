import { parseInitializer, type InitializerParameters } from '../../core/initializers/names';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { between } from './drawing';
import type { CallExpression } from './program';
import { one, scaleOf, type Size } from './scale';
import type { Draw } from './start';
import type { Values } from './values';

/** What `torch.nn.init` and a tensor's own methods take behind the tensor. */
const signatures: Readonly<Record<string, readonly string[]>> = {
  uniform: ['a', 'b'],
  normal: ['mean', 'std'],
  trunc_normal: ['mean', 'std', 'a', 'b'],
  constant: ['val'],
  fill: ['val'],
  orthogonal: ['gain'],
  xavier_uniform: ['gain'],
  xavier_normal: ['gain'],
  kaiming_uniform: ['a', 'mode', 'nonlinearity'],
  kaiming_normal: ['a', 'mode', 'nonlinearity'],
};
const known =
  /^(?:uniform|normal|trunc_normal|constant|fill|zero|zeros|ones|eye|identity|orthogonal|xavier_uniform|xavier_normal|glorot_uniform|kaiming_uniform|kaiming_normal|he_normal|sparse)_?$/;

/** A call that fills a tensor: the tensor, and how to tell from what. */
export interface Filling {
  readonly target: Expression;
  readonly draw: (size: Size) => Draw | null;
}

/** `nn.init.orthogonal_(rnn.weight_hh_l0)`, `p.data.uniform_(-k, k)`; null for any other call. */
export function fillingOf(call: CallExpression, scope: Scope, values: Values): Filling | null {
  const name = lastName(call.callee);
  const [first, ...rest] = call.positional;
  const path = values.bindings.imported(call.callee);
  const isFunction = /(?:^|\.)init\.\w+$/.test(path);
  if (!known.test(name)) return null;
  const bare = name.replace(/_$/, '');
  if (isFunction && first)
    return { target: first, draw: (size) => draw(bare, rest, call, scope, size, values) };
  if (!name.endsWith('_')) return null;
  const target = call.receiver ?? ownerOf(call);
  return target && { target, draw: (size) => draw(bare, call.positional, call, scope, size, values) };
}

/** `p.data` of `p.data.uniform_`. */
function ownerOf({ callee, from }: CallExpression): Expression | null {
  const dot = callee.lastIndexOf('.');
  return dot < 0 ? null : { kind: 'name', path: callee.slice(0, dot), from, to: from + dot };
}

function draw(
  name: string,
  positional: readonly Expression[],
  { keywords }: CallExpression,
  scope: Scope,
  size: Size,
  values: Values,
): Draw | null {
  const given = new Map(keywords);
  const order = Object.hasOwn(signatures, name) ? signatures[name]! : [];
  positional.forEach((value, i) => {
    const key = order[i];
    if (key !== undefined) given.set(key, value);
  });
  const scale = (key: string, otherwise: number) => {
    const value = given.get(key);
    return value ? scaleOf(value, scope, size, values) : { ...one, c: otherwise };
  };
  if (name === 'uniform') {
    const [low, high] = [scale(given.has('from') ? 'from' : 'a', 0), scale('b', 1)];
    return low && high ? between(low, high) : null;
  }
  if (name === 'normal' || name === 'trunc_normal') {
    const [center, spread] = [scale('mean', 0), scale('std', 1)];
    const shape = name === 'normal' ? 'normal' : 'truncated-normal';
    return center && spread ? { kind: 'entries', shape, center, spread } : null;
  }
  if (name === 'fill' || name === 'constant') {
    const gain = scale('val', 0);
    return gain ? { kind: 'constant', gain } : null;
  }
  const parameters: Record<string, unknown> = {};
  for (const [key, value] of given) {
    const read =
      key === 'gain'
        ? (values.number(value, scope) ?? gainOf(value))
        : (values.number(value, scope) ?? values.word(value, scope));
    if (read === undefined && key !== 'nonlinearity') return null;
    parameters[key] = read;
  }
  const initializer = parseInitializer(
    name === 'zero' ? 'zeros' : name,
    'pytorch',
    withNonlinearity(parameters),
  );
  return initializer ? { kind: 'named', initializer } : null;
}

/** `nn.init.calculate_gain('tanh')` */
function gainOf(expression: Expression): number | undefined {
  if (expression.kind !== 'call' || lastName(expression.callee) !== 'calculate_gain') return undefined;
  const [word] = expression.positional;
  return word?.kind === 'text' ? gains.get(word.value) : undefined;
}

/** torch.nn.init.calculate_gain. */
const gains: ReadonlyMap<string, number> = new Map([
  ['linear', 1],
  ['conv1d', 1],
  ['sigmoid', 1],
  ['tanh', 5 / 3],
  ['relu', Math.SQRT2],
  ['leaky_relu', Math.sqrt(2 / (1 + 0.01 ** 2))],
  ['selu', 0.75],
]);

/** Kaiming's gain is √2 for relu and for leaky_relu with a = 0; others have their own. */
function withNonlinearity(parameters: Record<string, unknown>): InitializerParameters {
  const { nonlinearity } = parameters;
  const gain = typeof nonlinearity === 'string' ? gains.get(nonlinearity) : undefined;
  if (gain === undefined || /relu$/.test(String(nonlinearity))) return parameters;
  return { ...parameters, gain: gain / Math.SQRT2 };
}
