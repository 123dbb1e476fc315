import { diagonalOf } from './diagonal';
import { type Eigenvalues, sortedEigenvalues } from './eigenvalues';
import type { Matrix } from './matrix';

const epsilon = 2 ** -52;

/** The entries of an orbit in the order in which powers multiply them. */
interface Orbit {
  readonly weights: readonly number[];
  /** A chain ends, so that its powers do. */
  readonly closed: boolean;
}

/** The largest |entry| of a power as a logarithm; −Infinity for an exact zero. */
type Log2 = number;

/**
 * A square matrix with at most one entry other than 0 in every row and every column: diagonal matrices and multiples of
 * the identity, permutations, shifts, and those with weights. Its powers are such matrices again, so that all figures
 * have closed forms: it maps basis vectors along cycles and chains, the j-th L-th root of a cycle's product is an
 * eigenvalue, chains are nilpotent, and ‖Wᵏ‖ is the largest product of k successive weights.
 */
export class Monomial {
  /** log2 of the largest product of k successive weights, for each orbit by k modulo its length. */
  private readonly windows = new Map<Orbit, Float64Array>();

  private constructor(
    private readonly orbits: readonly Orbit[],
    readonly order: number,
  ) {}

  /** The structure of a square matrix, or null where it is none of these; at once for a dense one. */
  static of(w: Matrix): Monomial | null {
    const diagonal = diagonalOf(w);
    if (diagonal) return new Monomial(Array.from(diagonal, fixed), w.rows);
    const next = successors(w);
    return next && new Monomial(orbitsOf(w, next), w.rows);
  }

  /** |entries|, descending: all singular values, without rounding. */
  singularValues(): Float64Array {
    const sizes = new Float64Array(this.order);
    let i = 0;
    for (const { weights } of this.orbits) for (const weight of weights) sizes[i++] = Math.abs(weight);
    return sizes.sort().reverse();
  }

  /** All eigenvalues; exact on the axes where the weights of a cycle are of one size. */
  eigenvalues(): Eigenvalues {
    const found: { re: number; im: number }[] = [];
    for (const orbit of this.orbits) {
      const { weights, closed } = orbit;
      const length = closed ? weights.length : weights.length + 1;
      const size = closed ? meanOf(weights) : 0;
      const half = weights.filter((weight) => weight < 0).length % 2;
      for (let j = 0; j < length; j++)
        found.push(size === 0 ? { re: 0, im: 0 } : onCircle(size, half + 2 * j, 2 * length));
    }
    return sortedEigenvalues(found);
  }

  /** How far an eigenvalue may be off, relative to its size; 0 of a diagonal matrix. */
  eigenvalueRounding(): number {
    return this.orbits.reduce(
      (worst, { weights, closed }) =>
        closed && weights.length > 1 ? Math.max(worst, meanRounding(weights)) : worst,
      0,
    );
  }

  /** ρ, the largest geometric mean of a cycle, with the rounding of that mean. */
  spectralRadius(): { readonly value: number; readonly lower: number; readonly upper: number } {
    let [value, lower, upper] = [0, 0, 0];
    for (const { weights, closed } of this.orbits) {
      if (!closed) continue;
      const mean = meanOf(weights);
      const off = isUniform(weights) ? 0 : meanRounding(weights) * mean;
      value = Math.max(value, mean);
      lower = Math.max(lower, mean - off);
      upper = Math.max(upper, mean + off);
    }
    return { value, lower, upper };
  }

  /** Henrici's departure from normality, Σ w² less L·mean² of every cycle; exactly 0 where its weights are of one size. */
  henrici(): number {
    let sum = 0;
    for (const { weights, closed } of this.orbits) {
      if (closed && isUniform(weights)) continue;
      const mean = closed ? meanOf(weights) : 0;
      const scale = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
      const excess = weights.reduce(
        (total, weight) => total + (weight / scale) ** 2 - (mean / scale) ** 2,
        0,
      );
      if (excess > 8 * epsilon * weights.length ** 2) sum = Math.hypot(sum, scale * Math.sqrt(excess));
    }
    return sum;
  }

  /** log2 ‖Wᵏ‖₂ and how far it may be off; −Infinity with 0 for an exact zero. */
  powerNorm(k: number): { readonly log2: Log2; readonly errorBound: number } {
    let log2 = -Infinity;
    let largest = 0;
    for (const orbit of this.orbits) {
      const { weights, closed } = orbit;
      if (closed && isUniform(weights)) {
        log2 = Math.max(log2, k * Math.log2(Math.abs(weights[0]!)));
        continue;
      }
      if (!closed && k > weights.length) continue;
      const windows = this.windowsOf(orbit);
      const turns = closed ? Math.floor(k / weights.length) : 0;
      const total = closed ? turns * windows[weights.length]! : 0;
      log2 = Math.max(log2, total + windows[k - turns * weights.length]!);
      for (const weight of weights) largest = Math.max(largest, Math.abs(Math.log2(Math.abs(weight))));
    }
    const errorBound = log2 === -Infinity ? 0 : 2 * epsilon * (Math.abs(log2) + 2 * k * largest);
    return { log2, errorBound };
  }

  private windowsOf(orbit: Orbit): Float64Array {
    const known = this.windows.get(orbit);
    if (known) return known;
    const { weights, closed } = orbit;
    const n = weights.length;
    const sums = new Float64Array(2 * n + 1);
    for (let i = 0; i < 2 * n; i++) sums[i + 1] = sums[i]! + Math.log2(Math.abs(weights[i % n]!));
    const windows = new Float64Array(n + 1);
    for (let k = 1; k <= n; k++) {
      let largest = -Infinity;
      const starts = closed ? n : n - k + 1;
      for (let i = 0; i < starts; i++) largest = Math.max(largest, sums[i + k]! - sums[i]!);
      windows[k] = closed && k === n ? sums[n]! : largest;
    }
    this.windows.set(orbit, windows);
    return windows;
  }
}

/** For every column the row of its only entry, or −1 where it has none; null where some row or column has two. */
function successors({ rows: n, columns, data }: Matrix): Int32Array | null {
  if (n !== columns || n === 0) return null;
  const next = new Int32Array(n).fill(-1);
  for (let i = 0; i < n; i++) {
    let found = -1;
    const end = (i + 1) * n;
    for (let k = i * n; k < end; k++) {
      if (data[k] === 0) continue;
      const column = k - i * n;
      if (found >= 0 || next[column] !== -1 || !Number.isFinite(data[k]!)) return null;
      found = column;
      next[column] = i;
    }
  }
  return next;
}

/** A basis vector that is mapped to a multiple of itself. */
function fixed(weight: number): Orbit {
  return weight === 0 ? { weights: [], closed: false } : { weights: [weight], closed: true };
}

function orbitsOf({ rows: n, data }: Matrix, next: Int32Array): Orbit[] {
  const orbits: Orbit[] = [];
  const seen = new Uint8Array(n);
  const isReached = new Uint8Array(n);
  for (const row of next) if (row >= 0) isReached[row] = 1;
  const follow = (start: number): number[] => {
    const weights: number[] = [];
    for (let at = start; seen[at] === 0;) {
      seen[at] = 1;
      const to = next[at]!;
      if (to < 0) break;
      weights.push(data[to * n + at]!);
      at = to;
    }
    return weights;
  };
  for (let i = 0; i < n; i++) if (isReached[i] === 0) orbits.push({ weights: follow(i), closed: false });
  for (let i = 0; i < n; i++) if (seen[i] === 0) orbits.push({ weights: follow(i), closed: true });
  return orbits;
}

function isUniform(weights: readonly number[]): boolean {
  const size = Math.abs(weights[0]!);
  return weights.every((weight) => Math.abs(weight) === size);
}

/** The geometric mean of |weights|. */
function meanOf(weights: readonly number[]): number {
  if (isUniform(weights)) return Math.abs(weights[0]!);
  return 2 ** (logsOf(weights) / weights.length);
}

function meanRounding(weights: readonly number[]): number {
  const sizes = weights.reduce((sum, weight) => sum + Math.abs(Math.log2(Math.abs(weight))), 0);
  return 4 * epsilon * (1 + sizes);
}

function logsOf(weights: readonly number[]): number {
  return weights.reduce((sum, weight) => sum + Math.log2(Math.abs(weight)), 0);
}

/** `size` at `numerator`/`denominator` of a turn, exactly where that is on an axis. */
function onCircle(size: number, numerator: number, denominator: number): { re: number; im: number } {
  const quarters = (4 * numerator) / denominator;
  if (Number.isInteger(quarters)) {
    const [re, im] = (
      [
        [1, 0],
        [0, 1],
        [-1, 0],
        [0, -1],
      ] as const
    )[((quarters % 4) + 4) % 4]!;
    return { re: size * re, im: size * im };
  }
  // The mirror image below the axis, so that pairs are conjugate to the last digit.
  const isBelow = 2 * numerator > denominator;
  const angle = (2 * Math.PI * (isBelow ? denominator - numerator : numerator)) / denominator;
  return { re: size * Math.cos(angle), im: (isBelow ? -size : size) * Math.sin(angle) };
}
