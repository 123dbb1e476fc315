import type { Matrix } from './matrix';

/** A matrix whose other entries are 0 and whose dense form is made when someone first asks for it. */
class DiagonalMatrix implements Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly #diagonal: Float64Array;
  #dense: Float64Array | undefined;

  constructor(diagonal: Float64Array) {
    this.rows = this.columns = diagonal.length;
    this.#diagonal = diagonal;
  }

  get data(): Float64Array {
    if (this.#dense) return this.#dense;
    const n = this.rows;
    const data = new Float64Array(n * n);
    for (let i = 0; i < n; i++) data[i * n + i] = this.#diagonal[i]!;
    return (this.#dense = data);
  }

  /** The diagonal; undefined once the dense form is out, which others may write to. */
  get diagonal(): Float64Array | undefined {
    return this.#dense ? undefined : this.#diagonal;
  }
}

/** A square matrix with these entries on its diagonal and 0 elsewhere; a large one costs little until its `data` is read. */
export function diagonalMatrix(diagonal: Float64Array): Matrix {
  return new DiagonalMatrix(diagonal);
}

/** The diagonal of a matrix that was made by `diagonalMatrix` and not yet read; undefined for any other. */
export function diagonalOf(matrix: Matrix): Float64Array | undefined {
  return matrix instanceof DiagonalMatrix ? matrix.diagonal : undefined;
}
