import { activation } from '../recurrence/activation';
import type { Random } from '../random';
import type { Matrix } from '../linalg/matrix';
import type { Setup } from './setup';

/**
 * What one step does to a gradient at rest (states and inputs zero): J = diag(keep) + diag(mix)·W, with W the candidate's
 * recurrent matrix. A vanilla cell keeps nothing and mixes with φ'(0); an LSTM's cell state keeps f and mixes with i·o·φ'(0)²;
 * a GRU keeps z and mixes with (1 − z)·r·φ'(0). The rest of the LSTM's 2H × 2H Jacobian at rest has no further eigenvalues
 * but zero, for its columns are multiples of these.
 */
export interface RestingUnit {
  readonly keep: number;
  readonly mix: number;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** One unit's share of the Jacobian, its gate biases drawn. */
export function restingUnit(
  { cell, activation: name, bias, hidden, framework }: Setup,
  random: Random,
): RestingUnit {
  const slope = activation(name).slopeAtRest;
  if (cell === 'rnn') return { keep: 0, mix: slope };
  // PyTorch adds two biases, each U(±1/√H); Keras starts from zero.
  const width = framework === 'pytorch' ? 1 / Math.sqrt(hidden ?? Infinity) : 0;
  const noise = (): number => (width === 0 ? 0 : width * (2 * (random.uniform() + random.uniform()) - 2));
  if (cell === 'gru') {
    const z = sigmoid(noise());
    return { keep: z, mix: (1 - z) * sigmoid(noise()) * slope };
  }
  const output = sigmoid(noise());
  if (bias.kind === 'chrono') {
    const b = Math.log(1 + (bias.longest - 2) * random.uniform());
    return { keep: sigmoid(b), mix: sigmoid(-b) * output * slope ** 2 };
  }
  const forget = sigmoid(bias.forget + (bias.exact ? 0 : noise()));
  return { keep: forget, mix: sigmoid(noise()) * output * slope ** 2 };
}

/** The Jacobian of a drawn network: `w` is drawn, and so are the units. */
export function stepJacobian(w: Matrix, units: readonly RestingUnit[]): Matrix {
  const n = w.rows;
  const data = w.data.slice();
  for (let i = 0; i < n; i++) {
    const { keep, mix } = units[i]!;
    for (let j = 0; j < n; j++) data[i * n + j]! *= mix;
    data[i * n + i]! += keep;
  }
  return { rows: n, columns: n, data };
}
