import { kernels } from '../kernels/choose';
import { identity, type Matrix } from '../linalg/matrix';
import { multiplyVector, transposeMultiplyVector } from '../linalg/product';
import type { Activity, Moment } from './activity';
import type { Cell, Step } from './cell';
import { add, addOuter } from './gatedStep';
import { block, gateActivations, plus, times, type GateActivations } from './gates';
import { requireWeights, type CellWeights, type WeightGradients } from './weights';

/**
 * Gated recurrent unit with the reset gate before the matrix ([Cho2014]; Keras's `reset_after=False`), gates
 * stacked r z n: n = φ(U_n·x + b_in + W_n·(r ⊙ h) + b_hn), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}.
 * @throws RangeError for weights that do not fit together or are not finite.
 */
export class GruResetBeforeCell implements Cell {
  readonly kind = 'gru';
  readonly hiddenSize: number;
  readonly inputSize: number;
  readonly stateSize: number;

  constructor(
    readonly weights: CellWeights,
    private readonly activations: GateActivations = {},
  ) {
    requireWeights(weights, 3);
    this.hiddenSize = this.stateSize = weights.weightHh.columns;
    this.inputSize = weights.weightIh.columns;
  }

  step(x: Float64Array, state: Float64Array, ux?: Float64Array): Step {
    const h = this.hiddenSize;
    const { weightIh, biasIh, biasHh } = this.weights;
    const { candidate, gate } = gateActivations(this.activations);
    const input = plus(plus(ux ?? multiplyVector(weightIh, x), biasIh), biasHh);
    const [wr, wz, wn] = [0, 1, 2].map((g) => gateRows(this.weights.weightHh, g));
    const ar = plus(multiplyVector(wr!, state), block(input, 0, h));
    const az = plus(multiplyVector(wz!, state), block(input, 1, h));
    const r = ar.map(gate.value);
    const z = az.map(gate.value);
    const reset = times(r, state);
    const an = plus(multiplyVector(wn!, reset), block(input, 2, h));
    const n = an.map(candidate.value);
    return new ResetBeforeStep(
      this.weights,
      x,
      state,
      n.map((value, i) => (1 - z[i]!) * value + z[i]! * state[i]!),
      {
        r,
        z,
        reset,
        byCandidate: an.map((a, i) => (1 - z[i]!) * candidate.derivative(a)),
        byUpdate: az.map((a, i) => (state[i]! - n[i]!) * gate.derivative(a)),
        resetSlope: times(state, ar.map(gate.derivative)),
      },
    );
  }

  activity({ before, ux, wh }: Moment): Activity {
    const h = this.hiddenSize;
    const { weightHh, biasIh, biasHh } = this.weights;
    const { candidate, gate } = gateActivations(this.activations);
    const input = plus(plus(ux, biasIh), biasHh);
    const [r, z] = [0, 1].map((g) => plus(block(wh, g, h), block(input, g, h)).map(gate.value));
    const a = plus(multiplyVector(gateRows(weightHh, 2), times(r!, before)), block(input, 2, h));
    return {
      gates: [
        { role: 'reset', values: r! },
        { role: 'update', values: z! },
      ],
      slopes: [{ of: 'candidate', values: a.map(candidate.derivative) }],
    };
  }
}

/** Gate g's H×H block of W, a view. */
function gateRows({ columns, data }: Matrix, g: number): Matrix {
  const size = columns * columns;
  return { rows: columns, columns, data: data.subarray(g * size, (g + 1) * size) };
}

/** The gates and the diagonals of the step's linearization. */
interface Slopes {
  readonly r: Float64Array;
  readonly z: Float64Array;
  /** r ⊙ h_{t−1}. */
  readonly reset: Float64Array;
  /** ∂h_t/∂a_n. */
  readonly byCandidate: Float64Array;
  /** ∂h_t/∂a_z. */
  readonly byUpdate: Float64Array;
  /** ∂(r ⊙ h_{t−1})/∂a_r. */
  readonly resetSlope: Float64Array;
}

class ResetBeforeStep implements Step {
  constructor(
    private readonly weights: CellWeights,
    private readonly x: Float64Array,
    private readonly previous: Float64Array,
    readonly state: Float64Array,
    private readonly slopes: Slopes,
  ) {}

  get kept(): Float64Array {
    return this.slopes.z;
  }

  backward(gradient: Float64Array): Float64Array {
    const { r, z } = this.slopes;
    const { gates, reset } = this.gateGradients(gradient);
    const h = this.state.length;
    const result = plus(times(z, gradient), times(r, reset));
    for (const g of [0, 1])
      add(result, transposeMultiplyVector(gateRows(this.weights.weightHh, g), block(gates, g, h)));
    return result;
  }

  inputGradient(gradient: Float64Array): Float64Array {
    return transposeMultiplyVector(this.weights.weightIh, this.gateGradients(gradient).gates);
  }

  forward(directions: Matrix): Matrix {
    const { r, z, byCandidate, byUpdate, resetSlope } = this.slopes;
    const { multiply } = kernels();
    const { rows, columns } = directions;
    const [wr, wz, wn] = [0, 1, 2].map((g) => gateRows(this.weights.weightHh, g));
    const combine = (...terms: readonly (readonly [Float64Array, Matrix])[]): Matrix => {
      const data = new Float64Array(rows * columns);
      for (const [diagonal, matrix] of terms)
        for (let i = 0; i < data.length; i++)
          data[i] = data[i]! + diagonal[Math.floor(i / columns)]! * matrix.data[i]!;
      return { rows, columns, data };
    };
    const reset = combine([r, directions], [resetSlope, multiply(wr!, directions)]);
    return combine(
      [z, directions],
      [byUpdate, multiply(wz!, directions)],
      [byCandidate, multiply(wn!, reset)],
    );
  }

  jacobian(): Matrix {
    return this.forward(identity(this.state.length));
  }

  accumulate(gradient: Float64Array, { weightIh, weightHh, biasIh, biasHh }: WeightGradients): void {
    const { gates } = this.gateGradients(gradient);
    const h = this.state.length;
    for (const g of [0, 1, 2])
      addOuter(gateRows(weightHh, g), block(gates, g, h), g === 2 ? this.slopes.reset : this.previous);
    addOuter(weightIh, gates, this.x);
    add(biasIh, gates);
    add(biasHh, gates);
  }

  /** ∂L/∂(a_r, a_z, a_n) stacked, and ∂L/∂(r ⊙ h_{t−1}). */
  private gateGradients(gradient: Float64Array): { gates: Float64Array; reset: Float64Array } {
    const { byCandidate, byUpdate, resetSlope } = this.slopes;
    const h = this.state.length;
    const candidate = times(byCandidate, gradient);
    const reset = transposeMultiplyVector(gateRows(this.weights.weightHh, 2), candidate);
    const gates = new Float64Array(3 * h);
    gates.set(times(resetSlope, reset));
    gates.set(times(byUpdate, gradient), h);
    gates.set(candidate, 2 * h);
    return { gates, reset };
  }
}
