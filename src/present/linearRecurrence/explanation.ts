import * as l10n from '@vscode/l10n';
import type { LinearRecurrence } from '../../core/recurrence/linear/family';
import type { LinearFigures } from '../../core/recurrence/linear/figures';
import type { LinearFlag, LinearVerdict } from '../../core/recurrence/linear/verdict';
import { formatLife, formatNumber, formatPowerOfTen, formatSteps, sentences } from '../format';
import { assumptionText } from './families';

const percent = (share: number): string => `${formatNumber(100 * share)} %`;

/** What happens and why, with the numbers. */
export function linearExplanation(figures: LinearFigures, { log10Gain }: LinearVerdict): string {
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

/** The sentence of a flag. */
export function linearNote(
  flag: LinearFlag,
  layer: LinearRecurrence,
  { exploding, range, rounding }: LinearFigures,
): string {
  switch (flag) {
    case 'multiplier-above-one':
      return l10n.t(
        'Channels with |a| > 1: {0}.',
        `${exploding.channels.map(({ index }) => index).join(', ')}${exploding.count > exploding.channels.length ? ' …' : ''}`,
      );
    case 'data-dependent':
      return range
        ? l10n.t(
            'The input moves these multipliers between {0} and {1}; the figures come from the weights alone, {2}.',
            formatNumber(range.min, 4),
            formatNumber(range.max, 4),
            assumptionText(layer),
          )
        : l10n.t(
            'The input moves these multipliers; the figures come from the weights alone, {0}.',
            assumptionText(layer),
          );
    case 'complex':
      return l10n.t('The multipliers are complex: memory decays with |a| and turns with the angle.');
    case 'rounding':
      return sentences(
        rounding.map(({ tensor, dtype, largestChange, share }) =>
          largestChange === Infinity
            ? l10n.t(
                '{0} is stored as {1}, whose rounding changes a half-life by up to any factor (by more than a tenth for {2} of the channels): keep it in float32.',
                tensor,
                dtype,
                percent(share),
              )
            : l10n.t(
                '{0} is stored as {1}, whose rounding changes a half-life by up to {2} (by more than a tenth for {3} of the channels): keep it in float32.',
                tensor,
                dtype,
                percent(largestChange),
                percent(share),
              ),
        ),
      );
  }
}
