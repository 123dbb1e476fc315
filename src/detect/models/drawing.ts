import type { Expression } from '../evidence/flow/expression';
import { isModule } from '../evidence/flow/arguments';
import { lastName } from '../evidence/flow/calls';
import type { Scope } from '../evidence/flow/scopes';
import type { CallExpression } from './program';
import { one, scaleOf, type Scale, type Size } from './scale';
import type { Draw } from './start';
import type { Values } from './values';

/** Rows and columns as they are written. */
export interface Shape {
  readonly rows: Expression;
  readonly columns: Expression;
  readonly scope: Scope;
}

const plainDraws: ReadonlyMap<
  string,
  'normal' | 'uniform' | 'truncated-normal' | 'identity' | 'orthogonal' | 'zeros' | 'ones'
> = new Map([
  ['randn', 'normal'],
  ['standard_normal', 'normal'],
  ['normal', 'normal'],
  ['random_normal', 'normal'],
  ['truncated_normal', 'truncated-normal'],
  ['rand', 'uniform'],
  ['random', 'uniform'],
  ['random_sample', 'uniform'],
  ['ranf', 'uniform'],
  ['uniform', 'uniform'],
  ['random_uniform', 'uniform'],
  ['unifrnd', 'uniform'],
  ['normrnd', 'normal'],
  ['sprand', 'uniform'],
  ['sprandn', 'normal'],
  ['eye', 'identity'],
  ['identity', 'identity'],
  ['orthogonal', 'orthogonal'],
  ['zeros', 'zeros'],
  ['ones', 'ones'],
]);

/** Whether a call draws or makes a matrix by itself. */
export function drawsMatrix(call: CallExpression): boolean {
  return plainDraws.has(lastName(call.callee));
}

/** Rows and columns of what a call makes. */
export function shapeOf(call: CallExpression, scope: Scope, values: Values, matlab: boolean): Shape | null {
  const shape = call.keywords.get('size') ?? call.keywords.get('shape');
  for (const argument of shape ? [shape] : call.positional) {
    const list = pairOf(argument, scope, values);
    if (list) return list;
  }
  if (shape) return null;
  const name = lastName(call.callee);
  const several = name === 'uniform' || name === 'normal' || name === 'unifrnd' || name === 'normrnd';
  const sizes = call.positional.filter(
    (part) => part.kind !== 'name' || !/^(?:Float\d+|rng|T)$/.test(part.path),
  );
  const [rows, columns, third] = several ? sizes.slice(2) : name === 'orthogonal' ? sizes.slice(-1) : sizes;
  const isSparse = /^sprandn?$/.test(name) || /\bsparse\.rand(?:om)?$/.test(call.callee);
  if (!rows || (third?.kind === 'number' && !isSparse)) return null;
  if (columns && columns.kind !== 'text') return { rows, columns, scope };
  const isSquare = matlab || ['eye', 'identity', 'orthogonal', 'rvs'].includes(name);
  return isSquare ? { rows, columns: rows, scope } : null;
}

/** `(n, m)`, `[n, m]`, or a name for it. */
export function pairOf(argument: Expression, scope: Scope, values: Values): Shape | null {
  const end =
    argument.kind === 'list'
      ? { expression: argument, scope }
      : argument.kind === 'name'
        ? values.end({ expression: argument, scope })
        : null;
  if (end?.expression.kind !== 'list') return null;
  const [rows, columns, third] = end.expression.items;
  return rows && columns && !third ? { rows, columns, scope: end.scope } : null;
}

/** What a call draws from; null where its arguments are not understood. */
export function drawOf(call: CallExpression, scope: Scope, size: Size, values: Values): Draw | null {
  const kind = plainDraws.get(lastName(call.callee));
  if (!kind) return null;
  const read = (...found: readonly (Expression | undefined)[]): Scale | undefined | null => {
    const given = found.find(Boolean);
    return given ? scaleOf(given, scope, size, values) : null;
  };
  const key = (name: string): Expression | undefined => call.keywords.get(name);
  const path = values.bindings.imported(call.callee);
  // jax: a key, then the shape; TensorFlow: the shape, then the numbers; NumPy and torch: the numbers first.
  const at = /^jax\b|^jnp\b|jax\.random/.test(path) ? 2 : /^(?:tensorflow|tf|keras)\b/.test(path) ? 1 : 0;
  const number = (index: number): Expression | undefined => {
    const found = call.positional[at + index];
    return found && found.kind !== 'list' && found.kind !== 'text' ? found : undefined;
  };
  switch (kind) {
    case 'identity':
    case 'orthogonal': {
      // Keras 1: `identity(shape, scale=0.9)`.
      const gain = read(key('scale'), key('gain'));
      return gain === undefined ? null : { kind, gain: gain ?? one };
    }
    case 'zeros':
      return { kind: 'constant', gain: { c: 0, p: 0 } };
    case 'ones':
      return { kind: 'constant', gain: one };
    case 'uniform': {
      const bare = /^(?:rand|random|random_sample|ranf|sprand)$/.test(lastName(call.callee));
      const half = /\binitializations\b/.test(path) ? read(key('scale')) : null;
      if (half) return between({ ...half, c: -half.c }, half);
      const low = bare ? null : read(key('low'), key('minval'), number(0));
      const high = bare ? null : read(key('high'), key('maxval'), number(1));
      if (low === undefined || high === undefined) return null;
      return between(low ?? { c: 0, p: 0 }, high ?? one);
    }
    default: {
      const bare = /^(?:randn|standard_normal|sprandn)$/.test(lastName(call.callee)) || at === 2;
      const isCut = kind === 'truncated-normal' && at === 2;
      const center = bare ? null : read(key('loc'), key('mean'), number(0));
      const spread = bare ? null : read(key('scale'), key('stddev'), key('std'), number(1));
      if (center === undefined || spread === undefined || isCut) return null;
      return { kind: 'entries', shape: kind, center: center ?? { c: 0, p: 0 }, spread: spread ?? one };
    }
  }
}

/** U(low, high), where both grow alike with the size. */
export function between(low: Scale, high: Scale): Draw | null {
  const p = high.c === 0 ? low.p : high.p;
  if ((low.c !== 0 && low.p !== p) || (high.c !== 0 && high.p !== p)) return null;
  const center = (low.c + high.c) / 2;
  return {
    kind: 'entries',
    shape: 'uniform',
    center: Math.abs(center) < 1e-12 ? { c: 0, p: 0 } : { c: center, p },
    spread: { c: Math.abs(high.c - low.c) / 2, p },
  };
}

/** Whether a call is a method of a value, and not a function of a module. */
export function isMethodCall(call: CallExpression): boolean {
  return call.receiver !== null && !isModule(call.receiver);
}
