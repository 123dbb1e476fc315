import * as l10n from '@vscode/l10n';
import type { Thresholds } from '../../analysis';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../../format';
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

function explain(figures: LinearFigures, log10Gain: number): string {
  const { halfLife, shareBeyond, shareWithinStep, exploding, channels, multiplier } = figures;
  const { steps, share } = shareBeyond;
  const [first] = exploding.channels;
  if (first) {
    return l10n.t(
      'Channel {0} multiplies its state by {1} each step ({2} of {3} are above 1): over {4} the largest gain is {5}.',
      first.index,
      formatNumber(first.modulus, 6),
      exploding.count,
      channels,
      formatSteps(steps),
      formatPowerOfTen(log10Gain, 2),
    );
  }
  return l10n.t(
    'The median half-life is {0} (5 % to 95 %: {1} to {2}); {3} of {4} channels hold half of a signal over {5}, {6} lose more than half in one. The slowest, |a| = {7}, keeps {8}.',
    formatLife(halfLife.p50),
    formatLife(halfLife.p5),
    formatLife(halfLife.p95),
    percent(share),
    channels,
    formatSteps(steps),
    percent(shareWithinStep),
    formatNumber(multiplier.max, 6),
    formatPowerOfTen(log10Gain, 2),
  );
}

function noteOf(flag: LinearFlag, { exploding, range, assumption, rounding }: LinearFigures): string {
  switch (flag) {
    case 'multiplier-above-one':
      return l10n.t(
        'Channels with |a| > 1: {0}.',
        `${exploding.channels.map(({ index }) => index).join(', ')}${exploding.count > exploding.channels.length ? ' …' : ''}`,
      );
    case 'data-dependent':
      return range
        ? l10n.t(
            "The input moves these multipliers, between {0} and {1}; the figures are the weights' alone, {2}.",
            formatNumber(range.min, 4),
            formatNumber(range.max, 4),
            assumption,
          )
        : l10n.t("The input moves these multipliers; the figures are the weights' alone, {0}.", assumption);
    case 'complex':
      return l10n.t('The multipliers are complex: memory decays with |a| and turns with the angle.');
    case 'rounding':
      return sentences(
        rounding.map(({ tensor, dtype, largestChange, share }) =>
          largestChange === Infinity
            ? l10n.t(
                '{0} is stored as {1}, whose rounding changes a half-life by up to any factor (over a tenth for {2} of the channels): keep it in float32.',
                tensor,
                dtype,
                percent(share),
              )
            : l10n.t(
                '{0} is stored as {1}, whose rounding changes a half-life by up to {2} (over a tenth for {3} of the channels): keep it in float32.',
                tensor,
                dtype,
                percent(largestChange),
                percent(share),
              ),
        ),
      );
  }
}
