import { orthogonalizeRows, type GradedRows } from './jacobi';
import type { Progress, Matrix } from './matrix';
import { multiply } from './product';
import { qr } from './qr';
import { exponentOf, ldexp, scaled } from './scaling';
import { rowsOf } from './singularValueDecomposition';
import { transpose, identity } from './matrix';
import { dot } from './vector';

/**
 * The singular values of W, W², W³, … one after the other, all of them in logs and the small ones as accurate as the
 * large (product QR: [Bojanczyk1991]; [Stewart1995]). With Wᵏ = U·Σ·Vᵀ, W·U = Q·R gives Wᵏ⁺¹ = Q·(R·Σ)·Vᵀ, and
 * the rows of R·Σ are σ_i·(σ_j/σ_i)·R_ij with σ_j/σ_i ≤ 1, so one-sided Jacobi orthogonalizes them with their sizes
 * carried as exponents. V is never needed.
 */
export class PowerSingularValues {
  private readonly w: Matrix;
  private readonly exponent: number;
  /** Uᵀ. */
  private left: Matrix;
  /** σ_i = mantissas[i]·2^exponents[i], descending; a zero has exponent −Infinity. */
  private readonly mantissas: Float64Array;
  private readonly exponents: Float64Array;
  private power = 0;

  /** `w` is square and finite; the power is 0, W⁰ = I, at first. */
  constructor(w: Matrix) {
    const { matrix, exponent } = scaled(w);
    this.w = matrix;
    this.exponent = exponent;
    this.left = identity(w.rows);
    this.mantissas = new Float64Array(w.rows).fill(1);
    this.exponents = new Float64Array(w.rows);
  }

  /** From Wᵏ to Wᵏ⁺¹. */
  advance(progress?: Progress): void {
    const n = this.w.rows;
    const { q, r } = qr(multiply(this.w, transpose(this.left), progress), progress);
    const graded: GradedRows = { rows: rowsOf(r), exponents: this.exponents.slice() };
    graded.rows.forEach((row, i) => {
      const base = graded.exponents[i]!;
      for (let j = i; j < n; j++) {
        const own = this.exponents[j]!;
        row[j] = own === -Infinity ? 0 : ldexp(row[j]! * this.mantissas[j]!, own - base);
      }
    });
    const companion = rowsOf(transpose(q));
    orthogonalizeRows(graded, companion, progress);
    graded.rows.forEach((row, i) => {
      const length = Math.sqrt(dot(row, row));
      const shift = length === 0 ? 0 : exponentOf(length);
      this.mantissas[i] = ldexp(length, -shift);
      this.exponents[i] = length === 0 ? -Infinity : graded.exponents[i]! + shift;
      this.left.data.set(companion[i]!, i * n);
    });
    this.power++;
  }

  /** log10 of all singular values of the present power, descending; −Infinity for an exact zero. */
  log10(): Float64Array {
    return this.exponents.map((exponent, i) =>
      exponent === -Infinity
        ? -Infinity
        : (exponent + this.power * this.exponent) * Math.log10(2) + Math.log10(this.mantissas[i]!),
    );
  }
}
