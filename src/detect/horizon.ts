import type { AnalysisOptions } from '../core/analysis';
import type { Evidence } from '../core/role/evidence';
import type { Detection } from './candidate';
import { lengthAt, type Standing } from './steps';

/**
 * The options with the horizon that holds for a matrix: what a person asked for; how often the loop turns that feeds it
 * back; the sequence length named in its own function, class or object; the one that the file, or an earlier cell of its
 * notebook, names; else the setting.
 */
export function horizonOf(
  place: Standing,
  evidence: readonly Evidence[],
  { lengths }: Pick<Detection, 'lengths'>,
  options: AnalysisOptions,
): AnalysisOptions {
  if (options.stepsFrom === 'argument') return options;
  const feedback = evidence.find((item) => item.kind === 'feedback' && item.steps !== undefined);
  const turns = feedback?.kind === 'feedback' ? feedback.steps?.value : undefined;
  const steps = turns ?? lengthAt(lengths, place)?.value;
  return steps === undefined ? options : { ...options, steps, stepsFrom: 'file' };
}
