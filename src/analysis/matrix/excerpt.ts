import type { Matrix } from '../../core/linalg/matrix';
import { scaledPower } from '../../core/scaledPower';
import { parseExcerpt, type ExcerptRequest, type MatrixExcerpt } from '../../shared/excerpt';

/** The entries of a matrix to be read: all of a small one, with those of its power; of a larger one the corner. */
export function excerptOf(w: Matrix, request: ExcerptRequest): MatrixExcerpt {
  const { maxOrder, steps } = parseExcerpt(request);
  const rowIndices = shown(w.rows, maxOrder);
  const columnIndices = shown(w.columns, maxOrder);
  const whole = w.rows === w.columns && w.rows <= maxOrder;
  const power = whole ? scaledPower(w, steps) : null;
  return {
    rowIndices,
    columnIndices,
    entries: read(w, rowIndices, columnIndices),
    power: power && { exponent: power.exponent, entries: read(power.matrix, rowIndices, columnIndices) },
  };
}

/** All of `count` indices, or of too many the first three and the last. */
function shown(count: number, maxOrder: number): number[] {
  return count <= maxOrder ? Array.from({ length: count }, (_, i) => i) : [0, 1, 2, count - 1];
}

function read({ columns, data }: Matrix, rows: readonly number[], of: readonly number[]): number[][] {
  return rows.map((i) => of.map((j) => data[i * columns + j]!));
}
