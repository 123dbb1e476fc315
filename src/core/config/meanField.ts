import { activation, type ActivationName } from '../recurrence/activation';

/** A wide layer h_t = φ(W·h_{t−1} + u_t) with independent entries. */
export interface WideLayer {
  readonly activation: ActivationName;
  /** n·s² of W: ρ² in the limit; g² of an orthogonal matrix. */
  readonly weightVariance: number;
  /** Of each pre-activation by inputs and biases. */
  readonly inputVariance: number;
}

const rounds = 300;
const tolerance = 1e-12;
/** Above, a state grows without bound, and the slopes do not change any more. */
const unbounded = 1e12;

/**
 * χ = n·s²·E[φ′(√q·z)²], what a step multiplies the squared gradient by, at the variance q of the pre-activations that a
 * driven state comes to: q = n·s²·E[φ(√q·z)²] + σ_u² ([Poole2016]; [Schoenholz2017]; [Chen2018]).
 */
export function meanSquareRate({ activation: name, weightVariance, inputVariance }: WideLayer): number {
  const { value, derivative } = activation(name);
  let q = Math.max(inputVariance, 1e-12);
  for (let round = 0; round < rounds && q < unbounded; round++) {
    const next = weightVariance * expected((a) => value(a) ** 2, q) + inputVariance;
    if (Math.abs(next - q) < tolerance * q) break;
    q = next;
  }
  return weightVariance * expected((a) => derivative(a) ** 2, Math.min(q, unbounded));
}

/** Even, so that none is at the kink of a one-sided activation. */
const points = 400;
const reach = 8;
/** z and its share of the normal density, by the trapezoidal rule, which is exact to rounding for what decays as fast. */
const grid = Array.from({ length: points }, (_, i) => {
  const z = -reach + (2 * reach * i) / (points - 1);
  return { z, weight: Math.exp(-0.5 * z * z) };
});
const total = grid.reduce((sum, { weight }) => sum + weight, 0);

/** E[f(√q·z)] for a standard normal z. */
function expected(f: (a: number) => number, q: number): number {
  const scale = Math.sqrt(q);
  return grid.reduce((sum, { z, weight }) => sum + weight * f(scale * z), 0) / total;
}
