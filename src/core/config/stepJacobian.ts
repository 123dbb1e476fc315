import { activation, type ActivationName } from '../recurrence/activation';
import type { Initializer } from '../initializers/initializer';
import { isGated } from './recurrentConfig';
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

/**
 * φ'(0); of a one-sided activation the root of the mean square of its slope over a driven state, which holds half of the
 * units on the flat side: √½ for relu, √((1 + α²)/2) for a leaky one ([Poole2016]; [He2015]). On a multiple of the
 * identity each unit is by itself, and one that is on stays on.
 */
export function slopeOf(name: ActivationName, initializer: Initializer): number {
  const { slopeAtRest, derivative } = activation(name);
  const oneSided = (name === 'relu' || name === 'leaky_relu') && initializer.kind !== 'identity';
  return oneSided ? Math.sqrt((1 + derivative(-1) ** 2) / 2) : slopeAtRest;
}

/** One unit's share of the Jacobian, its gate biases drawn. */
export function restingUnit(
  { cell, activation: name, initializer, bias, hidden, drawnBiases, updateBias, leak }: Setup,
  random: Random,
): RestingUnit {
  if (!isGated(cell)) return { keep: leak.keep, mix: leak.gain * slopeOf(name, initializer) };
  const slope = activation(name).slopeAtRest;
  const width = drawnBiases ? 1 / Math.sqrt(hidden ?? Infinity) : 0;
  const noise = (): number => (width === 0 ? 0 : width * (2 * (random.uniform() + random.uniform()) - 2));
  if (cell === 'gru') {
    const z = sigmoid(updateBias + noise());
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
