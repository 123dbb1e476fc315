import { defaultThresholds, type Thresholds } from '../analysis';
import { verdictOfGain, type VerdictName } from '../verdict';

/** What reaches one layer of what the last layer gets. */
export interface LayerVerdict {
  /** fc1, fc2, … */
  readonly layer: string;
  /** ‖∂L/∂W_l‖ / ‖∂L/∂W_L‖. */
  readonly ratio: number;
  /** The verdict on that ratio, by the thresholds for a gain; `null` where it is not a number. */
  readonly verdict: VerdictName | null;
}

/**
 * The verdict on every layer of one training step: its weight's gradient norm over the last layer's, judged as a gain is.
 * @param gradNorms by parameter, as `Training.step` gives them.
 */
export function layerVerdicts(
  gradNorms: Readonly<Record<string, number>>,
  thresholds: Thresholds = defaultThresholds,
): LayerVerdict[] {
  const weights = Object.entries(gradNorms).filter(([name]) => name.endsWith('.weight'));
  const last = weights.at(-1)?.[1] ?? NaN;
  return weights.map(([name, norm]) => {
    const ratio = norm === last && last !== Infinity ? 1 : norm / last;
    const log10 = ratio === 0 ? null : Math.log10(ratio);
    return {
      layer: name.replace(/\.weight$/, ''),
      ratio,
      verdict: Number.isNaN(ratio) ? null : verdictOfGain(log10, thresholds),
    };
  });
}
