import type { Matrix } from '../linalg/matrix';
import { unit } from '../linalg/vector';
import { createRandom } from '../random';
import { Projection, type KrylovSpaces, type Side } from './krylovSpaces';
import type { Session, Stored } from './session';

interface Basis {
  /** Rows are basis vectors, v₊ behind them. */
  readonly stored: Stored;
  readonly projection: Projection;
}

/** Krylov spaces in WebAssembly memory: both products in one pass over W. */
export class StoredSpaces implements KrylovSpaces {
  readonly right = new Projection();
  readonly left = new Projection();
  private readonly bases: Readonly<Record<Side, Basis>>;
  private readonly components: number;
  private readonly work: number;

  constructor(
    private readonly session: Session,
    private readonly w: Stored,
    readonly capacity: number,
  ) {
    const random = createRandom(w.rows);
    const basis = (projection: Projection): Basis => {
      const stored = session.reserveMatrix(capacity + 1, w.rows);
      const start = unit(new Float64Array(w.rows).map(() => random.gaussian()));
      session.view(stored.address, w.rows).set(start);
      return { stored, projection };
    };
    this.bases = { right: basis(this.right), left: basis(this.left) };
    this.components = session.reserve(capacity + 1);
    this.work = session.reserve(capacity + 1);
  }

  get order(): number {
    return this.w.rows;
  }

  extend(): void {
    const { kernel } = this.session;
    const { right, left } = this.bases;
    const n = this.order;
    const open = ({ projection }: Basis) => projection.coupling !== 0 && projection.dimension < this.capacity;
    const { address, stride } = this.w;
    const x = newest(right);
    const u = newest(left);
    if (open(right) && open(left)) {
      kernel.gemvBoth(n, address, stride, x, x + right.stored.stride, u, u + left.stored.stride);
      this.orthogonalize(right);
      this.orthogonalize(left);
    } else if (open(right)) {
      kernel.gemv(n, n, address, stride, x, x + right.stored.stride);
      this.orthogonalize(right);
    } else if (open(left)) {
      this.session.view(u + left.stored.stride, n).fill(0);
      kernel.gemvT(n, n, 1, address, stride, u, u + left.stored.stride);
      this.orthogonalize(left);
    }
  }

  private orthogonalize({ stored, projection }: Basis): void {
    const count = projection.dimension + 1;
    const { address, stride, columns } = stored;
    const { kernel } = this.session;
    const beta = kernel.arnoldi(columns, count, address, stride, this.components, this.work);
    projection.append(this.session.view(this.components, count), beta);
  }

  vector(side: Side, weights: Float64Array): Float64Array {
    const { session, order: n } = this;
    const { address, stride } = this.bases[side].stored;
    const result = new Float64Array(n);
    session.borrow(() => {
      const y = session.reserve(n);
      session.view(this.work, weights.length).set(weights);
      session.view(y, n).fill(0);
      session.kernel.gemvT(weights.length, n, 1, address, stride, this.work, y);
      result.set(session.view(y, n));
    });
    return result;
  }

  overlap(): Matrix {
    const { session } = this;
    const { right, left } = this.bases;
    const rows = left.projection.dimension;
    const columns = right.projection.dimension;
    let result: Matrix | undefined;
    session.borrow(() => {
      const c = session.reserveMatrix(rows, columns);
      const work = session.reserveBytes(session.kernel.gemmWork(columns, this.order));
      const { address: u, stride: strideOfU } = left.stored;
      const { address: v, stride: strideOfV } = right.stored;
      const { address, stride } = c;
      session.kernel.gemm(
        rows,
        columns,
        this.order,
        1,
        u,
        strideOfU,
        8,
        v,
        8,
        strideOfV,
        address,
        stride,
        1,
        work,
      );
      result = session.fetch(c);
    });
    return result!;
  }

  compress(side: Side, z: Matrix): void {
    const { session, order: n } = this;
    const { address: basis, stride: step } = this.bases[side].stored;
    const { rows: m, columns: p } = z;
    session.borrow(() => {
      const weights = session.store(z);
      const c = session.reserveMatrix(p, n);
      const work = session.reserveBytes(session.kernel.gemmWork(n, m));
      const { address: a, stride } = weights;
      session.kernel.gemm(p, n, m, 1, a, 8, stride, basis, step, 8, c.address, c.stride, 1, work);
      const next = session.view(basis + m * step, n).slice();
      session.view(basis, (p * step) / 8).set(session.view(c.address, (p * step) / 8));
      session.view(basis + p * step, n).set(next);
    });
  }
}

/** The address of v₊. */
function newest({ stored, projection }: Basis): number {
  return stored.address + projection.dimension * stored.stride;
}
