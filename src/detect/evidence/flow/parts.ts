import { lastName } from './calls';
import type { Expression } from './expression';
import type { Variable } from './scopes';

/** The parts of an expression. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'product':
      return expression.factors;
    case 'transpose':
      return [expression.of];
    case 'power':
      return [expression.of, expression.exponent];
    case 'call':
      return [
        ...(expression.receiver ? [expression.receiver] : []),
        ...expression.positional,
        ...expression.keywords.values(),
      ];
    case 'element':
      return [expression.of, ...expression.indices];
    case 'operation':
      return expression.operands;
    case 'choice':
      return expression.branches;
    case 'list':
      return expression.items;
    case 'pairs':
      return expression.entries.map(([, value]) => value);
    case 'each':
      return [expression.over, expression.body];
    case 'bind':
      return [expression.value];
    case 'other':
      return expression.parts;
    default:
      return [];
  }
}

/** Whether an expression calls a function by its last name. */
export function callsTo(expression: Expression, name: string): boolean {
  return expression.kind === 'call' && lastName(expression.callee) === name;
}

/** Whether an expression reads a variable. */
export function mentions(
  expression: Expression,
  symbol: Variable,
  resolve: (path: string) => Variable,
): boolean {
  if (expression.kind === 'name') return resolve(expression.path) === symbol;
  return partsOf(expression).some((part) => mentions(part, symbol, resolve));
}

/** The variable of which a target is a part. */
export function baseOf(target: Expression): (Expression & { kind: 'name' }) | null {
  if (target.kind === 'name') return target;
  return target.kind === 'element' || target.kind === 'transpose' ? baseOf(target.of) : null;
}
