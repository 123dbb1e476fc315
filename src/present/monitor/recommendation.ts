import * as l10n from '@vscode/l10n';
import type { Recommendation } from '../../core/monitor/recommendation';
import { formatNumber, sentences } from '../format';

/** A recommendation as `--json` prints it and the monitor shows it. */
export interface RecommendationRecord extends Omit<Recommendation, 'reason' | 'lost'> {
  readonly reason: string;
}

/** The record of a recommendation. */
export function recommendationRecord(recommendation: Recommendation): RecommendationRecord {
  const { percentile, threshold, clippedShare, choices, warmup } = recommendation;
  return { percentile, threshold, clippedShare, reason: reasonText(recommendation), choices, warmup };
}

/** Why to clip there, and what counts nowhere. */
function reasonText(recommendation: Recommendation): string {
  const { reason, lost } = recommendation;
  const why = choiceText(recommendation);
  if (lost === 0 || reason.kind === 'all-exploded') return why;
  const skipped =
    lost === 1
      ? l10n.t('1 non-finite step is not counted: skip such steps; clipping cannot fix them.')
      : l10n.t('{0} non-finite steps are not counted: skip such steps; clipping cannot fix them.', lost);
  return sentences([why, skipped]);
}

function choiceText({ reason, threshold, clippedShare }: Recommendation): string {
  const share = formatNumber(100 * clippedShare, 2);
  const theta = formatNumber(threshold);
  switch (reason.kind) {
    case 'all-exploded':
      return l10n.t(
        "Even the lowest tenth of the history has exploded (10th percentile {0}), so no percentile of it can serve as a threshold; {1} is the field's usual starting point.",
        formatNumber(reason.p10),
        threshold,
      );
    case 'ordinary':
      if (reason.spikes === 0)
        return l10n.t(
          'No spikes: the 90th percentile, {0}, only bounds the largest steps; {1} % of the steps would have been clipped.',
          theta,
          share,
        );
      return reason.spikes === 1
        ? l10n.t(
            'The 90th percentile, {0}, lies below the spike and lets ordinary steps pass; {1} % of the steps would have been clipped.',
            theta,
            share,
          )
        : l10n.t(
            'The 90th percentile, {0}, lies below the {1} spikes and lets ordinary steps pass; {2} % of the steps would have been clipped.',
            theta,
            reason.spikes,
            share,
          );
    case 'top-exploded':
      return l10n.t(
        'The 90th percentile, {0}, is itself part of the explosion (over {1} times the median), so the median, {2}, is used; {3} % of the steps would have been clipped.',
        formatNumber(reason.p90),
        reason.factor,
        theta,
        share,
      );
    case 'half-exploded':
      return l10n.t(
        "Half of the history has exploded (median {0}), so AutoClip's 10th percentile, {1}, the norm of the calm steps, is used; {2} % of the steps would have been clipped.",
        formatNumber(reason.p50),
        theta,
        share,
      );
  }
}
