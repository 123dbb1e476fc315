import type { Matrix } from '../linalg/matrix';
import type { MatrixProduct } from './matrixProduct';
import { leading, type Session, type Stored } from './session';

/** Vectors that go through the matrix together; more take another pass. */
const together = 8;

/** A matrix in WebAssembly memory that multiplies vectors, several of them in one pass over it. */
export class StoredProduct implements MatrixProduct {
  private readonly stored: Stored;
  /** Addresses of the operands, then those of the results. */
  private readonly lists: number;
  private readonly vectors: number;
  private readonly step: number;

  constructor(
    private readonly session: Session,
    a: Matrix,
  ) {
    this.stored = session.store(a);
    this.step = leading(Math.max(a.rows, a.columns)) * 8;
    this.lists = session.reserveBytes(2 * together * 4);
    this.vectors = session.reserveBytes(2 * together * this.step);
    const { vectors, step } = this;
    session
      .integers(this.lists, 2 * together)
      .set(Array.from({ length: 2 * together }, (_, i) => vectors + i * step));
  }

  readonly times = (vectors: readonly Float64Array[]): Float64Array[] =>
    this.apply('gemvGroup', vectors, this.stored.rows);

  readonly transposeTimes = (vectors: readonly Float64Array[]): Float64Array[] =>
    this.apply('gemvTGroup', vectors, this.stored.columns);

  private apply(
    kernel: 'gemvGroup' | 'gemvTGroup',
    vectors: readonly Float64Array[],
    length: number,
  ): Float64Array[] {
    const { session, step, lists } = this;
    const { rows, columns, address, stride } = this.stored;
    const results: Float64Array[] = [];
    for (let from = 0; from < vectors.length; from += together) {
      const group = vectors.slice(from, from + together);
      const output = this.vectors + together * step;
      group.forEach((x, i) => {
        session.view(this.vectors + i * step, x.length).set(x);
        // The transposed product adds to what is there.
        session.view(output + i * step, length).fill(0);
      });
      session.kernel[kernel](rows, columns, address, stride, group.length, lists, lists + together * 4);
      group.forEach((_, i) => results.push(session.view(output + i * step, length).slice()));
    }
    return results;
  }
}
