import type { Cell, Step } from './cell';
import { block, gateActivations, plus, preActivations, times, type GateActivations } from './gates';
import { GatedStep } from './gatedStep';
import { requireWeights, type CellWeights } from './weights';

/**
 * Gated recurrent unit as PyTorch and Keras's `reset_after=True` compute it, gates stacked in PyTorch's order r z n:
 * n = φ(U_n·x + b_in + r ⊙ (W_n·h + b_hn)), h_t = (1 − z) ⊙ n + z ⊙ h_{t−1}.
 * @throws RangeError for weights that do not fit together or are not finite.
 */
export class GruCell implements Cell {
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
    const { candidate, gate } = gateActivations(this.activations);
    const { recurrent, input } = preActivations(this.weights, x, state, ux);
    const ar = plus(block(recurrent, 0, h), block(input, 0, h));
    const az = plus(block(recurrent, 1, h), block(input, 1, h));
    const r = ar.map(gate.value);
    const z = az.map(gate.value);
    const hidden = block(recurrent, 2, h);
    const an = plus(times(r, hidden), block(input, 2, h));
    const n = an.map(candidate.value);
    const next = n.map((value, i) => (1 - z[i]!) * value + z[i]! * state[i]!);

    const byCandidate = an.map((a, i) => (1 - z[i]!) * candidate.derivative(a));
    const byReset = times(times(byCandidate, hidden), ar.map(gate.derivative));
    const byUpdate = az.map((a, i) => (state[i]! - n[i]!) * gate.derivative(a));
    return new GatedStep(this.weights, x, state, next, {
      direct: [[z]],
      recurrent: [[byReset, byUpdate, times(byCandidate, r)]],
      input: [[byReset, byUpdate, byCandidate]],
    });
  }
}
