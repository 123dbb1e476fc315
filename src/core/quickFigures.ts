import type { AnalysisOptions } from './analysis';
import { closedForm, type ClosedForm } from './closedForm';
import { confirmedGain, verdictWithin, type Gain } from './gain';
import { kernels } from './kernels/choose';
import type { Bounded, Kernels } from './kernels/kernels';
import type { Progress, Matrix } from './linalg/matrix';
import { activation } from './recurrence/activation';
import type { Judgment } from './verdict';

/** What a first verdict rests on, each figure with its method and error bound. */
export interface QuickFigures {
  readonly sigmaMax: Bounded;
  /** `null` for a non-square matrix, as all that follows. */
  readonly spectralRadius: Bounded | null;
  /** log10 ‖Wᵀ‖₂ over the horizon T, without the activation's slope. */
  readonly log10Norm: Gain | null;
  /** log10 of φ'(0)ᵀ·‖Wᵀ‖₂; `null` when the power is exactly zero, too. */
  readonly log10Gain: number | null;
  readonly verdict: Judgment | null;
}

/**
 * σ_max, ρ and the gain over the horizon without full spectra or the whole growth curve. The three share their work: the
 * subspaces that the iteration for ρ ends with start the one for ‖Wᵀ‖. A gain that its error bound leaves open is
 * settled with more digits.
 * @throws RangeError for an empty matrix, non-finite entries, or steps that are not a whole number ≥ 1.
 */
export function quickFigures(
  w: Matrix,
  options: AnalysisOptions,
  progress?: Progress,
  using: Kernels = kernels(),
): QuickFigures {
  if (w.rows !== w.columns) {
    const sigmaMax = using.sigmaMax(w, progress);
    return { sigmaMax, spectralRadius: null, log10Norm: null, log10Gain: null, verdict: null };
  }
  const closed = closedForm(w);
  const sigmaMax: Bounded = closed
    ? { value: closed.sigmaMax, errorBound: closed.sigmaErrorBound, method: 'direct' }
    : using.sigmaMax(w, progress);
  const { dominant, value, errorBound, method } = closed
    ? radiusOf(closed)
    : using.spectralRadius(w, progress);
  const { steps, thresholds } = options;
  const log10Slope = steps * Math.log10(activation(options.activation).slopeAtRest);
  const log10Norm = confirmedGain(w, steps, log10Slope, thresholds, dominant, progress, using, closed);
  const log10Gain = log10Norm.value === null ? null : log10Norm.value + log10Slope;
  return {
    sigmaMax,
    spectralRadius: { value, errorBound, method },
    log10Norm,
    log10Gain,
    verdict: verdictWithin(log10Norm, log10Slope, thresholds),
  };
}

function radiusOf({
  spectralRadius: { value, lower, upper },
}: ClosedForm): Bounded & { readonly dominant: null } {
  return { value, errorBound: Math.max(upper - value, value - lower), method: 'direct', dominant: null };
}
