import type { SpectralRadius } from './analysis';
import type { Matrix } from './linalg/matrix';
import { Monomial } from './linalg/monomial';
import { scaledOrthogonal, type ScaledOrthogonal } from './linalg/orthogonal';
import { requireSquare } from './linalg/requirements';

const log10Of2 = Math.log10(2);

/** A power's norm in closed form; `value` is log10, `null` for an exact zero. */
export interface ClosedPower {
  readonly value: number | null;
  readonly errorBound: number;
  readonly method: 'direct';
}

/** The figures of a matrix that no iteration is needed for. */
export interface ClosedForm {
  /** σ_max, the largest of the singular values. */
  readonly sigmaMax: number;
  readonly sigmaErrorBound: number;
  readonly spectralRadius: SpectralRadius;
  /** log10 ‖Wᵏ‖₂, k ≥ 1. */
  power(k: number): ClosedPower;
  /** The structure, for those who need all singular values and eigenvalues. */
  readonly structure: Monomial | ScaledOrthogonal;
}

/**
 * σ_max, ρ and ‖Wᵏ‖ of diagonal matrices, multiples of the identity, permutations and shifts (weighted or not) and
 * multiples of orthogonal matrices; `null` for any other, and at once for most.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function closedForm(w: Matrix): ClosedForm | null {
  requireSquare(w);
  const monomial = Monomial.of(w);
  if (monomial) return ofMonomial(monomial);
  const orthogonal = scaledOrthogonal(w);
  return orthogonal && ofOrthogonal(orthogonal);
}

function ofMonomial(structure: Monomial): ClosedForm {
  return {
    sigmaMax: structure.singularValues()[0]!,
    sigmaErrorBound: 0,
    spectralRadius: structure.spectralRadius(),
    power: (k) => {
      const { log2, errorBound } = structure.powerNorm(k);
      const value = log2 === -Infinity ? null : log2 * log10Of2;
      return { value, errorBound: errorBound * log10Of2, method: 'direct' };
    },
    structure,
  };
}

function ofOrthogonal(structure: ScaledOrthogonal): ClosedForm {
  const { scale, errorBound } = structure;
  return {
    sigmaMax: scale,
    sigmaErrorBound: errorBound,
    spectralRadius: { value: scale, lower: scale - errorBound, upper: scale + errorBound },
    power: (k) => ({
      value: k * Math.log10(scale),
      errorBound: (k * errorBound) / scale / Math.LN10 + 2 ** -51 * Math.abs(k * Math.log10(scale)),
      method: 'direct',
    }),
    structure,
  };
}
