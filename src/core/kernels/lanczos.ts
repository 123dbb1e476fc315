import { leading, type Session, type Stored } from './session';

/** More basis vectors than this are not kept: the iteration starts again from what it found. */
const maxSteps = 192;
const maxRestarts = 40;
/** Factors of a product. */
export const maxFactors = 1024;
/** Operations between two looks at the checkpoint, some 20 ms from memory. */
const budget = 1e8;

/** What `LanczosSpace.run` found, in units of the operator as stored. */
export interface Found {
  /** θ, the square of the singular value. */
  readonly square: number;
  /** ‖PᵀPx − θx‖/θ: bounds the relative distance from θ to *a* squared singular value. */
  readonly residual: number;
  /** Lanczos steps, over all restarts. */
  readonly steps: number;
  readonly converged: boolean;
}

/** The memory of a Lanczos iteration on products of n×n matrices, or on one m×n matrix. */
export class LanczosSpace {
  private readonly capacity: number;
  private readonly stride: number;
  private readonly basis: number;
  private readonly alpha: number;
  private readonly beta: number;
  private readonly weights: number;
  private readonly work: number;
  private readonly out: number;
  private readonly list: number;
  private readonly seed: number;
  private readonly vector: number;
  private taken = 0;

  constructor(
    private readonly session: Session,
    private readonly rows: number,
    private readonly columns: number,
    seed: number,
  ) {
    this.capacity = Math.min(columns, maxSteps);
    this.stride = leading(Math.max(rows, columns)) * 8;
    this.basis = session.reserveBytes((this.capacity + 1) * this.stride);
    this.alpha = session.reserve(this.capacity);
    this.beta = session.reserve(this.capacity);
    this.weights = session.reserve(this.capacity);
    // The coefficients of the orthogonalisation also go to `work`: at most `capacity` ≤ columns of them.
    this.work = session.reserveBytes(2 * this.stride);
    this.out = session.reserve(3);
    this.list = session.reserve(maxFactors / 2);
    this.seed = session.reserve(1);
    this.vector = session.reserve(columns);
    session.integers(this.seed, 2).set([0x9e3779b9 ^ seed, 0x7f4a7c15]);
    session.view(this.vector, columns).fill(0);
  }

  /**
   * The largest singular value of the product `factors[c−1] ⋯ factors[0]`, from a start that is `share` the vector of
   * the last run and the rest random.
   */
  run(factors: readonly Stored[], share: number, tolerance: number, checkpoint?: () => void): Found {
    const { session, columns } = this;
    const { kernel } = session;
    session.integers(this.list, factors.length).set(factors.map(({ address }) => address));
    const operations = 4 * factors.reduce((sum, factor) => sum + factor.rows * factor.columns, 0);
    const slice = Math.max(1, Math.floor(budget / operations));
    kernel.mixStart(columns, this.vector, share, this.seed);
    let total = 0;
    for (let restart = 0; ; restart++) {
      session.view(this.basis, columns).set(session.view(this.vector, columns));
      const out = this.iterate(factors, slice, tolerance, checkpoint);
      total += this.taken;
      kernel.ritzVector(columns, this.taken, this.basis, this.stride, this.weights, this.vector);
      const [square, residual, done] = out as [number, number, number];
      const converged = done === 1;
      // Not a number once something overflowed: no restart mends that.
      if (converged || restart === maxRestarts || !Number.isFinite(square)) {
        return { square, residual, steps: total, converged };
      }
    }
  }

  private iterate(
    factors: readonly Stored[],
    slice: number,
    tolerance: number,
    checkpoint?: () => void,
  ): readonly number[] {
    const { session, capacity } = this;
    const first = factors[0]!;
    let step = 0;
    for (;;) {
      const to = Math.min(step + slice, capacity);
      step = session.kernel.lanczos(
        this.rows,
        this.columns,
        factors.length,
        this.list,
        first.stride,
        this.basis,
        this.stride,
        step,
        to,
        tolerance,
        this.alpha,
        this.beta,
        this.weights,
        this.work,
        this.out,
      );
      this.taken = step;
      const out = [...session.view(this.out, 3)];
      if (out[2] === 1 || step === capacity) return out;
      checkpoint?.();
    }
  }

  /**
   * The second largest eigenvalue of the projected problem (0 where there is none), by bisection with Sturm counts to
   * three digits: an estimate of σ₂² from below.
   */
  secondSquare(square: number): number {
    const count = this.taken;
    if (count < 2) return 0;
    const alpha = this.session.view(this.alpha, count);
    const beta = this.session.view(this.beta, count);
    let lower = 0;
    let upper = square;
    while (upper - lower > 1e-3 * (square - lower) && upper - lower > 1e-12 * square) {
      const middle = (lower + upper) / 2;
      if (eigenvaluesAbove(middle, alpha, beta) >= 2) lower = middle;
      else upper = middle;
    }
    return upper;
  }
}

/** How many eigenvalues of the tridiagonal matrix exceed x (Sturm: negative pivots of x·I − T). */
function eigenvaluesAbove(x: number, alpha: Float64Array, beta: Float64Array): number {
  let above = 0;
  let pivot = 1;
  for (let i = 0; i < alpha.length; i++) {
    const coupling = i === 0 ? 0 : beta[i - 1]! ** 2;
    pivot = x - alpha[i]! - coupling / (pivot || 2 ** -1000);
    if (pivot < 0) above++;
  }
  return above;
}
