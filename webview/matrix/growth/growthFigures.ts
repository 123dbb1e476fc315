import type { Growth, Thresholds } from '../../../src/core/analysis';
import { activation } from '../../../src/core/recurrence/activation';
import { gainCurve, type Verdict } from '../../../src/core/verdict';
import type { PanelModel, SpectrumGrowth } from '../../../src/shared/panel';

/** The curves of the growth chart, all log10 gains with the activation's slope in them unless said otherwise. */
export interface GrowthFigures {
  readonly verdict: Verdict;
  readonly thresholds: Thresholds;
  readonly slope: number;
  /** φ'(0)ᵏ·‖Wᵏ‖₂ at every step. */
  readonly gain: Growth;
  /** (φ'(0)·ρ)ᵏ; `null` where ρ is 0. */
  readonly lower: Growth | null;
  /** (φ'(0)·σ_max)ᵏ. */
  readonly upper: Growth;
  /** Of Wᵏ alone, without the slope. */
  readonly spectrum: SpectrumGrowth;
}

/** `null` for a matrix without powers. */
export function growthFigures({ analysis, spectrum }: PanelModel): GrowthFigures | null {
  const { figures, options, verdict } = analysis;
  if (!figures.growth || !verdict || !spectrum) return null;
  const { slopeAtRest: slope } = activation(options.activation);
  const gain = gainCurve(figures.growth, slope);
  const powers = (rate: number): Growth =>
    gain.map((_, i) => (rate === 0 ? null : (i + 1) * Math.log10(rate)));
  return {
    verdict,
    thresholds: options.thresholds,
    slope,
    gain,
    lower: verdict.rate === 0 ? null : powers(verdict.rate),
    upper: powers(slope * figures.sigmaMax),
    spectrum,
  };
}
