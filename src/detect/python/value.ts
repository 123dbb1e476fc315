import { mapEntries, scale, transpose, type Matrix } from '../../core/linalg/matrix';
import type { Block } from '../nested';
import type { Flaw } from '../problem';

/**
 * What an expression stands for: a number, a list inside an array call, a matrix that was worked out, or what
 * is wrong with it. Null where it is nothing that is understood here.
 */
export type Value =
  | { readonly kind: 'scalar'; readonly value: number }
  | { readonly kind: 'list'; readonly block: Block }
  | { readonly kind: 'matrix'; readonly matrix: Matrix }
  | { readonly kind: 'flaw'; readonly flaw: Flaw; readonly message?: string }
  | null;

/** The value with the function applied if it is a matrix; what is wrong stays wrong. */
export function mapMatrix(value: Value, apply: (matrix: Matrix) => Matrix): Value {
  if (value?.kind === 'flaw') return value;
  if (value?.kind === 'list' && value.block.rank === 2 && value.block.flaw) {
    return { kind: 'flaw', flaw: value.block.flaw };
  }
  const matrix = asMatrix(value);
  return matrix && { kind: 'matrix', matrix: apply(matrix) };
}

/** The transpose of a matrix. */
export const transposed = (value: Value) => mapMatrix(value, transpose);

/** What a binary operator makes of two values; null for what needs more than a look. */
export function combine(operator: string, left: Value, right: Value): Value {
  if (left?.kind === 'scalar' && operator === '*') return scaled(right, left.value);
  if (right?.kind === 'scalar' && operator === '*') return scaled(left, right.value);
  if (right?.kind === 'scalar' && operator === '/') {
    return mapMatrix(left, (matrix) => mapEntries(matrix, (x) => x / right.value));
  }
  if (operator !== '+' && operator !== '-') return null;
  const [a, b] = [asMatrix(left), asMatrix(right)];
  if (a?.rows !== b?.rows || a?.columns !== b?.columns || !a || !b) return null;
  const sign = operator === '+' ? 1 : -1;
  return {
    kind: 'matrix',
    matrix: { rows: a.rows, columns: a.columns, data: a.data.map((x, i) => x + sign * b.data[i]!) },
  };
}

/** A value times a number. */
export function scaled(value: Value, factor: number): Value {
  if (value?.kind === 'scalar') return { kind: 'scalar', value: factor * value.value };
  return mapMatrix(value, (matrix) => scale(matrix, factor));
}

function asMatrix(value: Value): Matrix | null {
  if (value?.kind === 'matrix') return value.matrix;
  if (value?.kind !== 'list' || value.block.rank !== 2 || value.block.flaw) return null;
  const { rows, columns, values } = value.block;
  return { rows, columns, data: values };
}
