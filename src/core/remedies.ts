import type { Figures, Growth, Thresholds } from './analysis';
import { growthOfPowers } from './growth';
import { identity, scale, type Progress, type Matrix } from './linalg/matrix';
import { polarFactor } from './linalg/polar';
import { gainCurve, verdictOfGain, type Verdict } from './verdict';

interface RemedyFigures {
  /** Named figures, e.g. `factor`, `maxGradNorm`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** The growth curve afterward, by the same code as the one before; `null` where the matrix stays as it is. */
  readonly growth: Growth | null;
}

/** One way out, with its numbers; `src/present/matrix/remedy` says what to do. */
export type Remedy = RemedyFigures &
  (
    | {
        readonly name: 'clip-norm' | 'gated-cell';
        /** Horizon. */
        readonly steps: number;
      }
    | {
        readonly name: 'rescale';
        /** What the factor brings to 1: the rate φ'(0)·ρ, or the gain over the horizon. */
        readonly by: 'rate' | 'gain';
        /** Horizon. */
        readonly steps: number;
      }
    | { readonly name: 'orthogonal' | 'scaled-identity' }
    | {
        readonly name: 'shorten-horizon';
        /** The gain that is not reached up to there. */
        readonly maxGain: number;
      }
  );

export type RemedyName = Remedy['name'];

/** The field's usual start for clipping by global norm ([Pascanu2013] §4; PyTorch tutorials), a convention. */
export const conventionalMaxGradNorm = 1;

function clipNorm({ log10Gain, peak, steps }: Verdict): Remedy {
  const log10 = Math.max(log10Gain ?? 0, peak.log10 ?? 0);
  return {
    name: 'clip-norm',
    steps,
    numbers: { maxGradNorm: conventionalMaxGradNorm, factor: 10 ** -log10, log10Factor: -log10 },
    growth: null,
  };
}

/** The factor that brings the rate to 1: by ρ where ρ is to be trusted, else by the gain over the horizon. */
function rescale({ rate, flags, log10Gain, steps }: Verdict): Remedy | null {
  const unsafe = flags.includes('undetermined') || flags.includes('defective') || flags.includes('nilpotent');
  const by = !unsafe && rate > 0 ? 'rate' : 'gain';
  if (by === 'gain' && log10Gain === null) return null;
  const factor = by === 'rate' ? 1 / rate : 10 ** (-(log10Gain ?? 0) / steps);
  return Number.isFinite(factor) ? { name: 'rescale', by, steps, numbers: { factor }, growth: null } : null;
}

/** An orthogonal matrix or the identity, times what makes the gain of a step at rest 1. */
function unitGain(name: 'orthogonal' | 'scaled-identity', { slopeAtRest }: Verdict): Remedy {
  return { name, numbers: { gain: 1 / slopeAtRest }, growth: null };
}

function gatedCell({ steps }: Verdict): Remedy {
  const forgetBias = Math.log(Math.max(steps - 1, 1));
  return { name: 'gated-cell', steps, numbers: { forgetBias }, growth: null };
}

/** The longest horizon over which the gain keeps within the stable band, if it is shorter than the present one. */
function shortenHorizon(
  { slopeAtRest, steps }: Verdict,
  figures: Figures,
  thresholds: Thresholds,
): Remedy | null {
  const gain = gainCurve(figures.growth ?? [], slopeAtRest);
  const firstBeyond = gain
    .slice(0, steps)
    .findIndex(
      (log10) =>
        verdictOfGain(log10, thresholds) === 'growing' || verdictOfGain(log10, thresholds) === 'exploding',
    );
  if (firstBeyond < 1) return null;
  return {
    name: 'shorten-horizon',
    maxGain: thresholds.growing,
    numbers: { steps: firstBeyond },
    growth: null,
  };
}

/**
 * What a verdict calls for, the most direct first; nothing for a stable gain without a transient.
 * Sources: [Pascanu2013] §4 (clipping), [Saxe2014] (orthogonal), [Le2015] (identity).
 */
export function remediesFor(verdict: Verdict, figures: Figures, thresholds: Thresholds): readonly Remedy[] {
  const nonNormal = verdict.sigmaMax > 3 * verdict.spectralRadius.value;
  const reshape = nonNormal
    ? [unitGain('orthogonal', verdict), rescale(verdict)]
    : [rescale(verdict), unitGain('orthogonal', verdict)];
  switch (verdict.name) {
    case 'exploding':
    case 'growing':
      return [
        clipNorm(verdict),
        ...reshape,
        gatedCell(verdict),
        shortenHorizon(verdict, figures, thresholds),
      ].filter((remedy) => remedy !== null);
    case 'vanishing':
    case 'fading':
      return [...reshape, unitGain('scaled-identity', verdict), gatedCell(verdict)].filter(
        (remedy) => remedy !== null,
      );
    case 'undetermined':
      return [unitGain('orthogonal', verdict), gatedCell(verdict)];
    case 'stable':
      return verdict.flags.includes('transient') ? [clipNorm(verdict), unitGain('orthogonal', verdict)] : [];
  }
}

/** The matrix after a remedy, or `null` where the remedy leaves it as it is. */
export function applyRemedy({ name, numbers }: Remedy, w: Matrix, progress?: Progress): Matrix | null {
  switch (name) {
    case 'rescale':
      return scale(w, numbers['factor'] ?? 1);
    case 'orthogonal':
      return scale(polarFactor(w, progress), numbers['gain'] ?? 1);
    case 'scaled-identity':
      return identity(w.rows, numbers['gain'] ?? 1);
    default:
      return null;
  }
}

/** The remedies with the growth curves they lead to, each computed by `growthOfPowers` as the curve before it was. */
export function withGrowth(
  remedies: readonly Remedy[],
  w: Matrix,
  steps: number,
  progress?: Progress,
): Remedy[] {
  return remedies.map((remedy) => {
    const after = applyRemedy(remedy, w, progress);
    return after ? { ...remedy, growth: growthOfPowers(after, steps, progress) } : remedy;
  });
}
