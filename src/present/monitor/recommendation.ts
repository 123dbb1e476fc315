import * as l10n from '@vscode/l10n';
import type { Adaptive, Recommendation, Withheld } from '../../core/monitor/recommendation';
import { formatNumber, sentences } from '../format';
import { listed } from '../words';
import { zeroText } from './zero';

/** A recommendation as `--json` prints it and the monitor shows it. */
export interface RecommendationRecord extends Omit<Recommendation, 'reason' | 'lost' | 'adaptive'> {
  readonly reason: string;
  /** Clipping without a fixed threshold, in one sentence each. */
  readonly adaptive: readonly (Adaptive & { readonly text: string })[];
}

/** The record of a recommendation. */
export function recommendationRecord(recommendation: Recommendation): RecommendationRecord {
  const { series, percentile, threshold, clippedShare, choices, warmup, records } = recommendation;
  const adaptive = recommendation.adaptive.map((one) => ({ ...one, text: adaptiveText(one) }));
  const reason = reasonText(recommendation);
  return { series, percentile, threshold, clippedShare, reason, records, choices, adaptive, warmup };
}

/** Why to clip there, and what counts nowhere. */
function reasonText(recommendation: Recommendation): string {
  const { lost } = recommendation;
  const why = choiceText(recommendation);
  if (lost === 0) return why;
  const skipped =
    lost === 1
      ? l10n.t('1 non-finite step is not counted: skip such steps; clipping cannot fix them.')
      : l10n.t('{0} non-finite steps are not counted: skip such steps; clipping cannot fix them.', lost);
  return sentences([why, skipped]);
}

function choiceText({ reason, threshold, clippedShare, records }: Recommendation): string {
  const share = formatNumber(100 * clippedShare, 2);
  const theta = formatNumber(threshold);
  if (reason.kind === 'wide')
    return l10n.t(
      'The 90th percentile, {0}, is over {1} times the median, so the median, {2}, is used; {3} % of the {4} healthy records would have been clipped.',
      formatNumber(reason.p90),
      reason.factor,
      theta,
      share,
      records,
    );
  if (reason.spikes === 0)
    return l10n.t(
      'No spikes: the 90th percentile, {0}, only bounds the largest steps; {1} % of the {2} healthy records would have been clipped.',
      theta,
      share,
      records,
    );
  return reason.spikes === 1
    ? l10n.t(
        'The 90th percentile, {0}, lies below the spike and lets ordinary steps pass; {1} % of the {2} healthy records would have been clipped.',
        theta,
        share,
        records,
      )
    : l10n.t(
        'The 90th percentile, {0}, lies below the {1} spikes and lets ordinary steps pass; {2} % of the {3} healthy records would have been clipped.',
        theta,
        reason.spikes,
        share,
        records,
      );
}

function adaptiveText({ method, threshold, clippedShare }: Adaptive): string {
  const share = formatNumber(100 * clippedShare, 2);
  return method === 'z-score'
    ? l10n.t(
        'By z-score (ZClip, z = 2.5) the limit would follow the norm and be {0} now; {1} % of the records would have been clipped.',
        formatNumber(threshold ?? 0),
        share,
      )
    : l10n.t(
        'Per tensor (AdaGC, 1.05 times its running mean) {0} % of the tensors’ records would have been clipped.',
        share,
      );
}

/** Why there is no threshold, in one sentence. */
export function withheldText(withheld: Withheld): string {
  switch (withheld.kind) {
    case 'no-norms':
      return l10n.t('No threshold is recommended: the log holds no gradient norms.');
    case 'few-records':
      return withheld.diverged
        ? l10n.t(
            'No threshold is recommended: {0} finite records before the divergence are too few, {1} are needed.',
            withheld.records,
            withheld.least,
          )
        : l10n.t(
            'No threshold is recommended: {0} finite records are too few, {1} are needed.',
            withheld.records,
            withheld.least,
          );
    case 'all-zero':
      return sentences([l10n.t('No threshold is recommended.'), zeroText(withheld.text)]);
    case 'clipped':
      return l10n.t(
        'No threshold is recommended: norms were logged after clipping at {0}, so what they were before is not known.',
        formatNumber(withheld.at),
      );
    case 'after-clipping':
      return l10n.t(
        'No threshold is recommended: {0} was logged after clipping, so what the norm was before is not known.',
        withheld.series,
      );
    case 'several-totals':
      return l10n.t('There is no common threshold: {0} have one each.', listed(withheld.series));
  }
}
