import type { Matrix } from './matrix';
import { powerBySquaring } from './powers';
import { maxAbs, normalize, scaled } from './scaling';
import { frobeniusNorm } from './vector';

/** Half the distance from 1 to the next number. */
export const unitRoundoff = 2 ** -53;

/** A power Wᵏ ≈ `matrix`·2^`exponent`; `norm` and `error`, bounds of ‖matrix‖_F and of what rounding did to it, in its own units. */
export interface BoundedPower {
  readonly matrix: Matrix;
  readonly exponent: number;
  readonly norm: number;
  readonly error: number;
}

/** A power with what bounds the powers on the way. */
export interface PowerWithCeilings extends BoundedPower {
  /** log2 of what ‖W^(2^b)‖ is not above, for 2^b ≤ k. */
  readonly ceilings: readonly number[];
}

/**
 * Wᵏ multiplied out by squaring with rescaling. Nothing is estimated: with AB for A + E and B + F the error is at most
 * ‖A‖·‖F‖ + ‖E‖·‖B‖ + ‖E‖·‖F‖ and the rounding of the product, |fl(AB) − AB| ≤ γ_n·|A|·|B| in any order of the sums ([Higham2002] §3.5).
 */
export function boundedPower(
  w: Matrix,
  k: number,
  multiply: (a: Matrix, b: Matrix) => Matrix,
): PowerWithCeilings {
  const n = w.rows;
  const gamma = roundingOfSums(n);
  const ceilings: number[] = [];
  const product = (a: BoundedPower, b: BoundedPower): BoundedPower => {
    const matrix = multiply(a.matrix, b.matrix);
    const shift = normalize(matrix.data);
    const error = a.error * b.norm + a.norm * b.error + a.error * b.error + gamma * a.norm * b.norm;
    // Entries that underflow are lost whole.
    const lost = a.norm * b.norm > 0 ? n * 2 ** -1022 : 0;
    const result = {
      matrix,
      exponent: a.exponent + b.exponent + shift,
      norm: normFromAbove(matrix.data),
      error: (error * 2 ** -shift + lost) * (1 + 2 ** -48),
    };
    if (a === b) ceilings.push(ceilingOf(result));
    return result;
  };
  const { matrix, exponent } = scaled(w);
  const base = { matrix, exponent, norm: normFromAbove(matrix.data), error: 0 };
  ceilings.push(ceilingOf(base));
  return { ...powerBySquaring(base, k, product), ceilings };
}

const ceilingOf = ({ norm, error, exponent }: BoundedPower): number =>
  Math.log2(norm + error) + exponent + 1e-9;

/** γ_n = nu/(1 − nu) and a little more: how far a sum of n products may be off, relative to that of their sizes. */
export function roundingOfSums(n: number): number {
  return (n + 2) * unitRoundoff * (1 + 2 ** -20);
}

/** What ‖|A|‖₂², and so ‖|Aᵀ||A|‖₂, is not above: the largest sums of sizes in a row and in a column, multiplied. */
export function squareOfSizes({ rows, columns, data }: Matrix): number {
  const ofColumns = new Float64Array(columns);
  let ofRow = 0;
  for (let i = 0; i < rows; i++) {
    let sum = 0;
    for (let j = 0; j < columns; j++) {
      const size = Math.abs(data[i * columns + j]!);
      sum += size;
      ofColumns[j] = ofColumns[j]! + size;
    }
    ofRow = Math.max(ofRow, sum);
  }
  return ofRow * maxAbs(ofColumns) * (1 + 2 * (rows + columns) * unitRoundoff);
}

/** ‖·‖_F and what its own rounding may have taken. */
export function normFromAbove(data: Float64Array): number {
  return frobeniusNorm(data) * (1 + (data.length + 8) * unitRoundoff);
}
