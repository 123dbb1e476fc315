import * as l10n from '@vscode/l10n';
import { formatNumber, sentences } from '../format';
import { percentile, shareAbove, sortedFinite } from './statistics';

/** A clipping threshold at a percentile of the recorded norms, and the share of steps it would have clipped. */
export interface ClippingChoice {
  /** `null` for a threshold that is none of the history's. */
  readonly percentile: number | null;
  readonly threshold: number;
  readonly clippedShare: number;
}

/** Where to clip, from a history of total norms. */
export interface Recommendation extends ClippingChoice {
  readonly reason: string;
  /** AutoClip's percentiles 10, 50 and 90 to choose from, the recommended one among them. */
  readonly choices: readonly ClippingChoice[];
  /** First steps that were left out as warm-up. */
  readonly warmup: number;
}

/** AutoClip [Seetharaman2020] takes the 10th percentile; the others clip less. */
export const offeredPercentiles = [10, 50, 90] as const;

/** A percentile this many times the next lower one is itself made of spikes. */
const spread = 5;

export interface RecommendationOptions {
  /** Number of spikes in the history. */
  readonly spikes: number;
  /** The norm from which on a step counts as exploded. */
  readonly exploding: number;
  /** First values left out. */
  readonly warmup?: number;
}

/** What the field starts with where nothing is known. */
const convention = 1;

/**
 * Recommends a threshold: the highest of the percentiles 90, 50 and 10 that the spikes themselves have not lifted.
 * Where even the lowest is exploded, the field's convention. `null` for a history without a positive finite norm.
 */
export function recommend(
  values: Float64Array,
  { spikes, exploding, warmup = 0 }: RecommendationOptions,
): Recommendation | null {
  const counted = values.subarray(Math.min(warmup, Math.max(values.length - 1, 0)));
  const sorted = sortedFinite(counted);
  const choices = offeredPercentiles.map((p): ClippingChoice => {
    const threshold = percentile(sorted, p) ?? 0;
    return { percentile: p, threshold, clippedShare: shareAbove(sorted, threshold) };
  });
  const [p10, p50, p90] = choices as [ClippingChoice, ClippingChoice, ClippingChoice];
  if (!((sorted.at(-1) ?? 0) > 0)) return null;
  if (p10.threshold >= exploding) {
    const clippedShare = shareAbove(sorted, convention);
    const reason = l10n.t(
      "Even the calmest tenth of the history is exploded (10th percentile {0}), so no percentile of it is a threshold; {1} is the field's convention to start from.",
      formatNumber(p10.threshold),
      convention,
    );
    return { percentile: null, threshold: convention, clippedShare, reason, choices, warmup };
  }
  const lifted = (a: ClippingChoice, b: ClippingChoice): boolean => a.threshold > spread * b.threshold;
  // A median far above the lowest tenth is also what a training that calms down shows, so it must be large in itself.
  const halfExploded = lifted(p50, p10) && p50.threshold >= exploding / 10;
  const chosen = halfExploded ? p10 : lifted(p90, p50) ? p50 : p90;
  const usable = chosen.threshold > 0 ? chosen : p90;
  if (!(usable.threshold > 0)) return null;
  const lost = counted.length - sorted.length;
  return { ...usable, reason: reasonFor(usable, choices, spikes, lost), choices, warmup };
}

function reasonFor(
  chosen: ClippingChoice,
  choices: readonly ClippingChoice[],
  spikes: number,
  lost: number,
): string {
  const why = choiceReason(chosen, choices, spikes);
  if (lost === 0) return why;
  const skipped =
    lost === 1
      ? l10n.t('1 non-finite step counts nowhere: skip such steps, clipping cannot mend them.')
      : l10n.t('{0} non-finite steps count nowhere: skip such steps, clipping cannot mend them.', lost);
  return sentences([why, skipped]);
}

function choiceReason(
  { percentile: p, threshold, clippedShare }: ClippingChoice,
  choices: readonly ClippingChoice[],
  spikes: number,
): string {
  const [, p50, p90] = choices as [ClippingChoice, ClippingChoice, ClippingChoice];
  const share = formatNumber(100 * clippedShare, 2);
  const theta = formatNumber(threshold);
  if (p === 90 && spikes === 0) {
    return l10n.t(
      'No spikes: the 90th percentile, {0}, only bounds the largest steps; {1} % of the steps would have been clipped.',
      theta,
      share,
    );
  }
  if (p === 90 && spikes === 1) {
    return l10n.t(
      'The 90th percentile, {0}, lies below the spike and lets ordinary steps pass; {1} % of the steps would have been clipped.',
      theta,
      share,
    );
  }
  if (p === 90) {
    return l10n.t(
      'The 90th percentile, {0}, lies below the {1} spikes and lets ordinary steps pass; {2} % of the steps would have been clipped.',
      theta,
      spikes,
      share,
    );
  }
  if (p === 50) {
    return l10n.t(
      'The 90th percentile, {0}, is itself part of the explosion (over {1} times the median), so the median, {2}, is taken; {3} % of the steps would have been clipped.',
      formatNumber(p90.threshold),
      spread,
      theta,
      share,
    );
  }
  return l10n.t(
    "Half of the history is exploded (median {0}), so AutoClip's 10th percentile, {1}, is taken: the calm steps' norm; {2} % of the steps would have been clipped.",
    formatNumber(p50.threshold),
    theta,
    share,
  );
}
