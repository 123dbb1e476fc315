import { modulus, type Eigenvalues } from '../linalg/eigenvalues';
import { padded, type Padded } from '../linalg/hessenberg';
import type { Matrix } from '../linalg/matrix';
import { multiplyVector } from '../linalg/product';
import { normalizeComplex, ShiftedFactors } from '../linalg/resolvent';
import { frobeniusNorm } from '../linalg/vector';
import { createRandom } from '../random';
import type { Projection } from './krylovSpaces';

/** A real Ritz value, or the one with im > 0 standing for a conjugate pair, so that pairs stay together. */
export interface RitzValue {
  readonly re: number;
  readonly im: number;
  readonly modulus: number;
}

/** A unit eigenvector s of H and |β·s_m|, the residual ‖W·V·s − θ·V·s‖. */
export interface RitzVector {
  readonly re: Float64Array;
  readonly im: Float64Array;
  readonly residual: number;
}

/** The Ritz values of a Krylov space by descending modulus, and the vectors of those asked for. */
export class Ritz {
  readonly values: readonly RitzValue[];
  readonly matrix: Matrix;
  private readonly hessenberg: Padded;
  private readonly norm: number;
  private readonly coupling: number;
  private readonly known = new Map<RitzValue, RitzVector>();

  constructor(projection: Projection, eigenvalues: (h: Matrix) => Eigenvalues) {
    this.matrix = projection.matrix();
    this.coupling = projection.coupling;
    this.hessenberg = padded(this.matrix);
    this.norm = frobeniusNorm(this.matrix.data);
    const { re, im } = eigenvalues(this.matrix);
    this.values = [...re]
      .map((x, i) => ({ re: x, im: im[i]!, modulus: modulus(x, im[i]!) }))
      .filter((value) => value.im >= 0);
  }

  /** By inverse iteration, twice where the vector itself is to be relied upon; of θ, or of its conjugate. */
  vector(value: RitzValue, { conjugate = false, solves = 2 } = {}): RitzVector {
    let known = this.known.get(value);
    if (!known) {
      known = this.solve(value, solves);
      this.known.set(value, known);
    }
    return conjugate ? { ...known, im: known.im.map((x) => -x) } : known;
  }

  private solve({ re, im }: RitzValue, solves: number): RitzVector {
    const m = this.matrix.rows;
    const factors = new ShiftedFactors(this.hessenberg, re, im, this.norm || 1);
    const random = createRandom(m);
    const x = new Float64Array(m).map(() => random.gaussian());
    const y = new Float64Array(m).map(() => (im === 0 ? 0 : random.gaussian()));
    normalizeComplex(x, y);
    for (let i = 0; i < solves; i++) factors.solve(x, y);
    return { re: x, im: y, residual: this.coupling * Math.hypot(x[m - 1]!, y[m - 1]!) };
  }

  /**
   * An orthonormal basis Z (m×p) of the invariant subspace of the leading values: real and imaginary part of each pair. It
   * serves as the leading columns of an ordered real Schur form would. `null` where H·Z leaves the span of Z.
   */
  subspace(values: readonly RitzValue[]): Matrix | null {
    const m = this.matrix.rows;
    const columns: Float64Array[] = [];
    for (const value of values) {
      const { re, im } = this.vector(value, { solves: 1 });
      for (const column of value.im === 0 ? [re] : [re, im]) {
        if (orthonormalize(column, columns)) columns.push(column);
      }
    }
    const p = columns.length;
    const z: Matrix = { rows: m, columns: p, data: new Float64Array(m * p) };
    columns.forEach((column, j) => {
      column.forEach((x, i) => (z.data[i * p + j] = x));
    });
    return this.isInvariant(columns) ? z : null;
  }

  /** Tried on a random member of the span. */
  private isInvariant(columns: readonly Float64Array[]): boolean {
    const m = this.matrix.rows;
    const random = createRandom(columns.length);
    const member = new Float64Array(m);
    for (const column of columns) {
      const weight = random.gaussian();
      for (let i = 0; i < m; i++) member[i] = member[i]! + weight * column[i]!;
    }
    const image = multiplyVector(this.matrix, member);
    project(image, columns);
    return length(image) <= 1e-9 * this.norm * length(member);
  }
}

/** Makes a unit vector orthogonal to the others; false where nothing is left of it. */
function orthonormalize(x: Float64Array, others: readonly Float64Array[]): boolean {
  let size = length(x);
  for (let pass = 0; pass < 3; pass++) {
    if (!(size > 1e-12)) return false;
    for (let i = 0; i < x.length; i++) x[i] = x[i]! / size;
    project(x, others);
    const after = length(x);
    if (after > 0.7) {
      for (let i = 0; i < x.length; i++) x[i] = x[i]! / after;
      return true;
    }
    size = after;
  }
  return false;
}

function project(x: Float64Array, others: readonly Float64Array[]): void {
  for (const other of others) {
    let product = 0;
    for (let i = 0; i < x.length; i++) product += x[i]! * other[i]!;
    for (let i = 0; i < x.length; i++) x[i] = x[i]! - product * other[i]!;
  }
}

function length(x: Float64Array): number {
  return Math.sqrt(x.reduce((sum, value) => sum + value * value, 0));
}
