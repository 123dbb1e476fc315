import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import type { Start } from './start';
import type { Values } from './values';

/** Some entries are set to 0. */
export function masked(start: Start, density: number | null): Start {
  if (density === null || start.draw === null) return { ...start, draw: null, radius: null };
  return { ...start, density: (start.density ?? 1) * density, radius: null };
}

/** The share that a mask such as `rand(n, n) < 0.1` lets through: null where it is not known, undefined for no mask. */
export function maskOf(expression: Expression, scope: Scope, values: Values): number | null | undefined {
  const end = values.end({ expression, scope });
  const mask = end?.expression;
  if (!mask) return undefined;
  if (mask.kind === 'operation' && /^\.?[<>]=?$/.test(mask.operator)) {
    const [a, b] = mask.operands;
    const isUniform =
      a?.kind === 'call' && /^(?:rand|random|random_sample|uniform)$/.test(lastName(a.callee));
    const share = b && isUniform ? values.number(b, end.scope) : undefined;
    if (share === undefined || share < 0 || share > 1) return null;
    return mask.operator.includes('<') ? share : 1 - share;
  }
  if (mask.kind !== 'call') return undefined;
  const name = lastName(mask.callee);
  if (/^(?:choice|binomial|bernoulli|randint)$/.test(name)) return null;
  return /^(?:astype|float|to|type)$/.test(name) && mask.receiver
    ? maskOf(mask.receiver, end.scope, values)
    : undefined;
}
