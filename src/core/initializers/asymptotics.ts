import { moments, type Initializer, type RecurrentShape } from './initializer';

/** ρ and σ_max of one H × H block of a freshly drawn recurrent matrix, as H grows. */
export interface Asymptotics {
  readonly spectralRadius: number;
  readonly sigmaMax: number;
}

/**
 * Limits by the circular law and Bai–Yin for independent entries; for a block of H × gates·H orthonormal rows by the
 * truncated Haar measure: ρ = √(1/m) [Zyczkowski2000] and σ_max² = 4(1/m)(1 − 1/m), the edge of the Jacobi
 * ensemble. A mean μ adds the rank-one part μH [Benaych2012].
 */
export function asymptotics(initializer: Initializer, shape: RecurrentShape): Asymptotics {
  const { hidden, gates } = shape;
  if (initializer.kind === 'orthogonal') {
    const gain = Math.abs(initializer.gain);
    if (gates === 1) return { spectralRadius: gain, sigmaMax: gain };
    const share = 1 / gates;
    return {
      spectralRadius: gain * Math.sqrt(share),
      sigmaMax: gain * 2 * Math.sqrt(share * (1 - share)),
    };
  }
  if (initializer.kind === 'identity') {
    // The candidate is never the first gate of a stack, and the others are zero.
    const gain = gates === 1 ? Math.abs(initializer.gain) : 0;
    return { spectralRadius: gain, sigmaMax: gain };
  }
  const { mean, deviation } = moments(initializer, shape)!;
  const bulk = deviation * Math.sqrt(hidden);
  const spike = Math.abs(mean) * hidden;
  return {
    spectralRadius: Math.max(bulk, spike),
    sigmaMax: spike > bulk ? (spike ** 2 + bulk ** 2) / spike : 2 * bulk,
  };
}
