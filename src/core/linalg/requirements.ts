import type { Matrix } from './matrix';

/**
 * Refuses what no algorithm here can digest.
 * @throws RangeError for an empty matrix or one with a non-finite entry (its position is named).
 */
export function requireFinite({ rows, columns, data }: Matrix): void {
  if (rows === 0 || columns === 0) throw new RangeError(`a ${rows}×${columns} matrix is empty`);
  const culprit = data.findIndex((value) => !Number.isFinite(value));
  if (culprit === -1) return;
  const row = Math.floor(culprit / columns);
  throw new RangeError(`entry [${row}, ${culprit % columns}] is ${data[culprit]!}, not a finite number`);
}

/**
 * As `requireFinite`, and square.
 * @throws RangeError for an empty, non-finite or non-square matrix.
 */
export function requireSquare(a: Matrix): void {
  if (a.rows !== a.columns) throw new RangeError(`a ${a.rows}×${a.columns} matrix is not square`);
  requireFinite(a);
}
