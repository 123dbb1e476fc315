import { frobeniusNorm } from '../linalg/vector';

/** What is done to gradients between the backward pass and the step. */
export type Clipping =
  | { readonly kind: 'none' }
  /** By the norm over all parameters together (clip_grad_norm_, global_clipnorm, clip_by_global_norm). */
  | { readonly kind: 'norm'; readonly threshold: number }
  /** Each entry into ±threshold (clip_grad_value_, clipvalue). */
  | { readonly kind: 'value'; readonly threshold: number };

/** Gradients as they go into the step. */
export interface Clipped {
  readonly gradients: readonly Float64Array[];
  /** ‖g‖ over all parameters, before clipping. */
  readonly totalNorm: number;
  /** Whether anything was changed. */
  readonly clipped: boolean;
}

/**
 * Clips: g ← g·min(1, θ/‖g‖) keeps the direction ([Pascanu2013] §3.2); by value does not. Neither helps against
 * vanishing. A norm
 * that is not finite is let through, as PyTorch does unless told otherwise.
 * @throws RangeError for a threshold that is not positive.
 */
export function clip(gradients: readonly Float64Array[], clipping: Clipping): Clipped {
  const totalNorm = frobeniusNorm(Float64Array.from(gradients.map(frobeniusNorm)));
  if (clipping.kind === 'none') return { gradients, totalNorm, clipped: false };
  const { kind, threshold } = clipping;
  if (!(threshold > 0)) throw new RangeError(`${threshold} is not a threshold for clipping: it must be > 0`);
  if (kind === 'norm') {
    if (!(totalNorm > threshold)) return { gradients, totalNorm, clipped: false };
    const factor = threshold / totalNorm;
    return {
      gradients: gradients.map((gradient) => gradient.map((entry) => entry * factor)),
      totalNorm,
      clipped: true,
    };
  }
  const clipped = gradients.some((gradient) => gradient.some((entry) => Math.abs(entry) > threshold));
  const limited = (entry: number): number => Math.max(-threshold, Math.min(threshold, entry));
  return { gradients: gradients.map((gradient) => gradient.map(limited)), totalNorm, clipped };
}
