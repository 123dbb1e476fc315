import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import type { Values } from './values';

/** c·nᵖ, where n is the size of the matrix that it scales. */
export interface Scale {
  readonly c: number;
  readonly p: number;
}

/** The size of a square matrix as it is written: the variable, and the number where it is known. */
export interface Size {
  readonly symbol: string | null;
  readonly value: number | null;
}

export const one: Scale = { c: 1, p: 0 };
const maxDepth = 20;

export function times(a: Scale, b: Scale): Scale {
  return { c: a.c * b.c, p: a.p + b.p };
}

export function over(a: Scale, b: Scale): Scale {
  return { c: a.c / b.c, p: a.p - b.p };
}

/** c·nᵖ as a number; undefined where n counts and is not known. */
export function valueOf({ c, p }: Scale, n: number | null): number | undefined {
  return p === 0 ? c : n === null ? undefined : c * n ** p;
}

/** What a factor such as `0.01`, `1 / np.sqrt(n)`, `np.sqrt(2 / n)` is in terms of the size. */
export function scaleOf(
  expression: Expression,
  scope: Scope,
  size: Size,
  values: Values,
  depth = 0,
): Scale | undefined {
  if (depth > maxDepth) return undefined;
  const of = (part: Expression | undefined): Scale | undefined =>
    part && scaleOf(part, scope, size, values, depth + 1);
  const both = (a: Scale | undefined, b: Scale | undefined, join: typeof times): Scale | undefined =>
    a && b && join(a, b);
  if (isSize(expression, scope, size, values)) return { c: 1, p: 1 };
  switch (expression.kind) {
    case 'name': {
      const end = values.end({ expression, scope });
      return end && end.expression !== expression
        ? scaleOf(end.expression, end.scope, size, values, depth + 1)
        : undefined;
    }
    case 'number':
      return { c: expression.value, p: 0 };
    case 'product':
      return expression.factors.map(of).reduce((a, b) => both(a, b, times), one);
    case 'power':
      return power(of(expression.of), values.number(expression.exponent, scope));
    case 'operation':
      return operation(expression, of, (part) => values.number(part, scope));
    case 'call': {
      const name = lastName(expression.callee);
      const [first] = expression.positional;
      if (name === 'sqrt') return power(of(first), 0.5);
      if (name === 'rsqrt') return power(of(first), -0.5);
      if (/^(?:float|float32|float64|Float32|Float64|array|tensor|asarray|constant)$/.test(name))
        return of(first);
      const value = values.number(expression, scope);
      return value === undefined ? undefined : { c: value, p: 0 };
    }
    case 'element': {
      // The shape that an initializer is asked for; a recurrent matrix has one size.
      const isShape = expression.of.kind === 'name' && expression.of.path === 'shape';
      return isShape ? { c: 1, p: 1 } : undefined;
    }
    default:
      return undefined;
  }
}

function operation(
  { operator, operands }: Expression & { kind: 'operation' },
  of: (part: Expression | undefined) => Scale | undefined,
  number: (part: Expression) => number | undefined,
): Scale | undefined {
  const [first, second] = operands;
  const a = of(first);
  if (!a) return undefined;
  const plain = operator.replace(/^\./, '');
  if (!second) {
    if (plain === '√') return power(a, 0.5);
    return plain === '-' ? { ...a, c: -a.c } : plain === '+' ? a : undefined;
  }
  if (plain === '**' || plain === '^') return power(a, number(second));
  const b = of(second);
  if (!b) return undefined;
  if (plain === '*') return times(a, b);
  if (plain === '/') return over(a, b);
  if ((plain === '+' || plain === '-') && a.p === b.p)
    return { c: plain === '+' ? a.c + b.c : a.c - b.c, p: a.p };
  return undefined;
}

function power(base: Scale | undefined, exponent: number | undefined): Scale | undefined {
  return base && exponent !== undefined && base.c >= 0
    ? { c: base.c ** exponent, p: base.p * exponent }
    : undefined;
}

function isSize(expression: Expression, scope: Scope, { symbol, value }: Size, values: Values): boolean {
  if (expression.kind === 'name' && symbol !== null) {
    if (values.symbol(expression, scope) === symbol) return true;
  }
  // A small number may stand for anything.
  if (value === null || value < 3) return false;
  if (expression.kind === 'number') return expression.value === value;
  // W.shape[0], size(W, 1), len(W)
  return false;
}
