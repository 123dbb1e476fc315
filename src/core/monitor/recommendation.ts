import { percentile, shareAbove, sortedFinite } from './statistics';

/** A clipping threshold at a percentile of the recorded norms, and the share of steps it would have clipped. */
export interface ClippingChoice {
  /** `null` for a threshold that is none of the history's. */
  readonly percentile: number | null;
  readonly threshold: number;
  readonly clippedShare: number;
}

/** Why a threshold is recommended. */
export type RecommendationReason =
  /** Even the 10th percentile is exploded: the field's convention. */
  | { readonly kind: 'all-exploded'; readonly p10: number }
  /** The 90th percentile of a history with so many spikes above it. */
  | { readonly kind: 'ordinary'; readonly spikes: number }
  /** The median, for the 90th percentile is over `factor` times as large. */
  | { readonly kind: 'top-exploded'; readonly p90: number; readonly factor: number }
  /** The 10th percentile, for the median is exploded. */
  | { readonly kind: 'half-exploded'; readonly p50: number };

/** Where to clip, from a history of total norms. */
export interface Recommendation extends ClippingChoice {
  readonly reason: RecommendationReason;
  /** Steps that count nowhere, for their norm is not finite. */
  readonly lost: number;
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
  const lost = counted.length - sorted.length;
  if (p10.threshold >= exploding) {
    const clippedShare = shareAbove(sorted, convention);
    const reason = { kind: 'all-exploded', p10: p10.threshold } as const;
    return { percentile: null, threshold: convention, clippedShare, reason, lost, choices, warmup };
  }
  const lifted = (a: ClippingChoice, b: ClippingChoice): boolean => a.threshold > spread * b.threshold;
  // A median far above the lowest tenth is also what a training that calms down shows, so it must be large in itself.
  const halfExploded = lifted(p50, p10) && p50.threshold >= exploding / 10;
  const chosen = halfExploded ? p10 : lifted(p90, p50) ? p50 : p90;
  const usable = chosen.threshold > 0 ? chosen : p90;
  if (!(usable.threshold > 0)) return null;
  return { ...usable, reason: reasonFor(usable, choices, spikes), lost, choices, warmup };
}

function reasonFor(
  { percentile: p }: ClippingChoice,
  choices: readonly ClippingChoice[],
  spikes: number,
): Exclude<RecommendationReason, { kind: 'all-exploded' }> {
  const [, p50, p90] = choices as [ClippingChoice, ClippingChoice, ClippingChoice];
  if (p === 90) return { kind: 'ordinary', spikes };
  if (p === 50) return { kind: 'top-exploded', p90: p90.threshold, factor: spread };
  return { kind: 'half-exploded', p50: p50.threshold };
}
