import { diagonalMatrix, diagonalOf } from './diagonal';

/** A dense matrix, row-major: element (i, j) stands at `data[i * columns + j]`. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly data: Float64Array;
}

/**
 * Called by long computations at regular steps with the share done (0…1). It throws to cancel, so every
 * computation must leave nothing half-written that outlives it.
 */
export type Progress = (done: number) => void;

/** A rows × columns matrix of zeros. */
export function zeros(rows: number, columns = rows): Matrix {
  return { rows, columns, data: new Float64Array(rows * columns) };
}

/** The n × n identity, times `scale`. */
export function identity(n: number, scale = 1): Matrix {
  const result = zeros(n);
  for (let i = 0; i < n; i++) result.data[i * n + i] = scale;
  return result;
}

/**
 * A matrix of the given rows.
 * @throws RangeError when the rows differ in length.
 */
export function fromRows(rows: readonly (readonly number[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  const result = zeros(rows.length, columns);
  rows.forEach((row, i) => {
    if (row.length !== columns)
      throw new RangeError(`row ${i} has ${row.length} entries, row 0 has ${columns}`);
    result.data.set(row, i * columns);
  });
  return result;
}

/** The transpose Aᵀ. */
export function transpose(a: Matrix): Matrix {
  const diagonal = diagonalOf(a);
  if (diagonal) return diagonalMatrix(diagonal);
  const { rows, columns, data } = a;
  const result = zeros(columns, rows);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result.data[j * rows + i] = data[i * columns + j]!;
  }
  return result;
}

/** `factor`·A. */
export function scale(a: Matrix, factor: number): Matrix {
  return mapEntries(a, (value) => value * factor);
}

/** A with a function that leaves 0 as it is applied to every entry. */
export function mapEntries(a: Matrix, apply: (entry: number) => number): Matrix {
  const diagonal = diagonalOf(a);
  if (diagonal) return diagonalMatrix(diagonal.map(apply));
  return { rows: a.rows, columns: a.columns, data: a.data.map(apply) };
}

/** Whether a condition that 0 meets holds for every entry. */
export function everyEntry(a: Matrix, holds: (entry: number) => boolean): boolean {
  const entries = diagonalOf(a) ?? a.data;
  for (let k = 0; k < entries.length; k++) if (!holds(entries[k]!)) return false;
  return true;
}
