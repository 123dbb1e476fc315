import type { Matrix } from '../../core/linalg/matrix';
import type { Value } from './algebra';
import { Budget } from './budget';
import { ExpressionError, type ExpressionEvaluator, type MatrixLimits } from './expression';
import { interpret } from './interpreter';
import { parse } from './mathjs';
import { translate } from './notation';
import { maxScalarLength, plainNumber } from './plain';
import { syntaxReason } from './syntaxReason';
import * as l10n from '@vscode/l10n';

const maxExpressionLength = 10_000;

/**
 * The value of a scalar expression, which may be infinite or NaN.
 * @throws ExpressionError
 */
function scalar(source: string): number {
  const plain = plainNumber(source.trim());
  if (plain !== undefined) return plain;
  const value = work(source, maxScalarLength, new Budget());
  if (typeof value === 'number') return value;
  throw new ExpressionError(l10n.t('A number is expected here, not a matrix.'));
}

/**
 * The value of a matrix expression.
 * @throws ExpressionError
 */
function matrix(source: string, limits?: MatrixLimits): Matrix {
  if (source.trim() === '') {
    throw new ExpressionError(l10n.t('Type a matrix, such as 0.9*identity(64) or [[1.5, 0], [0, 0.5]].'));
  }
  const value = work(source, maxExpressionLength, new Budget(limits));
  const entries = typeof value === 'number' ? [value] : value.data;
  const culprit = entries.findIndex((entry) => !Number.isFinite(entry));
  if (typeof value === 'number') {
    throw new ExpressionError(
      culprit >= 0
        ? l10n.t('The result is not finite; enter a matrix such as 0.9*identity(64).')
        : l10n.t('This is a number; enter a matrix such as 0.9*identity(64).'),
    );
  }
  if (culprit < 0) return value;
  const [row, column] = [Math.floor(culprit / value.columns), culprit % value.columns];
  throw new ExpressionError(
    l10n.t('The entry in row {0}, column {1} is not finite; use smaller numbers.', row + 1, column + 1),
  );
}

function work(source: string, maxLength: number, budget: Budget): Value {
  if (source.length > maxLength) {
    throw new ExpressionError(
      l10n.t('The expression is longer than {0} characters; write it shorter.', maxLength),
    );
  }
  return interpret(parsed(source), budget);
}

function parsed(source: string) {
  const translated = translate(source);
  try {
    return parse(translated);
  } catch (error) {
    if (error instanceof RangeError) {
      throw new ExpressionError(l10n.t('The expression is nested too deeply; write it flatter.'));
    }
    if (!(error instanceof SyntaxError)) throw error;
    const offset = 'char' in error && typeof error.char === 'number' ? error.char - 1 : undefined;
    throw new ExpressionError(describeSyntax(error.message), offset);
  }
}

function describeSyntax(message: string): string {
  const [, expected, actual] = /mismatch \((\d+) !== (\d+)\)/.exec(message) ?? [];
  if (actual)
    return l10n.t(
      'A row has {0} entries where row 1 has {1}; give all rows the same length.',
      actual,
      expected!,
    );
  return l10n.t('{0}; correct the expression there.', syntaxReason(message.replace(/ \(char \d+\)$/, '')));
}

/** The evaluator. This module is the entry point of the bundle that holds mathjs, and is loaded on first use. */
export const evaluator: ExpressionEvaluator = { scalar, matrix };
