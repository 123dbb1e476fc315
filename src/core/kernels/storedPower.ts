import type { Session, Stored } from './session';

/** AᵀA of a product of n×n matrices in WebAssembly memory, for a few vectors that go through each factor together. */
export class StoredPower {
  private readonly lists: number;
  private readonly factors: number;
  private readonly vectors: number;
  private readonly work: number;
  private readonly squares: number;
  private readonly step: number;

  constructor(
    private readonly session: Session,
    private readonly product: readonly Stored[],
    private readonly count: number,
  ) {
    const { stride } = product[0]!;
    this.step = stride;
    this.lists = session.reserveBytes(5 * count * 4);
    this.factors = session.reserveBytes(product.length * 4);
    this.vectors = session.reserveBytes(2 * count * stride);
    this.work = session.reserveBytes(2 * count * stride);
    this.squares = session.reserve(count);
  }

  /** AᵀA·x for each of `count` vectors. */
  gram(vectors: readonly Float64Array[]): Float64Array[] {
    const { session, count, lists, step } = this;
    const n = this.product[0]!.rows;
    session.integers(this.factors, this.product.length).set(this.product.map(({ address }) => address));
    const list = session.integers(lists, 3 * count);
    vectors.forEach((vector, i) => {
      const x = this.vectors + 2 * i * step;
      session.view(x, n).set(vector);
      list[i] = 0;
      list[count + i] = x;
      list[2 * count + i] = x + step;
    });
    session.kernel.gram(
      n,
      n,
      count,
      lists,
      this.product.length,
      this.factors,
      this.product[0]!.stride,
      lists + 4 * count,
      lists + 8 * count,
      this.squares,
      this.work,
      step,
      lists + 12 * count,
    );
    return vectors.map((_, i) => session.view(this.vectors + (2 * i + 1) * step, n).slice());
  }
}
