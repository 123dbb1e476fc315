import type { Quality, Thresholds } from './analysis';
import { closedForm, type ClosedForm } from './closedForm';
import { requireStep } from './growth';
import { directPower } from './directPower';
import { precisePower } from './digits/precisePower';
import type { DominantSubspaces } from './kernels/dominantSubspaces';
import type { Bounded, Kernels, PowerNorms } from './kernels/kernels';
import type { Progress, Matrix } from './linalg/matrix';
import { verdictOfGain, type Judgment } from './verdict';

/** log10 of a norm with its quality; `null` is an exact zero. */
export interface Gain extends Quality {
  readonly value: number | null;
}

const log10Of2 = Math.log10(2);

/**
 * log10 ‖Wᵏ‖₂ of one power of a square matrix, from the dominant subspaces where they are known. Without them the power is multiplied
 * out; where the bound of that leaves the verdict open, the whole curve is computed, which bounds best what rounding does. Then
 * `settled`.
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
  if (!dominant) {
    const direct = directPower(w, k, using, progress, using.sigmaMax);
    if (direct.errorBound <= wide && !isNearThreshold(direct, log10Slope, thresholds)) return direct;
  }
  const { value, errorBound, method } = dominant
    ? using.normOfPower(w, k, progress, dominant.startFor(k))
    : lastOf(using.powerNorms(w, k, progress), k);
  const found = {
    value: value === -Infinity ? null : value * log10Of2,
    errorBound: errorBound * log10Of2,
    method,
  };
  return settled(w, k, found, log10Slope, thresholds, using, progress);
}

function lastOf({ log2, errorBounds, method }: PowerNorms, k: number): Bounded {
  return { value: log2[k - 1] ?? -Infinity, errorBound: errorBounds[k - 1] ?? 0, method };
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

/** A bound in log10 beyond which a gain says too little; where more digits cost next to nothing, one beyond which they are taken. */
const wide = 1e-2;
const wideIfSmall = 1e-11;
const smallOrder = 16;
/** A gain known to this that still spans a threshold equals it, for all that anybody could tell. */
const tie = 1e-12;

/**
 * A gain for a verdict: as found where its bound is small and clear of every threshold; otherwise computed anew with as many
 * digits as it takes (`precisePower`), or by the direct method where W is too large for that.
 */
export function settled(
  w: Matrix,
  k: number,
  found: Gain,
  log10Slope: number,
  thresholds: Thresholds,
  using: Kernels,
  progress?: Progress,
): Gain {
  const limit = w.rows <= smallOrder ? wideIfSmall : wide;
  const isNear = isNearThreshold(found, log10Slope, thresholds) && found.errorBound > 1e-15;
  if (found.errorBound <= limit && !isNear) return found;
  const precise = precisePower(w, k, using, progress);
  if (precise && precise.errorBound < found.errorBound) return precise;
  return isNear && found.method !== 'direct' ? confirmed(w, k, found, using, progress) : found;
}

/** The word for a gain that is only known within its bound; a gain at a threshold has the word of what lies beyond. */
export function verdictWithin(
  { value, errorBound }: Pick<Gain, 'value' | 'errorBound'>,
  log10Slope: number,
  thresholds: Thresholds,
): Judgment {
  if (value === null) return errorBound === 0 ? 'vanishing' : 'undetermined';
  const low = verdictOfGain(value + log10Slope - errorBound, thresholds);
  const high = verdictOfGain(value + log10Slope + errorBound, thresholds);
  if (low === high) return low;
  if (errorBound > tie) return 'undetermined';
  return high === 'growing' || high === 'exploding' ? high : low;
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
