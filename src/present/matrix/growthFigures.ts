import type { Analysis, Growth, Thresholds } from '../../core/analysis';
import type { FindingRecord } from '../../core/record';
import { activation, parseActivation } from '../../core/recurrence/activation';
import type { SpectrumGrowth } from '../../core/spectrumGrowth';
import { gainCurve, judgmentOf, type Verdict } from '../../core/verdict';

/** The curves of the growth chart, all log10 gains with the activation's slope in them unless said otherwise. */
export interface GrowthFigures {
  readonly verdict: Pick<Verdict, 'name' | 'steps' | 'log10Gain' | 'peak' | 'zeroFrom'> & {
    readonly flags: readonly string[];
  };
  readonly thresholds: Thresholds;
  readonly slope: number;
  /** φ'(0)ᵏ·‖Wᵏ‖₂ at every step. */
  readonly gain: Growth;
  /** (φ'(0)·ρ)ᵏ; `null` where ρ is 0. */
  readonly lower: Growth | null;
  /** (φ'(0)·σ_max)ᵏ. */
  readonly upper: Growth;
  /** Of Wᵏ alone, without the slope; `null` where only the largest singular value is told. */
  readonly spectrum: SpectrumGrowth | null;
}

/** `null` for a matrix without powers. */
export function growthFigures({
  analysis: { figures, options, verdict },
  spectrum,
}: {
  readonly analysis: Analysis;
  readonly spectrum: SpectrumGrowth | null;
}): GrowthFigures | null {
  if (!figures.growth || !verdict || !spectrum) return null;
  const { slopeAtRest } = activation(options.activation);
  const curves = curvesOf(figures.growth, slopeAtRest, figures.sigmaMax, verdict.rate);
  return { verdict, thresholds: options.thresholds, ...curves, spectrum };
}

/** The same of a record, which has no spectra; `null` for a matrix without powers. */
export function recordedGrowth(
  {
    log10Growth,
    activation: name,
    sigmaMax,
    spectralRadius,
    ...record
  }: Omit<FindingRecord, 'location' | 'singularValues'>,
  thresholds: Thresholds,
): GrowthFigures | null {
  const known = parseActivation(name);
  const verdict = judgmentOf(record.verdict);
  if (!log10Growth || !known || !verdict || !record.peak || spectralRadius === null) return null;
  const { steps, log10Gain, peak, flags } = record;
  const { slopeAtRest } = activation(known);
  const zero = log10Growth.indexOf(null);
  return {
    verdict: { name: verdict, steps, log10Gain, peak, flags, zeroFrom: zero === -1 ? null : zero + 1 },
    thresholds,
    ...curvesOf(log10Growth, slopeAtRest, sigmaMax, slopeAtRest * spectralRadius),
    spectrum: null,
  };
}

function curvesOf(growth: Growth, slope: number, sigmaMax: number, rate: number) {
  const gain = gainCurve(growth, slope);
  const powers = (base: number): Growth =>
    gain.map((_, i) => (base === 0 ? null : (i + 1) * Math.log10(base)));
  return { slope, gain, lower: rate === 0 ? null : powers(rate), upper: powers(slope * sigmaMax) };
}
