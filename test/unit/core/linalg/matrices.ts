import { fromRows, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { createRandom, gaussianMatrix, randomOrthogonal } from '../../../../src/core/random';
import spectra from '../../../fixtures/spectra.json';

/** One reference matrix with its figures from numpy. */
export interface Reference {
  readonly name: string;
  readonly matrix: Matrix;
  readonly singularValues: readonly number[];
  readonly eigenvalues: readonly (readonly [number, number])[];
  readonly spectralRadius: number;
  readonly log10NormOfPower: readonly (number | null)[];
}

export const references: readonly Reference[] = spectra.map((entry) => ({
  ...entry,
  matrix: fromRows(entry.matrix),
  eigenvalues: entry.eigenvalues.map(([re, im]) => [re!, im!] as const),
  singularValues: entry.singularValues.toSorted((x, y) => y - x),
}));

export const gaussian = (rows: number, columns: number, seed: number): Matrix =>
  gaussianMatrix(rows, columns, createRandom(seed));

/** A matrix by a formula for its entries. */
export function build(rows: number, columns: number, entry: (i: number, j: number) => number): Matrix {
  const result = zeros(rows, columns);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) result.data[i * columns + j] = entry(i, j);
  }
  return result;
}

/** A Jordan block, with a corner entry: a Forsythe matrix. */
export const forsythe = (n: number, lambda: number, corner = 0): Matrix =>
  build(n, n, (i, j) => (i === j ? lambda : j === i + 1 ? 1 : i === n - 1 && j === 0 ? corner : 0));

export const grcar = (n: number): Matrix =>
  build(n, n, (i, j) => (j === i - 1 ? -1 : j >= i && j <= i + 3 ? 1 : 0));

/** Q·A·Qᵀ with a random orthogonal Q. */
export function rotated(a: Matrix, seed: number): Matrix {
  const q = randomOrthogonal(a.rows, seed);
  return multiply(multiply(q, a), transpose(q));
}

/** Largest |difference| of two lists. */
export function distance(x: ArrayLike<number>, y: ArrayLike<number>): number {
  let max = 0;
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = Math.abs((x[i] ?? NaN) - (y[i] ?? NaN));
    if (!(difference <= max)) max = difference;
  }
  return max;
}

/** The largest order that property tests draw. */
export const maxOrder = 12;
