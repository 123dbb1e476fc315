import { scale, transpose, type Matrix } from '../../core/linalg/matrix';

/** W = scale·B, or scale·Bᵀ, for the list B that is written out. */
export interface Relation {
  readonly scale: number;
  readonly transposed: boolean;
}

const tolerance = 1e-12;

/** How a matrix comes from the list that is written out in it; null where it does so in another way. */
export function relationTo(written: Matrix, w: Matrix): Relation | null {
  for (const transposed of [false, true]) {
    const b = transposed ? transpose(written) : written;
    if (b.rows !== w.rows || b.columns !== w.columns) continue;
    const largest = b.data.reduce((best, x, i) => (Math.abs(x) > Math.abs(b.data[best]!) ? i : best), 0);
    const factor = b.data[largest] === 0 ? 1 : w.data[largest]! / b.data[largest]!;
    const margin = tolerance * Math.abs(w.data[largest]!);
    if (factor !== 0 && w.data.every((x, i) => Math.abs(x - factor * b.data[i]!) <= margin)) {
      return { scale: factor, transposed };
    }
  }
  return null;
}

/** What is to be written so that the relation gives `w`. */
export function writtenFor(w: Matrix, relation: Relation): Matrix {
  const b = relation.transposed ? transpose(w) : w;
  return relation.scale === 1 ? b : scale(b, 1 / relation.scale);
}
