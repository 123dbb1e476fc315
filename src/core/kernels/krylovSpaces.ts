import type { Matrix } from '../linalg/matrix';

export type Side = 'right' | 'left';

/**
 * Two Krylov spaces that grow in step, of W (right) and of Wᵀ (left), each with orthonormal basis vectors v₁ … v_m and one
 * more, v₊, that is next: W·V = V·H + β·v₊·e_mᵀ with H upper Hessenberg (two-sided Arnoldi: [Ruhe1983]). The vectors stay
 * where they were computed; what is handed out is small.
 */
export interface KrylovSpaces {
  /** Order of W. */
  readonly order: number;
  /** Basis vectors that fit beside v₊. */
  readonly capacity: number;
  readonly right: Projection;
  readonly left: Projection;
  /** One more vector for each space that is not invariant and has room. */
  extend(): void;
  /** V·weights; one more weight than basis vectors is v₊'s. */
  vector(side: Side, weights: Float64Array): Float64Array;
  /** UᵀV of the left basis U and the right basis V. */
  overlap(): Matrix;
  /** V ← V·Z with v₊ after it: a smaller Krylov decomposition to go on from [Stewart2001]. */
  compress(side: Side, z: Matrix): void;
}

/** H and β of one space. */
export class Projection {
  private readonly columns: Float64Array[] = [];
  private readonly betas: number[] = [];

  /** m, the number of basis vectors. */
  get dimension(): number {
    return this.columns.length;
  }

  /** β; 0 where the space is invariant and grows no more. At first v₊ is the start, with β = 1. */
  get coupling(): number {
    return this.betas.at(-1) ?? 1;
  }

  /** The components of W·v along the basis vectors, v among them, and what is left of it. */
  append(components: Float64Array, beta: number): void {
    this.columns.push(components.slice());
    this.betas.push(beta);
  }

  /** A copy of H. */
  matrix(): Matrix {
    const m = this.dimension;
    const data = new Float64Array(m * m);
    this.columns.forEach((column, j) => {
      column.forEach((value, i) => (data[i * m + j] = value));
      if (j + 1 < m) data[(j + 1) * m + j] = this.betas[j]!;
    });
    return { rows: m, columns: m, data };
  }

  /** Another upper Hessenberg H and β. */
  replace({ rows: p, data }: Matrix, beta: number): void {
    this.columns.length = 0;
    this.betas.length = 0;
    for (let j = 0; j < p; j++) {
      const column = Float64Array.from({ length: j + 1 }, (_, i) => data[i * p + j]!);
      this.append(column, j + 1 < p ? data[(j + 1) * p + j]! : beta);
    }
  }
}
