import type { Matrix } from '../../core/linalg/matrix';
import { identity, scale } from '../../core/linalg/matrix';
import { multiply } from '../../core/linalg/product';
import type { Budget } from './budget';
import { ExpressionError } from './expression';
import * as l10n from '@vscode/l10n';

/** What an expression is worth: a number or a matrix. */
export type Value = number | Matrix;

const highestPower = 10_000;

/** A op B entry by entry, where one of them may be a number. */
export function entrywise(a: Value, b: Value, apply: (x: number, y: number) => number): Value {
  if (typeof a === 'number') {
    return typeof b === 'number' ? apply(a, b) : { ...b, data: b.data.map((y) => apply(a, y)) };
  }
  if (typeof b === 'number') return { ...a, data: a.data.map((x) => apply(x, b)) };
  if (a.rows !== b.rows || a.columns !== b.columns) {
    throw new ExpressionError(
      l10n.t('A {0} and a {1} matrix differ in shape; make them alike.', shape(a), shape(b)),
    );
  }
  return { ...a, data: a.data.map((x, i) => apply(x, b.data[i]!)) };
}

/** The sum or difference; a number is not spread over a matrix, because that is rarely what was meant. */
export function sum(a: Value, b: Value, sign: 1 | -1): Value {
  if (typeof a !== typeof b) {
    throw new ExpressionError(
      l10n.t('A number cannot be added to a matrix; multiply it by identity(n) first.'),
    );
  }
  return entrywise(a, b, (x, y) => x + sign * y);
}

/** The product: of matrices as in linear algebra. */
export function product(a: Value, b: Value, budget: Budget): Value {
  if (typeof a === 'number') return typeof b === 'number' ? a * b : scale(b, a);
  if (typeof b === 'number') return scale(a, b);
  if (a.columns !== b.rows) {
    throw new ExpressionError(
      l10n.t('A {0} matrix cannot multiply a {1} one; the inner sizes differ.', shape(a), shape(b)),
    );
  }
  budget.spend(a.rows * a.columns * b.columns);
  return multiply(a, b);
}

/** The power of a square matrix, by repeated squaring. */
export function power(base: Matrix, exponent: Value, budget: Budget): Matrix {
  if (
    typeof exponent !== 'number' ||
    !Number.isInteger(exponent) ||
    exponent < 0 ||
    exponent > highestPower
  ) {
    throw new ExpressionError(
      l10n.t('A matrix can only be raised to whole powers from 0 to {0}.', highestPower),
    );
  }
  if (base.rows !== base.columns) {
    throw new ExpressionError(l10n.t('A {0} matrix has no powers; only square ones have.', shape(base)));
  }
  const n = base.rows;
  budget.spend(2 * Math.ceil(Math.log2(exponent + 1)) * n ** 3);
  let result = identity(n);
  let square = base;
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = multiply(result, square);
    if (rest > 1) square = multiply(square, square);
  }
  return result;
}

/** `2×3`, for messages. */
export function shape({ rows, columns }: Matrix): string {
  return `${rows}×${columns}`;
}
