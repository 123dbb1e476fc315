import * as l10n from '@vscode/l10n';
import type { Matrix } from './matrix';

/**
 * Refuses what no algorithm here can digest.
 * @throws RangeError for an empty matrix or one with a non-finite entry (its position is named).
 */
export function requireFinite({ rows, columns, data }: Matrix): void {
  if (rows === 0 || columns === 0) throw new RangeError(l10n.t('a {0}×{1} matrix is empty', rows, columns));
  const culprit = data.findIndex((value) => !Number.isFinite(value));
  if (culprit === -1) return;
  const row = Math.floor(culprit / columns);
  throw new RangeError(
    l10n.t('entry [{0}, {1}] is {2}, not a finite number', row, culprit % columns, data[culprit]!),
  );
}

/**
 * As `requireFinite`, and square.
 * @throws RangeError for an empty, non-finite or non-square matrix.
 */
export function requireSquare(a: Matrix): void {
  if (a.rows !== a.columns) throw new RangeError(l10n.t('a {0}×{1} matrix is not square', a.rows, a.columns));
  requireFinite(a);
}
