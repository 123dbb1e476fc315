import type { AnalysisOptions, Figures, Growth, SpectralRadius, Thresholds } from './analysis';
import { activation } from './recurrence/activation';
import type { Spread } from './recurrence/driven/figures';

/** The five verdicts on a gain over the horizon, worst growth first. */
export const verdictNames = ['exploding', 'growing', 'stable', 'fading', 'vanishing'] as const;
export type VerdictName = (typeof verdictNames)[number];

/** What can be said of something that inputs drive: a verdict, or that it depends on them. */
export const judgments = [...verdictNames, 'undetermined'] as const;
export type Judgment = (typeof judgments)[number];

/** The judgment that a word of a record is; `null` for none and for other words. */
export const judgmentOf = (verdict: string | null): Judgment | null =>
  judgments.find((name) => name === verdict) ?? null;

/** What else is true of the matrix. */
export type Flag = 'transient' | 'guaranteed' | 'defective' | 'nilpotent' | 'undetermined';

/** The rule that settled a verdict: the diagnostic's code and the anchor in docs/rules.md. */
export type Rule =
  | 'gain-exploding'
  | 'gain-growing'
  | 'gain-stable'
  | 'gain-fading'
  | 'gain-vanishing'
  | 'gain-undetermined'
  | 'polynomial-growth'
  | 'transient-then-vanishing'
  | 'guaranteed-vanishing'
  | 'nilpotent';

/** The largest gain on the way and its step; `log10` is `null` when every power is exactly zero. */
export interface Peak {
  readonly step: number;
  readonly log10: number | null;
}

/** The numbers that a verdict rests on. */
export interface Grounds {
  readonly steps: number;
  readonly sigmaMax: number;
  readonly spectralRadius: SpectralRadius;
  /** φ'(0) of the activation, the slope that multiplies each step. */
  readonly slopeAtRest: number;
  /** γ = sup |φ'|. */
  readonly maxSlope: number;
  /** log10 of G = φ'(0)ᵀ·‖Wᵀ‖₂ over the horizon; `null` when the power is exactly zero. */
  readonly log10Gain: number | null;
  /** Where log10 G lies for certain; `null` where nothing is known from below. */
  readonly log10Interval: { readonly low: number | null; readonly high: number };
  readonly peak: Peak;
  /** φ'(0)·ρ, the asymptotic factor per step. */
  readonly rate: number;
  /** ln 0.5 / ln rate, in steps; negative is a doubling time; `null` at rate 1; 0 at rate 0. */
  readonly halfLife: number | null;
  /** First step at which the power is exactly zero, if any up to the horizon. */
  readonly zeroFrom: number | null;
}

/** What inputs of variance 1 lead to where the rest point is unstable and the states saturate, in log10 over a few runs. */
export interface DrivenVerdict extends Spread {
  readonly name: VerdictName;
}

/** A verdict with the numbers that led to it. */
export interface Verdict extends Grounds {
  /** `null` where the states stay near rest, or where it was not looked for. */
  readonly driven: DrivenVerdict | null;
  /** 'undetermined' where the interval of the gain spans a threshold. */
  readonly name: Judgment;
  readonly severity: Severity;
  readonly rule: Rule;
  readonly flags: readonly Flag[];
}

export type Severity = 'warning' | 'information' | 'none';

/** What the editor shows of a verdict; nothing where there is none. */
export const severityOf = (verdict: Judgment | null): Severity =>
  verdict === null ? 'none' : severities[verdict];

const severities: Readonly<Record<Judgment, Severity>> = {
  exploding: 'warning',
  growing: 'information',
  stable: 'none',
  fading: 'information',
  vanishing: 'warning',
  undetermined: 'information',
};

/** The verdict on a gain alone. A gain of exactly zero (`null`) vanishes. */
export function verdictOfGain(log10Gain: number | null, thresholds: Thresholds): VerdictName {
  if (log10Gain === null || log10Gain <= Math.log10(thresholds.vanishing)) return 'vanishing';
  if (log10Gain <= Math.log10(thresholds.fading)) return 'fading';
  if (log10Gain >= Math.log10(thresholds.exploding)) return 'exploding';
  if (log10Gain >= Math.log10(thresholds.growing)) return 'growing';
  return 'stable';
}

/** Half-life ln 0.5 / ln rate in steps: negative is a doubling time, `null` means never (rate 1 to within rounding). */
export function halfLifeOf(rate: number): number | null {
  if (rate === 0) return 0;
  return Math.abs(rate - 1) < 1e-12 ? null : Math.log(0.5) / Math.log(rate);
}

/**
 * Multiplies a growth curve by slopeᵏ: the gain of the linearized recurrence h_t = φ(W h_{t−1}) ([Pascanu2013] eq. 5).
 * All in log10; `null` stays the exact zero.
 */
export function gainCurve(growth: Growth, slope: number): Growth {
  if (slope === 1) return growth;
  return growth.map((log10, k) => (log10 === null ? null : log10 + (k + 1) * Math.log10(slope)));
}

function peakOf(gain: Growth): Peak {
  let peak: Peak = { step: 1, log10: null };
  gain.forEach((log10, k) => {
    if (log10 !== null && (peak.log10 === null || log10 > peak.log10)) peak = { step: k + 1, log10 };
  });
  return peak;
}

/**
 * ‖Wᵏ‖ grows like k^(m−1)·ρᵏ for a defective eigenvalue of index m, so at ρ ≈ 1 doubling k at least nearly doubles the
 * gain; a merely non-normal W levels off instead ([Trefethen2005] ch. 16).
 */
function growsPolynomially(gain: Growth, rate: number, log10Gain: number | null, growing: number): boolean {
  if (log10Gain === null || log10Gain < Math.log10(growing)) return false;
  const steps = gain.length;
  const half = gain[Math.floor(steps / 2) - 1];
  if (half === null || half === undefined) return false;
  const log10Rate = Math.log10(rate);
  const beyondRate = log10Gain - half - (steps - Math.floor(steps / 2)) * log10Rate;
  return Math.abs(steps * log10Rate) < 0.5 && beyondRate > 0.2;
}

function flagsOf(grounds: Grounds, gain: Growth, { thresholds, leak }: AnalysisOptions): Flag[] {
  const { log10Gain, peak, maxSlope, sigmaMax, slopeAtRest, spectralRadius, zeroFrom, rate } = grounds;
  const flags: Flag[] = [];
  if (peak.log10 !== null && peak.log10 >= 1 && peak.log10 >= 1 + Math.max(log10Gain ?? -Infinity, 0)) {
    flags.push('transient');
  }
  // Away from rest the Jacobian of a leaky step is another mixture, which this matrix does not bound.
  if (!leak && maxSlope * sigmaMax < 1) flags.push('guaranteed');
  if (growsPolynomially(gain, rate, log10Gain, thresholds.growing)) flags.push('defective');
  if (zeroFrom !== null) flags.push('nilpotent');
  if (
    slopeAtRest * spectralRadius.lower < 1 &&
    slopeAtRest * spectralRadius.upper > 1 &&
    !isSharp(spectralRadius)
  ) {
    flags.push('undetermined');
  }
  return flags;
}

/** An interval no wider than the rounding of ρ itself does not make the rate uncertain. */
function isSharp({ value, lower, upper }: SpectralRadius): boolean {
  return upper - lower <= 1e-6 * value;
}

function ruleOf(name: Judgment, flags: readonly Flag[]): Rule {
  if (flags.includes('nilpotent')) return 'nilpotent';
  if (name === 'undetermined') return 'gain-undetermined';
  if (flags.includes('defective')) return 'polynomial-growth';
  if (name === 'vanishing' && flags.includes('guaranteed')) return 'guaranteed-vanishing';
  if (name === 'vanishing' && flags.includes('transient')) return 'transient-then-vanishing';
  return `gain-${name}`;
}

/**
 * The verdict on a square matrix as the recurrent weight of h_t = φ(W h_{t−1} + …), over the horizon of `options`.
 * `figures.growth` must reach that horizon.
 * @param driven log10 of the gain under inputs, from `drivenGain`
 * @param name the word for the gain; that of the last value of the curve where none is given
 * @throws RangeError for a non-square matrix, which has no powers.
 */
export function judge(
  figures: Figures,
  options: AnalysisOptions,
  driven: Spread | null = null,
  name: Judgment = verdictOfGain(gainOf(figures, options), options.thresholds),
): Verdict {
  const { growth, spectralRadius, sigmaMax } = figures;
  if (!growth || !spectralRadius) {
    throw new RangeError(
      `a ${figures.rows}×${figures.columns} matrix has no powers: only a square one can be judged`,
    );
  }
  const { maxSlope, slopeAtRest } = activation(options.activation);
  const gain = gainCurve(growth.slice(0, options.steps), slopeAtRest);
  const rate = slopeAtRest * spectralRadius.value;
  const zero = gain.indexOf(null);
  const grounds: Grounds = {
    steps: options.steps,
    sigmaMax,
    spectralRadius,
    slopeAtRest,
    maxSlope,
    log10Gain: gain.at(-1) ?? null,
    log10Interval: intervalOf(figures, options.steps, slopeAtRest, gain.at(-1) ?? null),
    peak: peakOf(gain),
    rate,
    halfLife: halfLifeOf(rate),
    zeroFrom: zero === -1 ? null : zero + 1,
  };
  const flags = flagsOf(grounds, gain, options);
  return {
    ...grounds,
    name,
    severity: severities[name],
    rule: ruleOf(name, flags),
    driven: driven && { ...driven, name: verdictOfGain(driven.median, options.thresholds) },
    flags,
  };
}

function gainOf({ growth }: Figures, { steps, activation: name }: AnalysisOptions): number | null {
  return growth ? (gainCurve(growth.slice(0, steps), activation(name).slopeAtRest).at(-1) ?? null) : null;
}

/** The gain within its bound, and within what σ_max and ρ leave: ρᵀ ≤ ‖Wᵀ‖ ≤ σ_maxᵀ. */
function intervalOf(
  { methods, sigmaMax, spectralRadius }: Figures,
  steps: number,
  slope: number,
  log10Gain: number | null,
): Grounds['log10Interval'] {
  const bound = methods.gain?.errorBound ?? 0;
  const least =
    spectralRadius && spectralRadius.lower > 0 ? steps * Math.log10(slope * spectralRadius.lower) : null;
  if (log10Gain !== null && bound < Infinity) return { low: log10Gain - bound, high: log10Gain + bound };
  return { low: least, high: steps * Math.log10(slope * sigmaMax) };
}
