import { identity, type Progress, type Matrix } from '../linalg/matrix';
import { thinQr } from '../linalg/thinQr';
import { createRandom, gaussianMatrix } from '../random';
import type { Cell } from './cell';
import { advance } from './unroll';

/** How a Lyapunov spectrum is taken. */
export interface LyapunovOptions {
  /** How many of the leading exponents, at most stateSize; 16 by default. */
  readonly exponents?: number;
  /** First steps that turn the state and the directions and do not count; none by default. */
  readonly warmUp?: number;
  /** s_0; zeros by default. */
  readonly initial?: Float64Array;
  /** Seed of the directions to start from where not all exponents are asked for. */
  readonly seed?: number;
}

/** Growth rates of small disturbances along a trajectory. */
export interface LyapunovSpectrum {
  /** λ_1 ≥ λ_2 ≥ …, natural logarithm per step; −Infinity where a direction dies in one step. */
  readonly exponents: readonly number[];
  /** The standard error of each over windows of the trajectory, with rounding; Infinity where that is too short for windows. */
  readonly standardErrors: readonly number[];
  /** Steps that counted. */
  readonly steps: number;
}

const mostWindows = 32;
const fewestWindows = 4;

/** Means over equal windows of a series whose length nobody knows: when there are too many, two become one. */
class Windows {
  private readonly sums: number[] = [0];
  private width = 1;
  private filled = 0;

  add(value: number): void {
    if (this.filled === this.width) {
      if (this.sums.length === mostWindows) {
        for (let i = 0; i < mostWindows / 2; i++) this.sums[i] = this.sums[2 * i]! + this.sums[2 * i + 1]!;
        this.sums.length = mostWindows / 2;
        this.width *= 2;
      }
      this.sums.push(0);
      this.filled = 0;
    }
    this.sums[this.sums.length - 1]! += value;
    this.filled++;
  }

  /** Of the mean of the series, from the windows that are full. */
  get standardError(): number {
    const full = this.sums.slice(0, this.filled === this.width ? undefined : -1);
    const count = full.length;
    if (count < fewestWindows) return Infinity;
    const mean = full.reduce((sum, value) => sum + value, 0) / count;
    const squares = full.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return Math.sqrt(squares / (count - 1) / count) / this.width;
  }
}

/** Directions to start from: the axes, which miss nothing when all are asked for; else orthonormal and random. */
function startingDirections(size: number, count: number, seed: number): Matrix {
  return count === size ? identity(size) : thinQr(gaussianMatrix(size, count, createRandom(seed))).q;
}

/**
 * The leading Lyapunov exponents of the cell along the trajectory under `inputs`: Q_t·R_t = J_t·Q_{t−1},
 * λ_i = (1/T)·Σ_t ln R_t[i, i], J_t the exact Jacobian of the whole state ([Engelken2023], after [Benettin1980]). λ_1
 * > 0: gradients explode by e^{λ_1} per step; λ_1 < 0: they vanish.
 * @param length the number of inputs, for the checkpoint's share done.
 * @throws RangeError when no step is left to count, for a bad number of exponents, and as `unroll` does.
 */
export function lyapunovSpectrum(
  cell: Cell,
  inputs: Iterable<Float64Array>,
  { exponents = 16, warmUp = 0, initial, seed = 1 }: LyapunovOptions = {},
  progress?: Progress,
  length?: number,
): LyapunovSpectrum {
  if (!Number.isInteger(exponents) || exponents < 1)
    throw new RangeError(`${exponents} is not a number of exponents ≥ 1`);
  const count = Math.min(exponents, cell.stateSize);
  const sums = new Float64Array(count);
  const windows = Array.from({ length: count }, () => new Windows());
  let q = startingDirections(cell.stateSize, count, seed);
  let state = initial ?? new Float64Array(cell.stateSize);
  let t = 0;
  for (const x of inputs) {
    progress?.(length === undefined ? 0 : t / length);
    const step = advance(cell, x, state, ++t);
    const { q: next, diagonal } = thinQr(step.forward(q));
    if (t > warmUp) {
      diagonal.forEach((value, i) => {
        sums[i] = sums[i]! + Math.log(value);
        windows[i]!.add(Math.log(value));
      });
    }
    q = next;
    state = step.state;
  }
  const steps = t - warmUp;
  if (steps < 1) throw new RangeError(`${t} steps leave none to count after a warm-up of ${warmUp}`);
  // Of a step, and of the sum.
  const roundingOf = (mean: number): number =>
    (cell.stateSize + 10) * 2 ** -52 + steps * 2 ** -53 * Math.abs(mean);
  const found = [...sums].map((sum, i) => ({
    exponent: sum / steps,
    standardError: sum === -Infinity ? 0 : windows[i]!.standardError + roundingOf(sum / steps),
  }));
  found.sort((a, b) => b.exponent - a.exponent);
  return {
    exponents: found.map(({ exponent }) => exponent),
    standardErrors: found.map(({ standardError }) => standardError),
    steps,
  };
}
