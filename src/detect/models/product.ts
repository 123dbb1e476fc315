import type { Expression } from '../evidence/flow/expression';
import type { Scope } from '../evidence/flow/scopes';
import { masked, maskOf } from './mask';
import { radiusOf } from './radius';
import { one, over, scaleOf, times, type Scale } from './scale';
import { scaledStart, type Start } from './start';
import type { Values } from './values';

/** A factor of a product, or a divisor. */
export interface Part {
  readonly expression: Expression;
  readonly below: boolean;
}

const maxParts = 30;

/** The factors of a product of products and quotients. */
export function flatten(above: readonly Expression[], below: readonly Expression[]): Part[] {
  const parts: Part[] = [];
  const add = (expression: Expression, isBelow: boolean): void => {
    if (parts.length > maxParts) return;
    if (expression.kind === 'product') for (const factor of expression.factors) add(factor, isBelow);
    else if (
      expression.kind === 'operation' &&
      /^\.?[*/]$/.test(expression.operator) &&
      expression.operands.length === 2
    ) {
      const [a, b] = expression.operands;
      add(a!, isBelow);
      add(b!, expression.operator.endsWith('/') ? !isBelow : isBelow);
    } else parts.push({ expression, below: isBelow });
  };
  for (const part of above) add(part, false);
  for (const part of below) add(part, true);
  return parts;
}

/**
 * One matrix times numbers, masks and the inverse of its spectral radius; null where there is none, or something else beside
 * it. `read` reads a factor as a matrix.
 */
export function productStart(
  parts: readonly Part[],
  read: (expression: Expression) => Start | null,
  scope: Scope,
  values: Values,
): Start | null {
  const starts = parts.map(({ expression, below }) => (below ? null : read(expression)));
  const index = starts.findIndex((start) => start !== null);
  const first = starts[index];
  if (!first) return null;
  const scaleAt = ({ expression }: Part): Scale | undefined => scaleOf(expression, scope, first.size, values);
  let start: Start = first;
  let total = one;
  let isScaled = false;
  let number: Expression | null = null;
  for (const [i, part] of parts.entries()) {
    if (i === index) continue;
    const scale = scaleAt(part);
    if (scale) {
      if (!part.below) number = part.expression;
      start = scaledStart(start, scale, part.below);
      total = part.below ? over(total, scale) : times(total, scale);
    } else if (part.below && radiusOf(part.expression, scope, values)) isScaled = true;
    else {
      const density = maskOf(part.expression, scope, values);
      if (density === undefined) return null;
      start = masked(start, density);
    }
  }
  // What is multiplied has ρ = 1, wherever the division stands.
  return isScaled ? { ...start, radius: { ...total, c: Math.abs(total.c) }, radiusAt: number } : start;
}
