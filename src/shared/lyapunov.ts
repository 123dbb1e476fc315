import { activationNames, type ActivationName } from '../core/recurrence/activation';
import { numberWithin, oneOf, recordOf, wholeWithin } from './parse';

/** A trajectory of the cell around the matrix, and how many of its exponents are wanted. */
export interface LyapunovRequest {
  /** T, the steps that count. */
  readonly steps: number;
  readonly activation: ActivationName;
  /** Variance of the inputs x_t; 0 leaves the cell to itself. */
  readonly variance: number;
  readonly seed: number;
  /** The person's own inputs x_t in the place of Gaussian ones, by name; `null` for Gaussian ones. */
  readonly inputs: string | null;
  readonly exponents: number;
}

export interface LyapunovReport {
  /** λ_1 ≥ λ_2 ≥ …, natural logarithm per step; `null` where a direction dies in a step (−∞). */
  readonly exponents: readonly (number | null)[];
  /** The standard error of each over windows of the trajectory; `null` where that is too short. */
  readonly errors: readonly (number | null)[];
  /** λ_1 of the same trajectory cut off after T steps, for T doubling up to the steps asked for. */
  readonly convergence: readonly { readonly steps: number; readonly largest: number | null }[];
}

export const lyapunovBounds = {
  steps: [1, 100_000],
  variance: [0, 100],
  seed: [1, 999_999],
  exponents: [1, 64],
} as const;

/** The request from a saved state or a message, with defaults for what is missing or out of bounds. */
export function parseLyapunov(data: unknown): LyapunovRequest {
  const { steps, activation, variance, seed, inputs, exponents } = recordOf(data);
  return {
    steps: wholeWithin(steps, lyapunovBounds.steps, 1024),
    activation: oneOf(activation, activationNames, 'tanh'),
    variance: numberWithin(variance, lyapunovBounds.variance, 1),
    inputs: typeof inputs === 'string' ? inputs : null,
    seed: wholeWithin(seed, lyapunovBounds.seed, 1),
    exponents: wholeWithin(exponents, lyapunovBounds.exponents, 16),
  };
}
