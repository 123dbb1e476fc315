import { clippedAt } from './clipping';
import type { Series } from './series';
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
  /** The 90th percentile of a history with so many spikes above it. */
  | { readonly kind: 'ordinary'; readonly spikes: number }
  /** The median, for the 90th percentile is over `factor` times as large. */
  | { readonly kind: 'wide'; readonly p90: number; readonly factor: number };

/** Why none is. */
export type Withheld =
  | { readonly kind: 'no-norms' }
  /** So many finite norms, before the divergence where there is one. */
  | {
      readonly kind: 'few-records';
      readonly records: number;
      readonly least: number;
      readonly diverged: boolean;
    }
  | { readonly kind: 'all-zero'; readonly text: string | null }
  | { readonly kind: 'clipped'; readonly at: number }
  | { readonly kind: 'after-clipping'; readonly series: string }
  | { readonly kind: 'several-totals'; readonly series: readonly string[] };

/** A clipping that needs no fixed threshold. */
export interface Adaptive {
  /** ZClip's z-score on the whole norm, or AdaGC's running mean of each tensor's. */
  readonly method: 'z-score' | 'per-tensor';
  /** The limit in force at the end of the history; `null` where each tensor has its own. */
  readonly threshold: number | null;
  readonly clippedShare: number;
}

/** Where to clip, from a history of total norms. */
export interface Recommendation extends ClippingChoice {
  /** The series it is for. */
  readonly series: string;
  readonly reason: RecommendationReason;
  /** Finite norms that it rests on: those before a divergence. */
  readonly records: number;
  /** Steps that count nowhere, for their norm is not finite. */
  readonly lost: number;
  /** AutoClip's percentiles 10, 50 and 90 to choose from, the recommended one among them. */
  readonly choices: readonly ClippingChoice[];
  readonly adaptive: readonly Adaptive[];
  /** First steps that were left out as warm-up. */
  readonly warmup: number;
}

/** AutoClip [Seetharaman2020] takes the 10th percentile; the others clip less. */
export const offeredPercentiles = [10, 50, 90] as const;

/** Fewer finite norms than this are no history. */
export const leastHistory = 50;

/** A percentile this many times the next lower one is itself made of spikes. */
const spread = 5;
/** ZClip [Kumar2025]: z-score and weight of the past. */
const zClip = { z: 2.5, decay: 0.97 };
/** AdaGC [Wang2025]: a tensor is clipped at this multiple of its running mean. */
const adaGc = { factor: 1.05, decay: 0.98 };

export interface RecommendationOptions {
  /** Indices of the spikes in the history. */
  readonly spikes: number;
  /** First values left out. */
  readonly warmup?: number;
  /** Index where the run began to diverge; what is from there on tells nothing of a healthy norm. */
  readonly end?: number | null;
  readonly parameters?: readonly Series[];
}

/**
 * Recommends a threshold from the healthy part of a history: the 90th percentile, or the median where spikes have lifted
 * that one; else says why there is none.
 */
export function recommend(
  { name, kind, values, zeroText }: Series,
  { spikes, warmup = 0, end = null, parameters = [] }: RecommendationOptions,
): Recommendation | Withheld {
  const healthy = values.subarray(0, end ?? values.length);
  const counted = healthy.subarray(Math.min(warmup, Math.max(healthy.length - 1, 0)));
  const sorted = sortedFinite(counted);
  const records = sorted.length;
  if (records > 0 && sorted.at(-1) === 0) return { kind: 'all-zero', text: zeroText };
  if (kind === 'clipped') return { kind: 'after-clipping', series: name };
  const at = clippedAt(counted);
  if (at !== null) return { kind: 'clipped', at };
  if (records < leastHistory)
    return { kind: 'few-records', records, least: leastHistory, diverged: end !== null };
  const choices = offeredPercentiles.map((p): ClippingChoice => {
    const threshold = percentile(sorted, p) ?? 0;
    return { percentile: p, threshold, clippedShare: shareAbove(sorted, threshold) };
  });
  const [, p50, p90] = choices as [ClippingChoice, ClippingChoice, ClippingChoice];
  const isWide = p90.threshold > spread * p50.threshold && p50.threshold > 0;
  const chosen = isWide ? p50 : p90;
  if (!(chosen.threshold > 0)) return { kind: 'all-zero', text: zeroText };
  return {
    ...chosen,
    series: name,
    reason: isWide ? { kind: 'wide', p90: p90.threshold, factor: spread } : { kind: 'ordinary', spikes },
    records,
    lost: counted.length - records,
    choices,
    adaptive: [zScore(counted), ...perTensor(parameters)],
    warmup,
  };
}

/** Whether that is a recommendation, and not why there is none. */
export const isRecommended = (found: Recommendation | Withheld): found is Recommendation =>
  'threshold' in found;

function zScore(values: Float64Array): Adaptive {
  const { z, decay } = zClip;
  let mean = NaN;
  let variance = 0;
  let clipped = 0;
  let finite = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (!Number.isFinite(value)) continue;
    finite++;
    if (Number.isNaN(mean)) mean = value;
    const limit = mean + z * Math.sqrt(variance);
    const isOver = finite > leastHistory / 2 && value > limit;
    if (isOver) clipped++;
    const taken = isOver ? limit : value;
    variance = decay * variance + (1 - decay) * (taken - mean) ** 2;
    mean = decay * mean + (1 - decay) * taken;
  }
  return {
    method: 'z-score',
    threshold: mean + z * Math.sqrt(variance),
    clippedShare: clipped / Math.max(finite, 1),
  };
}

function perTensor(parameters: readonly Series[]): Adaptive[] {
  const { factor, decay } = adaGc;
  const long = parameters.filter(({ length }) => length >= leastHistory);
  if (long.length < 2) return [];
  let clipped = 0;
  let counted = 0;
  for (const { values } of long) {
    let mean = NaN;
    for (let i = 0; i < values.length; i++) {
      const value = values[i]!;
      if (!Number.isFinite(value)) continue;
      counted++;
      if (Number.isNaN(mean)) mean = value;
      const isOver = value > factor * mean;
      if (isOver) clipped++;
      mean = decay * mean + (1 - decay) * (isOver ? factor * mean : value);
    }
  }
  return [{ method: 'per-tensor', threshold: null, clippedShare: clipped / Math.max(counted, 1) }];
}
