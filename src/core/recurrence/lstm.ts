import type { Matrix } from '../linalg/matrix';
import type { Cell, Step } from './cell';
import type { Activity, Moment } from './activity';
import { block, gateActivations, plus, preActivations, times, type GateActivations } from './gates';
import { GatedStep } from './gatedStep';
import { ProjectedStep } from './projectedStep';
import { requireWeights, timesRecurrent, type CellWeights } from './weights';
import { multiplyVector } from '../linalg/product';

/** What an LSTM's equations have beside the usual ones. */
export interface LstmEquations {
  /** The forget gate is 1 − i, without weights of its own (ONNX's `input_forget`). */
  readonly coupled?: boolean;
  /** Peepholes: p ⊙ c_{t−1} in the gates i and f, p ⊙ c_t in o; 3H long, in the order i o f. */
  readonly peepholes?: Float64Array;
}

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
    private readonly equations: LstmEquations = {},
  ) {
    this.hiddenSize = weights.weightHh.columns;
    this.units = projection?.columns ?? this.hiddenSize;
    requireWeights(weights, 4, this.units);
    this.stateSize = this.hiddenSize + this.units;
    this.inputSize = weights.weightIh.columns;
  }

  step(x: Float64Array, state: Float64Array, ux?: Float64Array, wh?: Float64Array): Step {
    const n = this.units;
    const { candidate, gate, output } = gateActivations(this.activations);
    const { coupled = false, peepholes } = this.equations;
    const { weightIh, biasIh, biasHh } = this.weights;
    const recurrent = wh ?? timesRecurrent(this.weights, state.subarray(0, this.hiddenSize));
    const input = ux ?? multiplyVector(weightIh, x);
    const sum = (k: number): number => recurrent[k]! + biasHh[k]! + (input[k]! + biasIh[k]!);
    const previous = state.subarray(this.hiddenSize);
    const next = new Float64Array(2 * n);
    // One piece of memory for all slopes: a long sequence keeps many of them.
    const slopes = new Float64Array(10 * n);
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
    const [hc, cc, kept] = [slope(7), slope(8), slope(9)];
    for (let k = 0; k < n; k++) {
      const [pi, po, pf] = peepholes
        ? [peepholes[k]!, peepholes[n + k]!, peepholes[2 * n + k]!]
        : noPeepholes;
      const before = previous[k]!;
      const ai = sum(k) + pi * before;
      const af = sum(n + k) + pf * before;
      const ag = sum(2 * n + k);
      const [i, g] = [gate.value(ai), candidate.value(ag)];
      const f = coupled ? 1 - i : gate.value(af);
      const c = f * before + i * g;
      const ao = sum(3 * n + k) + po * c;
      const o = gate.value(ao);
      const squashed = output.value(c);
      next[k] = o * squashed;
      next[n + k] = c;
      ho[k] = squashed * gate.derivativeAt(ao, o);
      // ∂c_t by the gates i, f, g; ∂h_t goes through c_t by o ⊙ φ'(c_t), and by the output gate.
      const throughCell = o * output.derivativeAt(c, squashed) + ho[k]! * po;
      ci[k] = (coupled ? g - before : g) * gate.derivativeAt(ai, i);
      cf[k] = coupled ? 0 : before * gate.derivativeAt(af, f);
      cg[k] = i * candidate.derivativeAt(ag, g);
      hi[k] = throughCell * ci[k]!;
      hf[k] = throughCell * cf[k]!;
      hg[k] = throughCell * cg[k]!;
      kept[k] = f;
      cc[k] = f + pi * ci[k]! + pf * cf[k]!;
      hc[k] = throughCell * cc[k]!;
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
      kept,
    });
    const { projection } = this;
    return projection
      ? new ProjectedStep(step, this.weights, projection, multiplyVector(projection, next.subarray(0, n)))
      : step;
  }

  activity({ before, after, ux, wh }: Moment): Activity {
    const n = this.units;
    const { candidate, gate, output } = gateActivations(this.activations);
    const { coupled = false, peepholes } = this.equations;
    const { recurrent, input } = preActivations(this.weights, before, before, ux, wh);
    const a = plus(recurrent, input);
    const [was, is] = [before.subarray(this.hiddenSize), after.subarray(this.hiddenSize)];
    const values = (at: number, peephole: number, c: Float64Array): Float64Array => {
      const own = block(a, at, n);
      return (peepholes ? plus(own, times(block(peepholes, peephole, n), c)) : own).map(gate.value);
    };
    const i = values(0, 0, was);
    return {
      gates: [
        { role: 'input', values: i },
        { role: 'forget', values: coupled ? i.map((value) => 1 - value) : values(1, 2, was) },
        { role: 'output', values: values(3, 1, is) },
      ],
      slopes: [
        { of: 'candidate', values: block(a, 2, n).map(candidate.derivative) },
        { of: 'memory', values: is.map(output.derivative) },
      ],
    };
  }
}

const noPeepholes = [0, 0, 0] as const;
