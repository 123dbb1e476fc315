import { identity, type Matrix } from '../linalg/matrix';
import { reflect } from '../linalg/householder';

/**
 * Turns a Krylov decomposition W·V = V·S + v₊·bᵀ into an Arnoldi one: an orthogonal Q with QᵀSQ upper Hessenberg and
 * bᵀQ = β·e_pᵀ, by Householder reflectors from the last row upward ([Stewart2001] §3).
 */
export function arnoldiForm(
  s: Matrix,
  b: Float64Array,
): { readonly hessenberg: Matrix; readonly coupling: number; readonly q: Matrix } {
  const p = s.rows;
  const h: Matrix = { ...s, data: s.data.slice() };
  const q = identity(p);
  const row = b.slice();
  const coupling = reduceRow(row, p, h, q);
  for (let i = p - 1; i > 1; i--) {
    const tail = h.data.slice(i * p, i * p + i);
    const beta = reduceRow(tail, i, h, q);
    h.data.fill(0, i * p, i * p + i - 1);
    h.data[i * p + i - 1] = beta;
  }
  return { hessenberg: h, coupling, q };
}

/** Finds the reflector that maps the first `count` entries of a row to (0, …, 0, β) and applies it; returns β. */
function reduceRow(row: Float64Array, count: number, h: Matrix, q: Matrix): number {
  const v = row.slice(0, count).reverse();
  const { tau, beta } = reflect(v, 0, count);
  if (tau !== 0) {
    v.reverse();
    fromRight(h, v, tau);
    fromLeft(h, v, tau);
    fromRight(q, v, tau);
  }
  return beta;
}

/** A ← A·(I − tau·v·vᵀ) on the first columns. */
function fromRight({ rows, columns, data }: Matrix, v: Float64Array, tau: number): void {
  for (let i = 0; i < rows; i++) {
    const row = data.subarray(i * columns, i * columns + v.length);
    let sum = 0;
    for (let j = 0; j < v.length; j++) sum += row[j]! * v[j]!;
    for (let j = 0; j < v.length; j++) row[j] = row[j]! - tau * sum * v[j]!;
  }
}

/** A ← (I − tau·v·vᵀ)·A on the first rows. */
function fromLeft({ columns, data }: Matrix, v: Float64Array, tau: number): void {
  for (let j = 0; j < columns; j++) {
    let sum = 0;
    for (let i = 0; i < v.length; i++) sum += data[i * columns + j]! * v[i]!;
    for (let i = 0; i < v.length; i++) {
      data[i * columns + j] = data[i * columns + j]! - tau * sum * v[i]!;
    }
  }
}
