import { InvalidInput } from '../invalidInput';
import { everyEntry, type Matrix } from './matrix';

/**
 * Refuses what no algorithm here can digest.
 * @throws InvalidInput for an empty matrix or one with a non-finite entry (its position is named).
 */
export function requireFinite(a: Matrix): void {
  const { rows, columns } = a;
  if (rows === 0 || columns === 0)
    throw new InvalidInput(`a ${rows}×${columns} matrix is empty`, { kind: 'empty', rows, columns });
  if (everyEntry(a, Number.isFinite)) return;
  const { data } = a;
  const culprit = data.findIndex((value) => !Number.isFinite(value));
  const [row, column, value] = [Math.floor(culprit / columns), culprit % columns, data[culprit]!];
  const message = `entry [${row}, ${column}] is ${value}, not a finite number`;
  throw new InvalidInput(message, { kind: 'not-finite', row, column, value });
}

/**
 * As `requireFinite`, and square.
 * @throws InvalidInput for an empty, non-finite or non-square matrix.
 */
export function requireSquare(a: Matrix): void {
  const { rows, columns } = a;
  if (rows !== columns)
    throw new InvalidInput(`a ${rows}×${columns} matrix is not square`, {
      kind: 'not-square',
      rows,
      columns,
    });
  requireFinite(a);
}
