import { lastName } from '../evidence/flow/calls';
import type { Expression } from '../evidence/flow/expression';
import type { Scope, Variable } from '../evidence/flow/scopes';
import type { Values } from './values';

const maxDepth = 12;

/** The variable whose spectral radius an expression is: `max(abs(eigvals(W)))` in whatever order, or a name for it; null for any other. */
export function radiusOf(expression: Expression, scope: Scope, values: Values): Variable | null {
  const calls: string[] = [];
  const found = wrapped(expression, scope, values, calls, 0);
  if (found === null) return null;
  const has = (pattern: RegExp): boolean => calls.some((name) => pattern.test(name));
  if (has(/^(?:spectral_?radius|spec_?rad\w*|rho)$/i)) return found;
  const isEigenvalue = has(/^(?:eig|eigvals|eigs|eigvalsh|eigh)$/);
  const isLargest =
    has(/^(?:max|amax|maximum|reduce_max)$/) || (has(/^eigs$/) && has(/^(?:abs|absolute|norm)$/));
  return isEigenvalue && isLargest && has(/^(?:abs|absolute|norm)$/) ? found : null;
}

/** The variable inside calls, their names collected. */
function wrapped(
  expression: Expression,
  scope: Scope,
  values: Values,
  calls: string[],
  depth: number,
): Variable | null {
  if (depth > maxDepth) return null;
  switch (expression.kind) {
    case 'name': {
      const symbol = values.scopes.resolve(expression.path, scope);
      const [binding, another] = values.bindings.of(symbol);
      const to = binding?.value ?? binding?.part?.of;
      // The matrix itself is drawn, or what is left of it; a name for its radius is made of eigenvalues.
      if (to && !another && !binding?.parameter) {
        const inner = wrapped(to, binding!.scope, values, calls, depth + 1);
        if (inner !== null && calls.some((name) => /^eig|radius/i.test(name))) return inner;
      }
      return symbol;
    }
    case 'element':
      return wrapped(expression.of, scope, values, calls, depth + 1);
    case 'call': {
      calls.push(lastName(expression.callee));
      const parts = [
        ...(expression.receiver ? [expression.receiver] : []),
        ...expression.positional.filter(({ kind }) => kind !== 'text' && kind !== 'number'),
      ].filter(
        (part) =>
          part.kind !== 'name' ||
          !/^(?:np|numpy|LA|linalg|la|torch|jnp|scipy|math|abs|tf|sp)(?:\.|$)/.test(part.path),
      );
      const [first] = parts;
      return first ? wrapped(first, scope, values, calls, depth + 1) : null;
    }
    default:
      return null;
  }
}
