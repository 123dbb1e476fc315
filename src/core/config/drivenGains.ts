import type { Growth } from '../analysis';
import type { Progress } from '../linalg/matrix';
import type { ActivationName } from '../recurrence/activation';
import { inputScales, middleScale } from '../recurrence/driven/plan';
import { drivenStart, type DrivenStart } from './drivenStart';
import { inputShare } from './freshCell';
import { meanSquareRate } from './meanField';
import { isGated } from './recurrentConfig';
import { bandOf, curveOf, curveStepsOf, spreadOf, type GainBand } from './sample';
import type { Setup } from './setup';
import { startInterval } from './startInterval';

/** log10 of gains under inputs of several strengths; `null` is a gain of exactly zero. */
export interface DrivenGains {
  /** Medians of the draws, or what the mean-field rate says of a layer whose size is not known. */
  readonly scales: readonly { readonly inputStd: number; readonly log10Gain: number | null }[];
  /** What holds 9 of 10 starts at every strength; by the mean-field rate the strengths alone. */
  readonly range: { readonly low: number | null; readonly high: number | null };
  /** Units and how often they were drawn; `null` by the mean-field rate. */
  readonly drawn: { readonly size: number; readonly draws: number } | null;
}

/** Gains with the curve of the first draw and, where it was asked for, of all. */
export interface DrivenPrediction {
  readonly gains: DrivenGains;
  readonly curve: {
    readonly curve: Growth;
    readonly curveSteps: readonly number[];
    readonly band: GainBand | null;
  } | null;
}

/** The gain at the strength that stands for all. */
export const middleGain = ({ scales }: DrivenGains): number | null =>
  scales.find(({ inputStd }) => inputStd === middleScale)?.log10Gain ?? null;

/**
 * Gains of a setup under inputs of standard deviation 0.1, 0.3 and 1; `null` where inputs make no difference or no
 * activation is known, and for gates of unknown size.
 * @param spectralRadius the limit of the recurrent matrix
 */
export function drivenGains(
  setup: Setup,
  spectralRadius: number,
  progress?: Progress,
  withBand = false,
): DrivenPrediction | null {
  const { hidden, activation, activationKnown } = setup;
  if (!activationKnown || (activation === 'identity' && !isGated(setup.cell))) return null;
  if (hidden === null || hidden < 2) return byMeanField(setup, spectralRadius);
  const start = drivenStart(setup, { hidden, each: withBand, ...(progress ? { progress } : {}) });
  const intervals = start.scales.map(({ log10Gains }) => startInterval(log10Gains));
  return {
    gains: {
      scales: start.scales.map(({ inputStd, log10Gains }) => ({
        inputStd,
        log10Gain: finite(spreadOf(log10Gains).median),
      })),
      range: {
        low: finite(Math.min(...intervals.map(({ low }) => low))),
        high: finite(Math.max(...intervals.map(({ high }) => high))),
      },
      drawn: { size: start.size, draws: start.draws },
    },
    curve: curveFor(setup, start),
  };
}

function curveFor({ steps }: Setup, { first, all }: DrivenStart): DrivenPrediction['curve'] {
  const curveSteps = curveStepsOf(steps);
  return {
    curve: curveOf(first.growth, curveSteps, steps, first.log10),
    curveSteps,
    band:
      all.length > 0
        ? bandOf(
            all.map(({ growth }) => growth),
            all.map(({ log10 }) => log10),
            curveSteps,
            steps,
          )
        : null,
  };
}

/** A gain of exactly zero has no logarithm. */
const finite = (log10: number): number | null => (log10 === -Infinity ? null : log10);

/** √χ per step of a wide layer; its entries must be independent, or orthogonal. */
function byMeanField(setup: Setup, spectralRadius: number): DrivenPrediction | null {
  const { cell, activation, initializer, leak, steps, hidden } = setup;
  if (isGated(cell) || hidden !== null || leak.keep !== 0 || initializer.kind === 'identity') return null;
  const scales = meanFieldScales(activation, steps, spectralRadius ** 2);
  const gains = scales.map(({ log10Gain }) => log10Gain ?? -Infinity);
  const range = { low: finite(Math.min(...gains)), high: finite(Math.max(...gains)) };
  return { gains: { scales, range, drawn: null }, curve: null };
}

/** log10 of √χ^steps of a wide layer with that n·s² under inputs of each strength. */
export const meanFieldScales = (
  activation: ActivationName,
  steps: number,
  weightVariance: number,
): DrivenGains['scales'] =>
  inputScales.map((inputStd) => {
    const rate = meanSquareRate({ activation, weightVariance, inputVariance: (inputStd * inputShare) ** 2 });
    return { inputStd, log10Gain: rate === 0 ? null : (steps / 2) * Math.log10(rate) };
  });
