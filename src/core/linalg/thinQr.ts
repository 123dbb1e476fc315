import { transpose, type Matrix } from './matrix';
import { dot } from './vector';

/** A = Q·R for tall A: Q m×k with orthonormal columns, and the diagonal of R, which is ≥ 0. */
export interface ThinQR {
  readonly q: Matrix;
  readonly diagonal: Float64Array;
}

/**
 * QR of an m×k matrix, m ≥ k, by classical Gram–Schmidt done twice ([Giraud2005]: twice is enough). A column that
 * depends on those before it but for rounding gets a zero on the diagonal and some other direction in Q.
 * @throws RangeError for m < k.
 */
export function thinQr(a: Matrix): ThinQR {
  const { rows: m, columns: k } = a;
  if (m < k) throw new RangeError(`a ${m}×${k} matrix has no ${k} orthonormal columns`);
  const columns = transpose(a);
  const diagonal = new Float64Array(k);
  for (let j = 0; j < k; j++) {
    const column = rowOf(columns, j);
    const before = Math.sqrt(dot(column, column));
    project(columns, j);
    const length = Math.sqrt(dot(column, column));
    if (length > m * Number.EPSILON * before) diagonal[j] = length;
    else replace(columns, j);
    const factor = 1 / Math.sqrt(dot(column, column));
    for (let i = 0; i < m; i++) column[i] = column[i]! * factor;
  }
  return { q: transpose(columns), diagonal };
}

const rowOf = ({ columns, data }: Matrix, i: number): Float64Array =>
  data.subarray(i * columns, (i + 1) * columns);

/** Takes the parts along rows 0…j − 1, which are orthonormal, out of row j, twice. */
function project(a: Matrix, j: number): void {
  const target = rowOf(a, j);
  for (let pass = 0; pass < 2; pass++) {
    const shares = Array.from({ length: j }, (_, i) => dot(rowOf(a, i), target));
    shares.forEach((share, i) => {
      const source = rowOf(a, i);
      for (let l = 0; l < target.length; l++) target[l] = target[l]! - share * source[l]!;
    });
  }
}

/** Makes row j the part of an axis outside rows 0…j − 1: of that axis of which they hold least. */
function replace(a: Matrix, j: number): void {
  const held = new Float64Array(a.columns);
  for (let i = 0; i < j; i++) rowOf(a, i).forEach((value, l) => (held[l] = held[l]! + value * value));
  const target = rowOf(a, j);
  target.fill(0);
  target[held.indexOf(Math.min(...held))] = 1;
  project(a, j);
}
