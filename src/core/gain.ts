import type { Quality, Thresholds } from './analysis';
import { closedForm, type ClosedForm } from './closedForm';
import { requireStep } from './growth';
import { directPower } from './directPower';
import type { DominantSubspaces } from './kernels/dominantSubspaces';
import type { Kernels } from './kernels/kernels';
import type { Progress, Matrix } from './linalg/matrix';

/** log10 of a norm with its quality; `null` is an exact zero. */
export interface Gain extends Quality {
  readonly value: number | null;
}

const log10Of2 = Math.log10(2);

/**
 * log10 ‖Wᵏ‖₂ of one power of a square matrix, from the dominant subspaces where they are known. Where it lies, with
 * `log10Slope` added, within its error bound of a threshold, `confirmed` decides.
 * @throws RangeError for an empty or non-square matrix, non-finite entries, or a step that is not a whole number ≥ 1.
 */
export function confirmedGain(
  w: Matrix,
  k: number,
  log10Slope: number,
  thresholds: Thresholds,
  dominant: DominantSubspaces | null,
  progress: Progress | undefined,
  using: Kernels,
  closed: ClosedForm | null = closedForm(w),
): Gain {
  requireStep(k);
  if (closed) return closed.power(k);
  const { value, errorBound, method } = using.normOfPower(w, k, progress, dominant?.startFor(k) ?? null);
  const found = {
    value: value === -Infinity ? null : value * log10Of2,
    errorBound: errorBound * log10Of2,
    method,
  };
  return isNearThreshold(found, log10Slope, thresholds) ? confirmed(w, k, found, using, progress) : found;
}

/** Whether the error bound of a gain leaves the verdict open. */
export function isNearThreshold(
  { value, errorBound }: Gain,
  log10Slope: number,
  { exploding, growing, fading, vanishing }: Thresholds,
): boolean {
  if (value === null) return false;
  return [exploding, growing, fading, vanishing].some(
    (threshold) => Math.abs(value + log10Slope - Math.log10(threshold)) <= errorBound,
  );
}

/**
 * The gain by the direct method, for a verdict that hangs on it; what the iteration found stays where the direct method
 * agrees with it and knows less, as it does for powers of near-defective matrices that are multiplied out.
 */
export function confirmed(w: Matrix, k: number, found: Gain, using: Kernels, progress?: Progress): Gain {
  const direct = directPower(w, k, using, progress);
  const agree =
    direct.value !== null &&
    found.value !== null &&
    Math.abs(direct.value - found.value) <= direct.errorBound + found.errorBound;
  return agree && direct.errorBound > Math.max(found.errorBound, 1e-9) ? found : direct;
}
