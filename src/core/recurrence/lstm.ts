import type { Matrix } from '../linalg/matrix';
import type { Cell, Step } from './cell';
import type { Activity, Moment } from './activity';
import { block, gateActivations, plus, preActivations, type GateActivations } from './gates';
import { GatedStep } from './gatedStep';
import { ProjectedStep } from './projectedStep';
import { requireWeights, type CellWeights } from './weights';
import { multiplyVector } from '../linalg/product';

/**
 * Long short-term memory ([Hochreiter1997] with the forget gate of [Gers2000]), gates stacked in
 * PyTorch's order i f g o: c_t = f ⊙ c_{t−1} + i ⊙ g, h_t = o ⊙ φ(c_t). The state is (h, c), 2H long. With a projection R
 * (P×H, [Sak2014]) h_t = R·(o ⊙ φ(c_t)), W is 4H×P and the state P + H long.
 * @throws RangeError for weights that do not fit together or are not finite.
 */
export class LstmCell implements Cell {
  readonly kind = 'lstm';
  readonly hiddenSize: number;
  readonly inputSize: number;
  readonly stateSize: number;
  private readonly units: number;

  constructor(
    readonly weights: CellWeights,
    private readonly activations: GateActivations = {},
    private readonly projection: Matrix | null = null,
  ) {
    this.hiddenSize = weights.weightHh.columns;
    this.units = projection?.columns ?? this.hiddenSize;
    requireWeights(weights, 4, this.units);
    this.stateSize = this.hiddenSize + this.units;
    this.inputSize = weights.weightIh.columns;
  }

  step(x: Float64Array, state: Float64Array, ux?: Float64Array, wh?: Float64Array): Step {
    const n = this.units;
    const { candidate, gate } = gateActivations(this.activations);
    const { recurrent, input } = preActivations(this.weights, x, state.subarray(0, this.hiddenSize), ux, wh);
    const previous = state.subarray(this.hiddenSize);
    const next = new Float64Array(2 * n);
    // One piece of memory for all slopes: a long sequence keeps many of them.
    const slopes = new Float64Array(9 * n);
    const slope = (k: number): Float64Array => slopes.subarray(k * n, (k + 1) * n);
    const [ci, cf, cg, hi, hf, hg, ho] = [
      slope(0),
      slope(1),
      slope(2),
      slope(3),
      slope(4),
      slope(5),
      slope(6),
    ];
    const [hc, cc] = [slope(7), slope(8)];
    for (let k = 0; k < n; k++) {
      const [ai, af] = [recurrent[k]! + input[k]!, recurrent[n + k]! + input[n + k]!];
      const [ag, ao] = [recurrent[2 * n + k]! + input[2 * n + k]!, recurrent[3 * n + k]! + input[3 * n + k]!];
      const [i, f, g, o] = [gate.value(ai), gate.value(af), candidate.value(ag), gate.value(ao)];
      const c = f * previous[k]! + i * g;
      const squashed = candidate.value(c);
      next[k] = o * squashed;
      next[n + k] = c;
      // ∂c_t by the gates i, f, g; ∂h_t goes through c_t by o ⊙ φ'(c_t), and by the output gate.
      const throughCell = o * candidate.derivative(c);
      ci[k] = g * gate.derivative(ai);
      cf[k] = previous[k]! * gate.derivative(af);
      cg[k] = i * candidate.derivative(ag);
      hi[k] = throughCell * ci[k]!;
      hf[k] = throughCell * cf[k]!;
      hg[k] = throughCell * cg[k]!;
      ho[k] = squashed * gate.derivative(ao);
      hc[k] = throughCell * f;
      cc[k] = f;
    }
    const gates = [
      [hi, hf, hg, ho],
      [ci, cf, cg, null],
    ];
    const step = new GatedStep(this.weights, x, state, next, {
      direct: [
        [null, hc],
        [null, cc],
      ],
      recurrent: gates,
      input: gates,
    });
    const { projection } = this;
    return projection
      ? new ProjectedStep(step, this.weights, projection, multiplyVector(projection, next.subarray(0, n)))
      : step;
  }

  activity({ before, after, ux, wh }: Moment): Activity {
    const n = this.units;
    const { candidate, gate } = gateActivations(this.activations);
    const { recurrent, input } = preActivations(this.weights, before, before, ux, wh);
    const a = plus(recurrent, input);
    return {
      gates: (['input', 'forget', 'output'] as const).map((role, i) => ({
        role,
        values: block(a, [0, 1, 3][i]!, n).map(gate.value),
      })),
      slopes: [
        { of: 'candidate', values: block(a, 2, n).map(candidate.derivative) },
        { of: 'memory', values: after.slice(this.hiddenSize).map(candidate.derivative) },
      ],
    };
  }
}
