import { multiplyVector } from '../linalg/product';
import type { LeakyStep } from '../role/evidence';
import type { Activity, Moment } from './activity';
import type { Cell, Step } from './cell';
import { plus } from './gates';
import { clipped, differentiable, type AnyActivation, type Differentiable } from './parametric';
import { GatedStep } from './gatedStep';
import { requireWeights, timesRecurrent, type CellWeights } from './weights';

/**
 * The simple recurrent network h_t = φ(W·h_{t−1} + b_hh + U·x_t + b_ih) ([Elman1990]; PyTorch's nn.RNN, Keras's
 * SimpleRNN); J_t = diag(φ'(a_t))·W.
 * @throws RangeError for weights that do not fit together or are not finite.
 */
export class VanillaCell implements Cell {
  readonly kind = 'rnn';
  readonly hiddenSize: number;
  readonly inputSize: number;
  readonly stateSize: number;
  private readonly function: Differentiable;

  constructor(
    readonly weights: CellWeights,
    activation: AnyActivation = 'tanh',
    /** h_t = keep·h_{t−1} + gain·φ(…), as leaky units and reservoirs step. */
    private readonly leak: LeakyStep = { keep: 0, gain: 1 },
    /** What bounds the argument of φ on both sides. */
    clip?: number,
  ) {
    requireWeights(weights, 1);
    const unbounded = differentiable(activation);
    this.function = clip === undefined ? unbounded : clipped(unbounded, clip);
    this.hiddenSize = this.stateSize = weights.weightHh.columns;
    this.inputSize = weights.weightIh.columns;
  }

  step(x: Float64Array, state: Float64Array, ux?: Float64Array, wh?: Float64Array): Step {
    const { weightIh, biasIh, biasHh } = this.weights;
    const { value, derivative } = this.function;
    const input = ux ?? multiplyVector(weightIh, x);
    const a = (wh ?? timesRecurrent(this.weights, state)).map(
      (sum, i) => sum + biasHh[i]! + (input[i]! + biasIh[i]!),
    );
    const { keep, gain } = this.leak;
    const slopes = [[a.map((sum) => gain * derivative(sum))]];
    const next = a.map((sum, i) => (keep === 0 ? 0 : keep * state[i]!) + gain * value(sum));
    return new GatedStep(this.weights, x, state, next, {
      direct: [[keep === 0 ? null : new Float64Array(next.length).fill(keep)]],
      recurrent: slopes,
      input: slopes,
    });
  }

  activity({ ux, wh }: Moment): Activity {
    const { biasIh, biasHh } = this.weights;
    const a = plus(plus(wh, biasHh), plus(ux, biasIh));
    return { gates: [], slopes: [{ of: 'state', values: a.map(this.function.derivative) }] };
  }
}
