import { initializerNames, type InitializerName } from '../core/initializers/sample';
import { activationNames, type ActivationName } from '../core/recurrence/activation';
import { numberWithin, oneOf, recordOf, wholeWithin } from './parse';

/** The matrix itself (in another random basis at each layer), or a distribution that matrices of its size are drawn from. */
export type ComparedMatrices = 'matrix' | InitializerName;
export const comparedMatrices: readonly ComparedMatrices[] = ['matrix', ...initializerNames];

/** Depth against time. */
export interface DepthAgainstTimeRequest {
  /** T. */
  readonly steps: number;
  readonly activation: ActivationName;
  readonly draws: number;
  readonly seed: number;
  /** α of the gated path α·I + (1 − α)·J. */
  readonly gate: number;
  readonly matrices: ComparedMatrices;
}

export const depthBounds = { steps: [1, 1000], draws: [1, 99], seed: [1, 999_999], gate: [0, 1] } as const;

/** The request from a saved state or a message, with defaults for what is missing or out of bounds. */
export function parseDepthAgainstTime(data: unknown): DepthAgainstTimeRequest {
  const { steps, activation, draws, seed, gate, matrices } = recordOf(data);
  return {
    steps: wholeWithin(steps, depthBounds.steps, 100),
    activation: oneOf(activation, activationNames, 'tanh'),
    draws: wholeWithin(draws, depthBounds.draws, 9),
    seed: wholeWithin(seed, depthBounds.seed, 1),
    gate: numberWithin(gate, depthBounds.gate, 0.9),
    matrices: oneOf(matrices, comparedMatrices, 'matrix'),
  };
}
