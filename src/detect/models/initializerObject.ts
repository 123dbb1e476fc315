import type { Initializer } from '../../core/initializers/initializer';
import { parseInitializer, type Framework, type InitializerParameters } from '../../core/initializers/names';
import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { between } from './drawing';
import { one, scaleOf, type Size } from './scale';
import type { Draw } from './start';
import type { Values } from './values';

/** What positional arguments are called, by what the initializer's name holds; the first that fits. */
const signatures: readonly (readonly [RegExp, readonly string[]])[] = [
  [/truncated_?normal|random_?normal|^normal|gaussian/i, ['mean', 'stddev']],
  [/uniform_?unit/i, ['gain']],
  [/random_?uniform|^uniform/i, ['minval', 'maxval']],
  [/orthogonal|identity|xavier|glorot|^eye/i, ['gain']],
  [/constant/i, ['value']],
  [/variance_?scaling/i, ['scale', 'mode', 'distribution']],
];
/** MATLAB's words. */
const matlab: Readonly<Record<string, Initializer>> = {
  'narrow-normal': { kind: 'normal', mean: 0, deviation: 0.01 },
};

/** What an initializer is called, without the words around it: `glorot_uniform` of `tf.glorot_uniform_initializer()`. */
const nameOf = (callee: string): string => lastName(callee).replace(/_?initializer$|_init$/i, '');

/** What an initializer given to a framework draws: `'orthogonal'`, `initializers.RandomNormal(stddev=0.1)`; null where it is not understood. */
export function readInitializerObject(
  expression: Expression,
  scope: Scope,
  framework: Framework,
  size: Size,
  values: Values,
): Draw | null {
  const end = values.end({ expression, scope });
  if (!end) return null;
  const { expression: object, scope: around } = end;
  if (object.kind === 'text') {
    const found = Object.hasOwn(matlab, object.value)
      ? matlab[object.value]
      : parseInitializer(object.value, framework);
    return found ? { kind: 'named', initializer: found } : null;
  }
  if (object.kind === 'name') return named(nameOf(object.path), framework, {});
  if (object.kind !== 'call') return null;
  const name = nameOf(object.callee);
  const path = values.bindings.imported(object.callee);
  const order = signatures.find(([pattern]) => pattern.test(name))?.[1] ?? [];
  const given = new Map<string, Expression>(object.keywords);
  object.positional.forEach((value, i) => {
    const key = order[i];
    if (key !== undefined) given.set(key, value);
  });
  if (/^(?:jax|flax)\b|initializers?\.(?:normal|uniform)$/.test(path) && /^(?:normal|uniform)$/.test(name)) {
    return jaxDraw(name, object, around, size, values);
  }
  const isHaiku = /^(?:haiku|hk)\b/.test(path);
  const scale = (key: string, otherwise: number) => {
    const value = given.get(key);
    return value ? scaleOf(value, around, size, values) : { c: otherwise, p: 0 };
  };
  if (/uniform/i.test(name) && order[0] === 'minval') {
    const [low, high] = [scale('minval', isHaiku ? 0 : -0.05), scale('maxval', isHaiku ? 1 : 0.05)];
    return low && high ? between(low, high) : null;
  }
  if (/normal/i.test(name) && order[1] === 'stddev') {
    const center = scale('mean', 0);
    const spread = scale(given.has('sigma') ? 'sigma' : 'stddev', isHaiku ? 1 : 0.05);
    const shape = /trunc/i.test(name) ? 'truncated-normal' : 'normal';
    return center && spread ? { kind: 'entries', shape, center, spread } : null;
  }
  const parameters: Record<string, unknown> = {};
  for (const [key, value] of given) {
    const read = values.number(value, around) ?? values.word(value, around);
    // One that is given and not known leaves the whole unknown.
    if (read === undefined) {
      if (/^(?:gain|scale|value|mode|distribution)$/.test(key)) return null;
      continue;
    }
    parameters[key === 'scale' && !/variance/i.test(name) ? 'gain' : key] = read;
  }
  return named(name, framework, parameters);
}

function named(name: string, framework: Framework, parameters: InitializerParameters): Draw | null {
  const initializer = parseInitializer(name, framework, parameters);
  return initializer ? { kind: 'named', initializer } : null;
}

/** jax.nn.initializers: `normal(stddev=0.01)`, and `uniform(scale=0.01)`, which begins at 0. */
function jaxDraw(
  name: string,
  { positional, keywords }: Expression & { kind: 'call' },
  scope: Scope,
  size: Size,
  values: Values,
): Draw | null {
  const given = positional[0] ?? keywords.get(name === 'normal' ? 'stddev' : 'scale');
  const scale = given ? scaleOf(given, scope, size, values) : { ...one, c: 0.01 };
  if (!scale) return null;
  const zero = { c: 0, p: 0 };
  return name === 'normal'
    ? { kind: 'entries', shape: 'normal', center: zero, spread: scale }
    : between(zero, scale);
}
