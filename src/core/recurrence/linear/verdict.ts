import type { Thresholds } from '../../analysis';
import { verdictOfGain, type VerdictName } from '../../verdict';
import type { LinearFigures } from './figures';

/** What else is true of a linear recurrence. */
export type LinearFlag = 'multiplier-above-one' | 'data-dependent' | 'complex' | 'rounding';

export interface LinearVerdict {
  readonly name: VerdictName;
  readonly rule: 'multiplier-above-one' | `slowest-channel-${VerdictName}`;
  readonly steps: number;
  /** log10 of max |a|ᵀ, ‖Aᵀ‖₂ of the diagonal recurrence. */
  readonly log10Gain: number;
  readonly flags: readonly LinearFlag[];
}

/**
 * The verdict on a linear recurrence over the steps of its figures: the gain of its slowest channel, max |a|ᵀ, by the
 * thresholds; a multiplier above 1 is exploding whatever the horizon, since nothing else bounds it.
 */
export function judgeLinear(figures: LinearFigures, thresholds: Thresholds): LinearVerdict {
  const { steps } = figures.shareBeyond;
  const log10Gain = (steps * figures.logLargest) / Math.LN10;
  const name: VerdictName = figures.exploding.count > 0 ? 'exploding' : verdictOfGain(log10Gain, thresholds);
  const flags: LinearFlag[] = [];
  if (figures.exploding.count > 0) flags.push('multiplier-above-one');
  if (figures.dataDependent) flags.push('data-dependent');
  if (figures.disc) flags.push('complex');
  if (figures.rounding.length > 0) flags.push('rounding');
  return {
    name,
    rule: figures.exploding.count > 0 ? 'multiplier-above-one' : `slowest-channel-${name}`,
    steps,
    log10Gain,
    flags,
  };
}
