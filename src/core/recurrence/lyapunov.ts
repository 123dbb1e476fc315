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
  /** Steps that counted. */
  readonly steps: number;
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
  let q = startingDirections(cell.stateSize, count, seed);
  let state = initial ?? new Float64Array(cell.stateSize);
  let t = 0;
  for (const x of inputs) {
    progress?.(length === undefined ? 0 : t / length);
    const step = advance(cell, x, state, ++t);
    const { q: next, diagonal } = thinQr(step.forward(q));
    if (t > warmUp) diagonal.forEach((value, i) => (sums[i] = sums[i]! + Math.log(value)));
    q = next;
    state = step.state;
  }
  const steps = t - warmUp;
  if (steps < 1) throw new RangeError(`${t} steps leave none to count after a warm-up of ${warmUp}`);
  return { exponents: [...sums].map((sum) => sum / steps).sort((a, b) => b - a), steps };
}
