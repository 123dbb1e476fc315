import type { Growth, Thresholds } from '../analysis';
import { asymptotics } from '../initializers/asymptotics';
import type { Initializer } from '../initializers/initializer';
import type { Progress } from '../linalg/matrix';
import type { ActivationName } from '../recurrence/activation';
import { agreedWord, senses } from '../recurrence/cellVerdict';
import { halfLifeOf, verdictOfGain, type Judgment, type Severity, type VerdictName } from '../verdict';
import { drivenGains, middleGain, type DrivenGains } from './drivenGains';
import { isGated, type CellName } from './recurrentConfig';
import { restingUnit } from './stepJacobian';
import { sampleSetup, type GainBand, type Sample, type Spread, spreadOf } from './sample';
import type { Setup } from './setup';
import { createRandom } from '../random';

/** What a config leads to at the start of training. */
export interface Prediction {
  readonly cell: CellName;
  readonly hiddenSize: number | null;
  readonly initializer: Initializer;
  readonly activation: ActivationName;
  readonly leak: Setup['leak'];
  /** What the matrix starts from does not stand in the text, so that nothing is predicted. */
  readonly open: boolean;
  /** Why nothing is predicted although it does; `null` where that is not so. */
  readonly unmodeled: Setup['unmodeled'];
  /** Cells that may be made instead: the text leaves the choice open. */
  readonly others: readonly CellName[];
  readonly steps: number;
  /** Whether the config names its length: else the prediction is over a supposed one, and no warning. */
  readonly lengthNamed: boolean;
  /** Limits for large H of one block of the recurrent matrix; `null` where they depend on a hidden size that is not stated. */
  readonly spectralRadius: number | null;
  readonly sigmaMax: number | null;
  /** Factor per step that the Jacobian at rest tends to: φ'(0)·ρ, with a gate's share for gated cells. */
  readonly rate: number | null;
  /** steps·log10(rate); of a gated cell that is driven, the gain under inputs of the middle strength. */
  readonly log10Gain: number | null;
  /** What a verdict at rest would be; `null` where nothing can be predicted. */
  readonly atRest: VerdictName | null;
  /** The same from seeded draws of the real size, with the transient that a finite matrix has. */
  readonly sampled: Sample | null;
  /** Under inputs of several strengths; `null` where the gain is that at rest. */
  readonly driven: DrivenGains | null;
  /** The verdict on `driven` alone. */
  readonly underInputs: Judgment | null;
  /** log10 of the gain of 1…steps steps, of the first draw (driven at the middle strength), at `curveSteps`. */
  readonly curve: Growth;
  readonly curveSteps: readonly number[];
  /** All draws, and all strengths of inputs, at `curveSteps`; `null` where it was not asked for or nothing was drawn. */
  readonly band: GainBand | null;
  /** What the direct path keeps of a state per step, and its half-life in steps; `null` for a vanilla cell. */
  readonly gate: { readonly keep: Spread; readonly halfLife: Spread } | null;
  /** `null` where nothing can be predicted for want of a hidden size. */
  readonly verdict: Judgment | null;
  readonly severity: Severity;
  readonly rule: ConfigRule | null;
}

/** The rule of a prediction's verdict: the anchor of its explanation. */
export type ConfigRule = `config-${Judgment}`;

/** Gates are drawn this often where the hidden size does not say. */
const gateDraws = 256;

/**
 * Predicts gradients at initialization from the distribution of the weights: driven by inputs of several strengths, and at
 * rest where no activation is known or a gated cell has no size. The ρ of a gate's block is never judged. `withBand` follows
 * every draw over the steps.
 */
export function predict(
  setup: Setup,
  thresholds: Thresholds,
  progress?: Progress,
  withBand = false,
): Prediction {
  const { cell, hidden, initializer, steps } = setup;
  const limits = limitsOf(setup);
  const rate = limits && rateOf(setup, limits.spectralRadius);
  const limit = rate === null ? null : steps * Math.log10(Math.max(rate, 1e-300));
  const driven = limits && drivenGains(setup, limits.spectralRadius, progress, withBand);
  const sampled = sampleSetup(setup, progress, withBand && !driven?.curve);
  const resting = sampled ? sampled.figures.log10Gain.median : limit;
  const atRest = resting === null ? null : limitedByGates(cell, verdictOfGain(resting, thresholds));
  const underInputs = driven && wordUnder(driven.gains, thresholds);
  // Small states of a vanilla cell leave an unstable rest only slowly: both words count.
  const leavesRest = !isGated(cell) && (rate ?? 0) > 1 && underInputs !== atRest;
  const verdict = driven && leavesRest ? 'undetermined' : (underInputs ?? atRest);
  const shown = driven?.curve ?? sampled;
  return {
    cell,
    hiddenSize: hidden,
    initializer,
    activation: setup.activation,
    leak: setup.leak,
    open: setup.open,
    unmodeled: setup.unmodeled,
    others: setup.others,
    steps,
    lengthNamed: setup.lengthNamed,
    spectralRadius: limits?.spectralRadius ?? null,
    sigmaMax: limits?.sigmaMax ?? null,
    rate,
    log10Gain: driven && isGated(cell) ? middleGain(driven.gains) : limit,
    atRest,
    sampled: sampled?.figures ?? null,
    driven: driven?.gains ?? null,
    underInputs,
    curve: shown?.curve ?? [],
    curveSteps: shown?.curveSteps ?? [],
    band: shown?.band ?? null,
    gate: gateOf(setup),
    verdict,
    severity: severityOf(setup, verdict),
    rule: verdict && (`config-${verdict}` as const),
  };
}

/** The word of the medians at every strength; undetermined, too, where they fade and some starts explode, or the reverse. */
function wordUnder({ scales, range }: DrivenGains, thresholds: Thresholds): Judgment {
  const word = agreedWord(
    scales.map(({ log10Gain }) => log10Gain ?? -Infinity),
    thresholds,
  );
  const [lowest, highest] = [range.low, range.high].map((gain) => verdictOfGain(gain, thresholds));
  const isOpposed =
    (senses[word] < 0 && highest === 'exploding') || (senses[word] > 0 && lowest === 'vanishing');
  return isOpposed ? 'undetermined' : word;
}

/** Kinds whose s·√n does not depend on n have limits even where the hidden size is not stated. */
function limitsOf({ gates, hidden, initializer, spectralRadius, open }: Setup) {
  if (open) return null;
  const sizeless = ['pytorch-default', 'variance-scaling', 'orthogonal', 'identity'].includes(
    initializer.kind,
  );
  if (hidden === null && !sizeless && spectralRadius === null) return null;
  const drawn = asymptotics(initializer, { hidden: hidden ?? 1, gates });
  if (spectralRadius === null) return drawn;
  // Without a size the mean may count for more, but a matrix of independent entries has σ_max = 2ρ.
  const ratio = drawn.spectralRadius > 0 ? drawn.sigmaMax / drawn.spectralRadius : 1;
  return { spectralRadius, sigmaMax: spectralRadius * ratio };
}

/** |keep + mix·λ| at the outermost eigenvalue, gates at their mean bias. */
function rateOf(setup: Setup, spectralRadius: number): number {
  const bias = setup.bias.kind === 'constant' ? { ...setup.bias, exact: true } : setup.bias;
  // Without noise the units differ under chrono initialization alone, where the longest memory sets the rate.
  if (bias.kind === 'chrono')
    return (bias.longest - 1) / bias.longest + (0.5 * spectralRadius) / bias.longest;
  const { keep, mix } = restingUnit({ ...setup, hidden: null, bias }, createRandom(1));
  return keep + mix * spectralRadius;
}

function gateOf(setup: Setup): Prediction['gate'] {
  if (!isGated(setup.cell) || setup.unmodeled) return null;
  const random = createRandom(setup.hidden ?? gateDraws);
  const keeps = Array.from(
    { length: Math.min(setup.hidden ?? gateDraws, 4096) },
    () => restingUnit(setup, random).keep,
  );
  return { keep: spreadOf(keeps), halfLife: spreadOf(keeps.map((keep) => halfLifeOf(keep) ?? Infinity)) };
}

/**
 * Where a gated cell's state at rest is unstable, it moves away and saturates, which stops the growth: trained LSTMs have
 * ρ of 5 in their blocks and work. So growth is told, and explosion is not claimed.
 */
function limitedByGates(cell: CellName, verdict: VerdictName): VerdictName {
  return isGated(cell) && verdict === 'exploding' ? 'growing' : verdict;
}

/** A gated cell's gates open while it learns, so what its start lets fade is worth knowing and no alarm. */
function severityOf({ cell, lengthNamed }: Setup, verdict: Judgment | null): Severity {
  if (verdict === null || verdict === 'stable') return 'none';
  // A reservoir is not trained, so no gradient goes through it.
  const trained = !isGated(cell) && cell !== 'reservoir';
  const grave = verdict === 'exploding' || verdict === 'vanishing';
  return trained && lengthNamed && grave ? 'warning' : 'information';
}
