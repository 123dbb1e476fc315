import { InvalidInput } from './invalidInput';
import { kernels } from './kernels/choose';
import { sigmaMax } from './kernels/sigmaMax';
import { identity, scale, type Progress, type Matrix } from './linalg/matrix';
import { polarFactor } from './linalg/polar';
import { spectralRadius } from './linalg/spectralRadius';

/** What a matrix is to become. */
export type Reshape =
  /** W·(target/ρ). */
  | { readonly kind: 'spectral-radius'; readonly target: number }
  /** W·(target/σ_max). */
  | { readonly kind: 'sigma-max'; readonly target: number }
  /** factor·W. */
  | { readonly kind: 'factor'; readonly factor: number }
  /** gain·UVᵀ, the nearest orthogonal matrix times a gain. */
  | { readonly kind: 'polar'; readonly gain: number }
  /** gain·I (IRNN, [Le2015]). */
  | { readonly kind: 'scaled-identity'; readonly gain: number };

/** Entries of a polar factor below this share of the largest are rounding. */
const noise = 2 ** -50;

/**
 * The factor that brings a matrix to a target, or `null` where it is not merely multiplied.
 * @throws InvalidInput for a target that is no positive number, ρ = 0, σ_max = 0.
 */
export function factorOf(w: Matrix, reshape: Reshape, progress?: Progress): number | null {
  const wanted =
    'target' in reshape ? reshape.target : 'gain' in reshape ? reshape.gain : Math.abs(reshape.factor);
  if (!(wanted > 0 && Number.isFinite(wanted))) {
    throw new InvalidInput(`the target ${wanted} is not a positive number`, {
      kind: 'target-not-positive',
      target: wanted,
    });
  }
  switch (reshape.kind) {
    case 'spectral-radius': {
      if (w.rows !== w.columns) throw squareOnly(w, 'no-spectral-radius');
      const { value } = spectralRadius(w, kernels().eigenvalues(w, progress), progress ? { progress } : {});
      return quotient(reshape.target, value, 'spectral-radius-zero');
    }
    case 'sigma-max':
      return quotient(reshape.target, sigmaMax(w, progress).value, 'sigma-max-zero');
    case 'factor':
      return reshape.factor;
    default:
      return null;
  }
}

/**
 * The matrix after a reshape.
 * @throws InvalidInput as `factorOf`, and for the identity in place of a matrix that is not square.
 */
export function reshaped(w: Matrix, reshape: Reshape, progress?: Progress): Matrix {
  const factor = factorOf(w, reshape, progress);
  if (factor !== null) return scale(w, factor);
  const gain = 'gain' in reshape ? reshape.gain : 1;
  if (reshape.kind === 'scaled-identity') {
    if (w.rows !== w.columns) throw squareOnly(w, 'no-identity');
    return identity(w.rows, gain);
  }
  const polar = polarFactor(w, progress);
  const largest = polar.data.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  const data = polar.data.map((value) => (Math.abs(value) < noise * largest ? 0 : gain * value));
  return { ...polar, data };
}

function quotient(target: number, value: number, kind: 'spectral-radius-zero' | 'sigma-max-zero'): number {
  const factor = target / value;
  if (Number.isFinite(factor)) return factor;
  throw kind === 'sigma-max-zero'
    ? new InvalidInput(`the largest singular value is 0, so no factor makes it ${target}`, { kind, target })
    : new InvalidInput(`the spectral radius is 0, so no factor makes it ${target}`, { kind, target });
}

function squareOnly({ rows, columns }: Matrix, kind: 'no-spectral-radius' | 'no-identity'): InvalidInput {
  return kind === 'no-identity'
    ? new InvalidInput(`the matrix is ${rows}×${columns}, and only a square one has an identity`, {
        kind,
        rows,
        columns,
      })
    : new InvalidInput(`the matrix is ${rows}×${columns}, and only a square one has a spectral radius`, {
        kind,
        rows,
        columns,
      });
}
