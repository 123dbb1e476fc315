import * as l10n from '@vscode/l10n';
import { kernels } from './kernels/choose';
import { sigmaMax } from './kernels/sigmaMax';
import { identity, scale, type Progress, type Matrix } from './linalg/matrix';
import { polarFactor } from './linalg/polar';
import { spectralRadius } from './linalg/spectralRadius';

/** What a matrix is to become (theory §8). */
export type Reshape =
  /** W·(target/ρ). */
  | { readonly kind: 'spectral-radius'; readonly target: number }
  /** W·(target/σ_max). */
  | { readonly kind: 'sigma-max'; readonly target: number }
  /** factor·W. */
  | { readonly kind: 'factor'; readonly factor: number }
  /** gain·UVᵀ, the nearest orthogonal matrix times a gain. */
  | { readonly kind: 'polar'; readonly gain: number }
  /** gain·I (IRNN, Le et al. 2015). */
  | { readonly kind: 'scaled-identity'; readonly gain: number };

export const reshapeKinds = ['spectral-radius', 'sigma-max', 'factor', 'polar', 'scaled-identity'] as const;

/** Entries of a polar factor below this share of the largest are rounding. */
const noise = 2 ** -50;

/**
 * The factor that brings a matrix to a target, or `null` where it is not merely multiplied.
 * @throws RangeError with a sentence for people: a target that is no positive number, ρ = 0, σ_max = 0.
 */
export function factorOf(w: Matrix, reshape: Reshape, progress?: Progress): number | null {
  const wanted =
    'target' in reshape ? reshape.target : 'gain' in reshape ? reshape.gain : Math.abs(reshape.factor);
  if (!(wanted > 0 && Number.isFinite(wanted))) {
    throw new RangeError(l10n.t('The target {0} is not a positive number; give one such as 1.', wanted));
  }
  switch (reshape.kind) {
    case 'spectral-radius': {
      if (w.rows !== w.columns) {
        throw new RangeError(
          l10n.t(
            'The matrix is {0}×{1}, and only a square one has a spectral radius; use another remedy.',
            w.rows,
            w.columns,
          ),
        );
      }
      const { value } = spectralRadius(w, kernels().eigenvalues(w, progress), progress ? { progress } : {});
      return quotient(
        reshape.target,
        value,
        l10n.t('The spectral radius is 0, so no factor makes it {0}; use another remedy.', reshape.target),
      );
    }
    case 'sigma-max':
      return quotient(
        reshape.target,
        sigmaMax(w, progress).value,
        l10n.t(
          'The largest singular value is 0, so no factor makes it {0}; use another remedy.',
          reshape.target,
        ),
      );
    case 'factor':
      return reshape.factor;
    default:
      return null;
  }
}

/**
 * The matrix after a reshape.
 * @throws RangeError as `factorOf`, and for the identity in place of a matrix that is not square.
 */
export function reshaped(w: Matrix, reshape: Reshape, progress?: Progress): Matrix {
  const factor = factorOf(w, reshape, progress);
  if (factor !== null) return scale(w, factor);
  const gain = 'gain' in reshape ? reshape.gain : 1;
  if (reshape.kind === 'scaled-identity') {
    if (w.rows !== w.columns) {
      throw new RangeError(
        l10n.t(
          'The matrix is {0}×{1}, and only a square one has an identity; use another remedy.',
          w.rows,
          w.columns,
        ),
      );
    }
    return identity(w.rows, gain);
  }
  const polar = polarFactor(w, progress);
  const largest = polar.data.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const data = polar.data.map((value) => (Math.abs(value) < noise * largest ? 0 : gain * value));
  return { ...polar, data };
}

function quotient(target: number, value: number, otherwise: string): number {
  const factor = target / value;
  if (Number.isFinite(factor)) return factor;
  throw new RangeError(otherwise);
}
