import type { Placed } from '../../core/config/recurrentConfig';
import type { Expression } from '../evidence/flow/expression';

/** A value of a model with the place of the argument that says it. */
export function placed<T>(
  value: T,
  expression: Pick<Expression, 'from' | 'to'>,
  path: string,
  key: Expression | null = null,
): Placed<T> {
  const range = { start: expression.from, end: expression.to };
  return { value, range, keyRange: key && { start: key.from, end: key.to }, path };
}
