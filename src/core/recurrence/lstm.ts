import type { Cell, Step } from './cell';
import { block, gateActivations, plus, preActivations, times, type GateActivations } from './gates';
import { GatedStep } from './gatedStep';
import { requireWeights, type CellWeights } from './weights';

/**
 * Long short-term memory ([Hochreiter1997] with the forget gate of [Gers2000]), gates stacked in
 * PyTorch's order i f g o: c_t = f ⊙ c_{t−1} + i ⊙ g, h_t = o ⊙ φ(c_t). The state is (h, c), 2H long.
 * @throws RangeError for weights that do not fit together or are not finite.
 */
export class LstmCell implements Cell {
  readonly kind = 'lstm';
  readonly hiddenSize: number;
  readonly inputSize: number;
  readonly stateSize: number;

  constructor(
    readonly weights: CellWeights,
    private readonly activations: GateActivations = {},
  ) {
    requireWeights(weights, 4);
    this.hiddenSize = weights.weightHh.columns;
    this.stateSize = 2 * this.hiddenSize;
    this.inputSize = weights.weightIh.columns;
  }

  step(x: Float64Array, state: Float64Array, ux?: Float64Array): Step {
    const n = this.hiddenSize;
    const { candidate, gate } = gateActivations(this.activations);
    const sums = preActivations(this.weights, x, state.subarray(0, n), ux);
    const a = plus(sums.recurrent, sums.input);
    const [ai, af, ag, ao] = [block(a, 0, n), block(a, 1, n), block(a, 2, n), block(a, 3, n)];
    const [i, f, g, o] = [
      ai.map(gate.value),
      af.map(gate.value),
      ag.map(candidate.value),
      ao.map(gate.value),
    ];
    const previous = state.subarray(n);
    const c = plus(times(f, previous), times(i, g));
    const squashed = c.map(candidate.value);
    const next = new Float64Array(2 * n);
    next.set(times(o, squashed));
    next.set(c, n);

    // ∂c_t by the gates i, f, g; ∂h_t goes through c_t by o ⊙ φ'(c_t), and by the output gate.
    const cell = [
      times(g, ai.map(gate.derivative)),
      times(previous, af.map(gate.derivative)),
      times(i, ag.map(candidate.derivative)),
    ];
    const throughCell = times(o, c.map(candidate.derivative));
    const gates = [
      [...cell.map((slope) => times(throughCell, slope)), times(squashed, ao.map(gate.derivative))],
      [...cell, null],
    ];
    return new GatedStep(this.weights, x, state, next, {
      direct: [
        [null, times(throughCell, f)],
        [null, f],
      ],
      recurrent: gates,
      input: gates,
    });
  }
}
