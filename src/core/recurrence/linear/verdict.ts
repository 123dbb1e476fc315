import type { Thresholds } from '../../analysis';
import { formatNumber, formatPowerOfTen, formatSteps } from '../../format';
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
  /** What happens and why, with the numbers. */
  readonly explanation: string;
  /** One sentence a flag, in the order of `flags`. */
  readonly notes: readonly string[];
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
    explanation: explain(figures, log10Gain),
    notes: flags.map((flag) => noteOf(flag, figures)),
  };
}

const percent = (share: number): string => `${formatNumber(100 * share)} %`;
const life = (halfLife: number | null): string => (halfLife === null ? 'no end' : formatSteps(halfLife));

function explain(figures: LinearFigures, log10Gain: number): string {
  const { halfLife, shareBeyond, shareWithinStep, exploding, channels, multiplier } = figures;
  const { steps, share } = shareBeyond;
  const [first] = exploding.channels;
  if (first) {
    return `Channel ${first.index} multiplies its state by ${formatNumber(first.modulus, 6)} each step (${exploding.count} of ${channels} are above 1): over ${formatSteps(steps)} the largest gain is ${formatPowerOfTen(log10Gain, 2)}.`;
  }
  return `The median half-life is ${life(halfLife.p50)} (5 % to 95 %: ${life(halfLife.p5)} to ${life(halfLife.p95)}); ${percent(share)} of ${channels} channels hold half of a signal over ${formatSteps(steps)}, ${percent(shareWithinStep)} lose more than half in one. The slowest, |a| = ${formatNumber(multiplier.max, 6)}, keeps ${formatPowerOfTen(log10Gain, 2)}.`;
}

function noteOf(flag: LinearFlag, { exploding, range, assumption, rounding }: LinearFigures): string {
  switch (flag) {
    case 'multiplier-above-one':
      return `Channels with |a| > 1: ${exploding.channels.map(({ index }) => index).join(', ')}${exploding.count > exploding.channels.length ? ' …' : ''}.`;
    case 'data-dependent':
      return `The input moves these multipliers${range ? `, between ${formatNumber(range.min, 4)} and ${formatNumber(range.max, 4)}` : ''}; the figures are the weights' alone, ${assumption}.`;
    case 'complex':
      return 'The multipliers are complex: memory decays with |a| and turns with the angle.';
    case 'rounding':
      return rounding
        .map(
          ({ tensor, dtype, largestChange, share }) =>
            `${tensor} is stored as ${dtype}, whose rounding changes a half-life by up to ${largestChange === Infinity ? 'any factor' : percent(largestChange)} (over a tenth for ${percent(share)} of the channels): keep it in float32.`,
        )
        .join(' ');
  }
}
