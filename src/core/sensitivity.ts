import type { Analysis, AnalysisOptions } from './analysis';
import { directPower } from './directPower';
import { kernels } from './kernels/choose';
import { powerDerivative } from './linalg/powerDerivative';
import type { Matrix, Progress } from './linalg/matrix';
import { createRandom } from './random';
import { activation } from './recurrence/activation';
import type { Rounding, StoredPrecision } from './storedPrecision';
import { verdictNames, verdictOfGain, type VerdictName } from './verdict';

/** How far the gain moves within the last digit of the entries. */
export interface Sensitivity {
  readonly rounding: Rounding;
  /**
   * In log10, to first order: three standard deviations under independent roundings, or what the worst of them do where that
   * is less; `null` where the derivative is not known.
   */
  readonly firstOrder: number | null;
  /** log10 of the gain at the entries as they are, at 8 seeded ones beside them, and as far as the first order reaches. */
  readonly range: { readonly low: number | null; readonly high: number };
  /** The words within the range, from growth to decay. */
  readonly verdicts: readonly VerdictName[];
}

const samples = 8;
/** Larger matrices are not perturbed, and those whose power takes more multiplications, some seconds, not looked at, unasked. */
const maxSampledOrder = 256;
const maxWork = 2e10;
/** Below this many decades the first order is enough where no threshold is near. */
const negligible = 2e-2;
/** Beyond this many the first order says nothing any more. */
const linear = 0.5;

/**
 * How far log10 of the gain moves for the matrices that round to `w`. Independent of how the gain itself was found: where
 * rounding to doubles counts, rounding to fewer digits counts more, so that plain powers are precise enough here.
 * @param log10Gain of `w` as it is, the activation's slope in it; `null` for an exact zero
 */
export function sensitivityOf(
  w: Matrix,
  { rounding, halfUnits }: StoredPrecision,
  log10Gain: number | null,
  { steps, thresholds, activation: name }: AnalysisOptions,
  progress?: Progress,
): Sensitivity | null {
  if (w.rows !== w.columns || log10Gain === null) return null;
  if (w.rows > maxSampledOrder && 2 * Math.log2(steps + 1) * w.rows ** 3 > maxWork) return null;
  if (halfUnits.every((unit) => unit === 0)) return null;
  const using = kernels();
  const derivative = powerDerivative(w, steps, using);
  progress?.(0.5);
  const firstOrder = derivative && spreadOf(derivative.data, halfUnits);
  const found: (number | null)[] = [log10Gain];
  if (firstOrder !== null && firstOrder <= linear) found.push(log10Gain - firstOrder, log10Gain + firstOrder);
  const isOpen = new Set(found.map((gain) => verdictOfGain(gain, thresholds))).size > 1;
  const log10Slope = steps * Math.log10(activation(name).slopeAtRest);
  if (w.rows <= maxSampledOrder && !(firstOrder !== null && firstOrder < negligible && !isOpen)) {
    const random = createRandom(w.rows);
    for (let sample = 0; sample < samples; sample++) {
      progress?.(0.5 + sample / (2 * samples));
      const data = w.data.map((value, i) => value + halfUnits[i]! * (2 * random.uniform() - 1));
      const { value } = directPower({ ...w, data }, steps, using, progress, using.sigmaMax);
      found.push(value === null ? null : value + log10Slope);
    }
  }
  const known = found.filter((gain) => gain !== null);
  const range = { low: found.includes(null) ? null : Math.min(...known), high: Math.max(...known) };
  const [worst, mildest] = [range.high, range.low].map((gain) =>
    verdictNames.indexOf(verdictOfGain(gain, thresholds)),
  );
  return { rounding, firstOrder, range, verdicts: verdictNames.slice(worst, mildest! + 1) };
}

/** An analysis of `w` with how far its verdict holds for what `w` stands for. */
export function withSensitivity(
  analysis: Analysis,
  w: Matrix,
  stored: StoredPrecision | null,
  progress?: Progress,
): Analysis {
  const { verdict, options } = analysis;
  if (!verdict || !stored) return analysis;
  return { ...analysis, sensitivity: sensitivityOf(w, stored, verdict.log10Gain, options, progress) };
}

function spreadOf(derivative: Float64Array, halfUnits: Float64Array): number {
  let worst = 0;
  let squares = 0;
  for (let i = 0; i < derivative.length; i++) {
    const part = Math.abs(derivative[i]! * halfUnits[i]!);
    worst += part;
    squares += part * part;
  }
  // A rounding error is uniform within half a unit: its variance is a third of the square.
  return Math.min(worst, 3 * Math.sqrt(squares / 3));
}
