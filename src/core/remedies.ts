import * as l10n from '@vscode/l10n';
import type { Figures, Growth, Thresholds } from './analysis';
import { formatNumber, formatPowerOfTen, formatSteps } from './format';
import { growthOfPowers } from './growth';
import { identity, scale, type Progress, type Matrix } from './linalg/matrix';
import { polarFactor } from './linalg/polar';
import { gainCurve, verdictOfGain, type Verdict } from './verdict';

export type RemedyName =
  'clip-norm' | 'rescale' | 'orthogonal' | 'scaled-identity' | 'gated-cell' | 'shorten-horizon';

/** One way out, with its numbers, and what it leaves uncured. */
export interface Remedy {
  readonly name: RemedyName;
  readonly title: string;
  /** What to do, with the numbers for this matrix. */
  readonly action: string;
  /** What it does not cure. */
  readonly limits: string;
  /** Named figures, e.g. `factor`, `maxGradNorm`. */
  readonly numbers: Readonly<Record<string, number>>;
  /** A line of code that does it, in PyTorch. */
  readonly code: string;
  /** The growth curve afterward, by the same code as the one before; `null` where the matrix stays as it is. */
  readonly growth: Growth | null;
}

/** The field's usual start for clipping by global norm ([Pascanu2013] §4; PyTorch tutorials), a convention. */
export const conventionalMaxGradNorm = 1;

function clipNorm({ log10Gain, peak, steps }: Verdict): Remedy {
  const log10 = Math.max(log10Gain ?? 0, peak.log10 ?? 0);
  return {
    name: 'clip-norm',
    title: l10n.t('Clip the gradient norm'),
    action: l10n.t(
      'Clip by global norm, starting at the customary maxGradNorm = {0} (a convention, not a result); undoing the gain of {1} alone takes the factor {2}.',
      formatNumber(conventionalMaxGradNorm),
      formatSteps(steps),
      formatPowerOfTen(-log10),
    ),
    limits: l10n.t(
      'Bounds the step and keeps its direction; it does nothing for gradients that vanish, nor for the cause.',
    ),
    numbers: { maxGradNorm: conventionalMaxGradNorm, factor: 10 ** -log10, log10Factor: -log10 },
    code: `torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=${conventionalMaxGradNorm.toFixed(1)})`,
    growth: null,
  };
}

/** The factor that brings the rate to 1: by ρ where ρ is to be trusted, else by the gain over the horizon. */
function rescaleFactor({
  rate,
  flags,
  log10Gain,
  steps,
}: Verdict): { factor: number; by: 'rate' | 'gain' } | null {
  const unsafe = flags.includes('undetermined') || flags.includes('defective') || flags.includes('nilpotent');
  if (!unsafe && rate > 0) return { factor: 1 / rate, by: 'rate' };
  if (log10Gain === null) return null;
  return { factor: 10 ** (-log10Gain / steps), by: 'gain' };
}

function rescale(verdict: Verdict): Remedy | null {
  const found = rescaleFactor(verdict);
  if (!found || !Number.isFinite(found.factor)) return null;
  const factor = formatNumber(found.factor, 4).replace('−', '-');
  return {
    name: 'rescale',
    title: l10n.t('Rescale the matrix'),
    action:
      found.by === 'rate'
        ? l10n.t("Multiply W by {0}, so that the rate φ'(0)·ρ becomes 1.", factor)
        : l10n.t(
            'Multiply W by {0}, so that the gain over {1} becomes 1.',
            factor,
            formatSteps(verdict.steps),
          ),
    limits: l10n.t(
      'Changes what the network computes, so do it at initialization; a transient of a non-normal W stays.',
    ),
    numbers: { factor: found.factor },
    code: `with torch.no_grad(): W.mul_(${factor})`,
    growth: null,
  };
}

function orthogonal({ slopeAtRest }: Verdict): Remedy {
  const gain = formatNumber(1 / slopeAtRest);
  return {
    name: 'orthogonal',
    title: l10n.t('Make it orthogonal'),
    action:
      slopeAtRest === 1
        ? l10n.t(
            'Replace W by its nearest orthogonal matrix UVᵀ (or initialize so): every singular value of every power is 1.',
          )
        : l10n.t(
            "Replace W by {0}·UVᵀ, its nearest orthogonal matrix times 1/φ'(0): the gain of every step at rest is 1.",
            gain,
          ),
    limits: l10n.t(
      'Training moves it away again unless it is constrained, and a saturated activation still shrinks gradients.',
    ),
    numbers: { gain: 1 / slopeAtRest },
    code: `torch.nn.init.orthogonal_(W, gain=${gain})`,
    growth: null,
  };
}

function scaledIdentity({ slopeAtRest }: Verdict): Remedy {
  const gain = formatNumber(1 / slopeAtRest);
  return {
    name: 'scaled-identity',
    title: l10n.t('Start from the identity'),
    action: l10n.t(
      'Initialize W = {0} with relu and zero bias (IRNN, Le et al. 2015), so that a state is kept until the input changes it.',
      slopeAtRest === 1 ? 'I' : `${gain}I`,
    ),
    limits: l10n.t(
      'Only a start: no unit sees another at first, and relu states can still grow without bound.',
    ),
    numbers: { gain: 1 / slopeAtRest },
    code:
      slopeAtRest === 1
        ? 'torch.nn.init.eye_(W)'
        : `with torch.no_grad(): torch.nn.init.eye_(W).mul_(${gain})`,
    growth: null,
  };
}

function gatedCell({ steps }: Verdict): Remedy {
  const forgetBias = Math.log(Math.max(steps - 1, 1));
  return {
    name: 'gated-cell',
    title: l10n.t('Use a gated cell'),
    action: l10n.t(
      'Use an LSTM or GRU: its direct path multiplies by the forget gate, not by W; for a memory of {0} start the forget bias up to ln(T−1) = {1} (Tallec & Ollivier 2018).',
      formatSteps(steps),
      formatNumber(forgetBias),
    ),
    limits: l10n.t(
      'The path through W remains beside the gate, so gradients can still explode: keep clipping.',
    ),
    numbers: { forgetBias },
    code: 'torch.nn.LSTM(input_size, hidden_size)',
    growth: null,
  };
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
    title: l10n.t('Truncate backpropagation'),
    action: l10n.t(
      'Truncate backpropagation through time to {0}: up to there the gain stays below {1}.',
      formatSteps(firstBeyond),
      formatNumber(thresholds.growing),
    ),
    limits: l10n.t('Nothing that takes longer than that can be learned.'),
    numbers: { steps: firstBeyond },
    code: `hidden = hidden.detach()  # every ${firstBeyond} steps`,
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
    ? [orthogonal(verdict), rescale(verdict)]
    : [rescale(verdict), orthogonal(verdict)];
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
      return [...reshape, scaledIdentity(verdict), gatedCell(verdict)].filter((remedy) => remedy !== null);
    case 'stable':
      return verdict.flags.includes('transient') ? [clipNorm(verdict), orthogonal(verdict)] : [];
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
