import type { Matrix } from '../linalg/matrix';
import type { MatrixProduct, Put, Take } from './matrixProduct';
import { leading, type Session, type Stored } from './session';

/** Vectors that go through the matrix together; more take another pass. */
const together = 8;

/** A matrix in WebAssembly memory that multiplies vectors, several of them in one pass over it. */
export class StoredProduct implements MatrixProduct {
  private readonly stored: Stored;
  /** Addresses of the operands, then those of the results. */
  private readonly lists: number;
  /** As long as the rows of the matrix, and as its columns: operands of one way and results of the other. */
  private readonly places: {
    readonly rows: readonly Float64Array[];
    readonly columns: readonly Float64Array[];
  };

  constructor(
    private readonly session: Session,
    a: Matrix,
  ) {
    this.stored = session.store(a);
    const step = leading(Math.max(a.rows, a.columns)) * 8;
    this.lists = session.reserveBytes(2 * together * 4);
    const vectors = session.reserveBytes(2 * together * step);
    const addresses = Array.from({ length: 2 * together }, (_, i) => vectors + i * step);
    session.integers(this.lists, 2 * together).set(addresses);
    // The job is the session's only one, so the memory does not move under these views.
    const views = (length: number): Float64Array[] => addresses.map((at) => session.view(at, length));
    this.places = { rows: views(a.rows), columns: views(a.columns) };
  }

  readonly times = (count: number, put: Put, take: Take): void => {
    this.apply('gemvGroup', count, put, take);
  };

  readonly transposeTimes = (count: number, put: Put, take: Take): void => {
    this.apply('gemvTGroup', count, put, take);
  };

  private apply(kernel: 'gemvGroup' | 'gemvTGroup', count: number, put: Put, take: Take): void {
    const { session, lists, places } = this;
    const { rows, columns, address, stride } = this.stored;
    const [operands, results] =
      kernel === 'gemvGroup' ? [places.columns, places.rows] : [places.rows, places.columns];
    for (let from = 0; from < count; from += together) {
      const size = Math.min(together, count - from);
      for (let i = 0; i < size; i++) {
        put(operands[i]!, from + i);
        // The transposed product adds to what is there.
        if (kernel === 'gemvTGroup') results[together + i]!.fill(0);
      }
      session.kernel[kernel](rows, columns, address, stride, size, lists, lists + together * 4);
      for (let i = 0; i < size; i++) take(results[together + i]!, from + i);
    }
  }
}
