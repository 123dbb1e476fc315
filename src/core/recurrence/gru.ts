import type { Cell, Step } from './cell';
import type { Activity, Moment } from './activity';
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

  step(x: Float64Array, state: Float64Array, ux?: Float64Array, wh?: Float64Array): Step {
    const h = this.hiddenSize;
    const { candidate, gate } = gateActivations(this.activations);
    const { recurrent, input } = preActivations(this.weights, x, state, ux, wh);
    const next = new Float64Array(h);
    const slopes = new Float64Array(5 * h);
    const slope = (k: number): Float64Array => slopes.subarray(k * h, (k + 1) * h);
    const [z, byReset, byUpdate, byCandidate, byHidden] = [slope(0), slope(1), slope(2), slope(3), slope(4)];
    for (let i = 0; i < h; i++) {
      const [ar, az] = [recurrent[i]! + input[i]!, recurrent[h + i]! + input[h + i]!];
      const hidden = recurrent[2 * h + i]!;
      const r = gate.value(ar);
      z[i] = gate.value(az);
      const an = r * hidden + input[2 * h + i]!;
      const n = candidate.value(an);
      next[i] = (1 - z[i]!) * n + z[i]! * state[i]!;
      byCandidate[i] = (1 - z[i]!) * candidate.derivativeAt(an, n);
      byReset[i] = byCandidate[i]! * hidden * gate.derivativeAt(ar, r);
      byUpdate[i] = (state[i]! - n) * gate.derivativeAt(az, z[i]!);
      byHidden[i] = byCandidate[i]! * r;
    }
    return new GatedStep(this.weights, x, state, next, {
      direct: [[z]],
      recurrent: [[byReset, byUpdate, byHidden]],
      input: [[byReset, byUpdate, byCandidate]],
    });
  }

  activity({ before, ux, wh }: Moment): Activity {
    const h = this.hiddenSize;
    const { candidate, gate } = gateActivations(this.activations);
    const { recurrent, input } = preActivations(this.weights, before, before, ux, wh);
    const part = (g: number): Float64Array => plus(block(recurrent, g, h), block(input, g, h));
    const r = part(0).map(gate.value);
    const a = plus(times(r, block(recurrent, 2, h)), block(input, 2, h));
    return {
      gates: [
        { role: 'reset', values: r },
        { role: 'update', values: part(1).map(gate.value) },
      ],
      slopes: [{ of: 'candidate', values: a.map(candidate.derivative) }],
    };
  }
}
