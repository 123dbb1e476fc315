import { multiplyVector } from '../linalg/product';
import type { Activation } from './activation';
import { activation, type ActivationName } from './activation';
import { timesRecurrent, type CellWeights } from './weights';

/** Activations of gates: Keras's hard_sigmoid is clip(0.2·a + 0.5) until version 2 and clip(a/6 + 0.5) from version 3 on. */
export type GateActivationName = ActivationName | 'hard_sigmoid_2' | 'hard_sigmoid_3';

/** The activations of a gated cell: φ of the candidate and of an LSTM's output, and the gates' own. */
export interface GateActivations {
  readonly activation?: ActivationName;
  readonly recurrentActivation?: GateActivationName;
}

type Differentiable = Pick<Activation, 'value' | 'derivative'>;

const hardSigmoid = (slope: number): Differentiable => ({
  value: (a) => Math.min(1, Math.max(0, slope * a + 0.5)),
  derivative: (a) => (Math.abs(slope * a) < 0.5 ? slope : 0),
});
const hardSigmoids = { hard_sigmoid_2: hardSigmoid(0.2), hard_sigmoid_3: hardSigmoid(1 / 6) } as const;

const gateActivation = (name: GateActivationName): Differentiable =>
  name === 'hard_sigmoid_2' || name === 'hard_sigmoid_3' ? hardSigmoids[name] : activation(name);

/** The two activations, tanh and sigmoid unless others are named. */
export function gateActivations(names: GateActivations): { candidate: Activation; gate: Differentiable } {
  return {
    candidate: activation(names.activation ?? 'tanh'),
    gate: gateActivation(names.recurrentActivation ?? 'sigmoid'),
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
