import { leading, type Session, type Stored } from './session';

/** More basis vectors than this are not kept: the iteration starts again from what it found. */
const maxSteps = 192;
const maxRestarts = 40;
/** Operations between two looks at the progress, some 20 ms from memory. */
const budget = 1e8;
/** Of two values that are nearer, relative to the larger, it is not known which was found: second starts show no less than `cluster`. */
const leastGap = 1e-6;
export const cluster = 1e-9;
/** Factors of a product. */
export const maxFactors = 1024;

/** What a run found for one operator, in units of the matrices as stored. */
export interface Found {
  /** θ, the square of the singular value. */
  readonly square: number;
  /** ‖PᵀPx − θx‖/θ: bounds the relative distance from θ to *a* squared singular value. */
  readonly residual: number;
  /**
   * The relative error of θ: by Kato and Temple's theorem the square of the residual by the gap to the second Ritz value; where
   * there is no gap, what second starts would not show. To be asked for before the next run.
   */
  readonly relativeError: number;
  /** 1 less the second Ritz value by θ; 0 where there was a single step. As `relativeError`, to be asked for before the next run. */
  readonly gap: number;
  readonly converged: boolean;
}

/** One Lanczos iteration's share of the memory: addresses, and how far it has come. */
class System {
  readonly basis: number;
  readonly alpha: number;
  readonly beta: number;
  readonly weights: number;
  readonly out: number;
  /** The start, and the Ritz vector afterward. */
  readonly vector: number;
  steps = 0;
  restarts = 0;
  /** A view of `out` for the time of a run. */
  result = new Float64Array(3);

  constructor(session: Session, columns: number, capacity: number, stride: number) {
    this.basis = session.reserveBytes((capacity + 1) * stride);
    this.alpha = session.reserve(capacity);
    this.beta = session.reserve(capacity);
    this.weights = session.reserve(capacity);
    this.out = session.reserve(3);
    this.vector = session.reserve(columns);
    session.view(this.vector, columns).fill(0);
  }
}

/**
 * Lanczos iterations that go in step: the largest singular values of products Pᵢ = S_c ⋯ S_1·Lᵢ of n×n matrices with
 * common factors S, or of one m×n matrix.
 */
export class LanczosGroup {
  private readonly capacity: number;
  private readonly stride: number;
  private readonly systems: readonly System[];
  private readonly work: number;
  private readonly squares: number;
  private readonly lists: number;
  private readonly shared: number;
  private readonly seed: number;

  constructor(
    private readonly session: Session,
    private readonly rows: number,
    private readonly columns: number,
    { systems = 1, steps = maxSteps } = {},
  ) {
    this.capacity = Math.min(columns, steps);
    this.stride = leading(Math.max(rows, columns, this.capacity)) * 8;
    this.systems = Array.from(
      { length: systems },
      () => new System(session, columns, this.capacity, this.stride),
    );
    this.work = session.reserveBytes(2 * systems * this.stride);
    this.squares = session.reserve(systems);
    this.lists = session.reserveBytes(5 * systems * 4);
    this.shared = session.reserveBytes(maxFactors * 4);
    this.seed = session.reserve(1);
    session.integers(this.seed, 2).set([0x9e3779b9 ^ columns, 0x7f4a7c15]);
  }

  /** A copy of the vector that a system found. */
  vector(of: number): Float64Array {
    return this.session.view(this.systems[of]!.vector, this.columns).slice();
  }

  /** The vector found by the system `from` becomes that of all. */
  spread(from: number): void {
    const found = this.vector(from);
    for (const system of this.systems) this.session.view(system.vector, this.columns).set(found);
  }

  /**
   * Runs a system for each of `own` (its factor L, or `null`), from a start that is `share` the system's last vector and
   * the rest random.
   */
  run(
    shared: readonly Stored[],
    own: readonly (Stored | null)[],
    share: number,
    tolerance: number,
    progress?: () => void,
  ): Found[] {
    const { session, columns } = this;
    session.integers(this.shared, shared.length).set(shared.map(({ address }) => address));
    // Views hold until memory grows, which it does not during a run.
    const lists = session.integers(this.lists, 3 * own.length);
    const squares = session.view(this.squares, own.length);
    const all = this.systems.slice(0, own.length);
    for (const system of all) system.result = session.view(system.out, 3);
    for (const system of all) {
      session.kernel.mixStart(columns, system.vector, share, this.seed);
      this.begin(system);
      system.restarts = 0;
    }
    let active = all.map((system, i) => ({
      system,
      own: own[i]?.address ?? 0,
      done: false,
    }));
    const product = 4 * this.rows * columns;
    let operations = 0;
    while (active.length > 0) {
      this.gram(shared, active, lists);
      let done = false;
      for (let i = 0; i < active.length; i++) {
        const entry = active[i]!;
        entry.done = this.advance(entry.system, squares[i]!, tolerance);
        done ||= entry.done;
      }
      if (done) active = active.filter((entry) => !entry.done);
      operations += product * (shared.length + 1) * active.length;
      if (operations < budget) continue;
      operations = 0;
      progress?.();
    }
    return all.map((system) => {
      const square = system.result[0]!;
      const residual = system.result[1]!;
      const second = (): number => this.secondSquare(square, system);
      return {
        square,
        residual,
        converged: system.result[2] === 1,
        get gap() {
          // A single step knows nothing of a second value, and may have met it.
          return system.steps < 2 ? 0 : 1 - second() / square;
        },
        get relativeError() {
          const { gap } = this;
          return gap > leastGap ? Math.min(residual, residual ** 2 / gap) : Math.max(residual, cluster);
        },
      };
    });
  }

  private begin(system: System): void {
    const { session, columns } = this;
    session.view(system.basis, columns).set(session.view(system.vector, columns));
    system.steps = 0;
  }

  /** Applies all operators to the systems' newest vectors. */
  private gram(
    shared: readonly Stored[],
    active: readonly { system: System; own: number }[],
    list: Int32Array,
  ): void {
    const { session, lists, stride } = this;
    const count = active.length;
    for (let i = 0; i < count; i++) {
      const { system, own } = active[i]!;
      const newest = system.basis + system.steps * stride;
      list[i] = own;
      list[count + i] = newest;
      list[2 * count + i] = newest + stride;
    }
    session.kernel.gram(
      this.rows,
      this.columns,
      count,
      lists,
      shared.length,
      this.shared,
      shared[0]!.stride,
      lists + 4 * count,
      lists + 8 * count,
      this.squares,
      this.work,
      stride,
      lists + 12 * count,
    );
  }

  /** Ends a step, `square` being ‖Px‖²; returns whether the system is done. */
  private advance(system: System, square: number, tolerance: number): boolean {
    const { session, capacity, columns, stride } = this;
    const full = system.steps + 1 === capacity;
    session.kernel.advance(
      columns,
      system.steps,
      system.basis,
      stride,
      square,
      tolerance,
      full ? 1 : 0,
      system.alpha,
      system.beta,
      system.weights,
      this.work,
      system.out,
    );
    system.steps++;
    const out = system.result;
    const done = out[2] === 1;
    if (!done && !full) return false;
    session.kernel.ritzVector(columns, system.steps, system.basis, stride, system.weights, system.vector);
    // Not a number once something overflowed: no restart mends that.
    if (done || system.restarts === maxRestarts || !Number.isFinite(out[0])) return true;
    system.restarts++;
    this.begin(system);
    return false;
  }

  /**
   * The second largest eigenvalue of a system's projected problem (0 where there is none), by bisection with Sturm counts
   * to three digits: an estimate of σ₂² from below.
   */
  private secondSquare(square: number, { alpha: a, beta: b, steps }: System): number {
    if (steps < 2 || !(square > 0)) return 0;
    const alpha = this.session.view(a, steps);
    const beta = this.session.view(b, steps);
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
