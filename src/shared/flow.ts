import { initializerNames, type InitializerName } from '../core/initializers/sample';
import { activationNames, type ActivationName } from '../core/recurrence/activation';
import { numberWithin, oneOf, recordOf, wholeWithin } from './parse';

/** Where a stack's weights come from: the matrix itself at every layer, the article's network, or a distribution. */
export type LayerWeights = 'matrix' | 'article' | InitializerName;
export const layerWeights: readonly LayerWeights[] = ['matrix', 'article', ...initializerNames];

/** What the gradient-flow view shows. */
export interface FlowRequest {
  readonly axis: 'time' | 'depth';
  /** T of the unrolled recurrence. */
  readonly steps: number;
  readonly activation: ActivationName;
  /** Variance of the inputs x_t. */
  readonly variance: number;
  /** Of the inputs, the loss direction and drawn weights. */
  readonly seed: number;
  /** The person's own inputs x_t in the place of Gaussian ones, by name; `null` for Gaussian ones. */
  readonly inputs: string | null;
  /** How many places are drawn at most. */
  readonly room: number;
  /** L of the stack; the article's network has its own. */
  readonly layers: number;
  readonly weights: LayerWeights;
  /** Width of layers that are drawn from a distribution. */
  readonly width: number;
  readonly residual: boolean;
}

export const flowBounds = {
  steps: [1, 1000],
  variance: [0, 100],
  seed: [1, 999_999],
  room: [5, 20],
  layers: [1, 200],
  width: [1, 512],
} as const;

/** The request from a saved state or a message, with defaults for what is missing or out of bounds. */
export function parseFlow(data: unknown): FlowRequest {
  const { axis, steps, activation, variance, seed, inputs, room, layers, weights, width, residual } =
    recordOf(data);
  return {
    axis: axis === 'depth' ? 'depth' : 'time',
    steps: wholeWithin(steps, flowBounds.steps, 100),
    activation: oneOf(activation, activationNames, 'tanh'),
    variance: numberWithin(variance, flowBounds.variance, 1),
    inputs: typeof inputs === 'string' ? inputs : null,
    seed: wholeWithin(seed, flowBounds.seed, 1),
    room: wholeWithin(room, flowBounds.room, 9),
    layers: wholeWithin(layers, flowBounds.layers, 10),
    weights: oneOf(weights, layerWeights, 'matrix'),
    width: wholeWithin(width, flowBounds.width, 20),
    residual: residual === true,
  };
}
