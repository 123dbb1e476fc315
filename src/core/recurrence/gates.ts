import { multiplyVector } from '../linalg/product';
import { clipped, differentiable, type AnyActivation, type Differentiable } from './parametric';
import { timesRecurrent, type CellWeights } from './weights';

/** The activations of a gated cell: φ of the candidate and, unless it has its own, of an LSTM's output, and the gates' own. */
export interface GateActivations {
  readonly activation?: AnyActivation;
  readonly recurrentActivation?: AnyActivation;
  readonly outputActivation?: AnyActivation;
  /** What bounds the arguments of the gates and of the candidate on both sides. */
  readonly clip?: number;
}

/** The activations, tanh and sigmoid unless others are named. */
export function gateActivations(
  names: GateActivations,
): Readonly<Record<'candidate' | 'gate' | 'output', Differentiable>> {
  const { activation = 'tanh', recurrentActivation = 'sigmoid', outputActivation = activation, clip } = names;
  const bounded = (one: Differentiable): Differentiable => (clip === undefined ? one : clipped(one, clip));
  return {
    candidate: bounded(differentiable(activation)),
    gate: bounded(differentiable(recurrentActivation)),
    output: differentiable(outputActivation),
  };
}

/** W·h + b_hh and U·x + b_ih, each of length GH; `ux` is U·x and `wh` is W·h where they are known. */
export function preActivations(
  weights: CellWeights,
  x: Float64Array,
  h: Float64Array,
  ux: Float64Array = multiplyVector(weights.weightIh, x),
  wh: Float64Array = timesRecurrent(weights, h),
): { recurrent: Float64Array; input: Float64Array } {
  const { biasIh, biasHh } = weights;
  return { recurrent: plus(wh, biasHh), input: plus(ux, biasIh) };
}

/** Block g of a stacked vector. */
export function block(x: Float64Array, g: number, size: number): Float64Array {
  return x.subarray(g * size, (g + 1) * size);
}

/** x ⊙ y. */
export function times(x: Float64Array, y: Float64Array): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = x[i]! * y[i]!;
  return result;
}

/** x + y. */
export function plus(x: Float64Array, y: Float64Array): Float64Array {
  const result = new Float64Array(x.length);
  for (let i = 0; i < x.length; i++) result[i] = x[i]! + y[i]!;
  return result;
}
