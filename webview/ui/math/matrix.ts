import type { MatrixExcerpt } from '../../../src/shared/excerpt';
import { fenced, mo, mrow, mtable } from './build';
import type { MathNode, MathPart } from './node';
import { number, numberText } from './number';

/** A matrix in brackets, with dots where rows and columns were left out. */
export function matrix(
  { rowIndices, columnIndices, entries }: Omit<MatrixExcerpt, 'power'>,
  entry: (value: number) => MathPart = (value) => number(value, gapOf(columnIndices) === -1 ? 3 : 2),
): MathNode {
  const rows = entries.map((row) => spread(row.map(entry), columnIndices, mo('⋯')));
  const width = rows[0]?.length ?? 0;
  const gap = gapOf(columnIndices);
  const dots = Array.from({ length: width }, (_, j) => mo(j === gap ? '⋱' : '⋮'));
  return fenced('[', ']', mtable(spread(rows, rowIndices, dots)));
}

/** A matrix times a power of ten; an entry that has no digit beside the largest is ≈ 0, as it may be rounding. */
export function scaledMatrix(excerpt: Omit<MatrixExcerpt, 'power'>, exponent: number): MathNode {
  const entries = matrix(excerpt, (value) =>
    value !== 0 && Math.abs(value) < 5e-4 ? mrow('≈', '0') : number(value),
  );
  return exponent === 0 ? entries : mrow(numberText(`1e${exponent}`), '·', entries);
}

/** The items with `dots` where an index is left out. */
function spread<T>(items: readonly T[], indices: readonly number[], dots: T): T[] {
  const gap = gapOf(indices);
  return gap === -1 ? [...items] : items.toSpliced(gap, 0, dots);
}

/** Where the first index is missing; −1 where all are there. */
function gapOf(indices: readonly number[]): number {
  return indices.findIndex((index, i) => index !== i);
}
