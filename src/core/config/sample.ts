import type { Growth } from '../analysis';
import { growthOfPowers } from '../growth';
import { kernels } from '../kernels/choose';
import type { Progress } from '../linalg/matrix';
import { createRandom } from '../random';
import { isGated } from './recurrentConfig';
import { restingUnit, stepJacobian } from './stepJacobian';
import { drawnMatrix } from './drawnMatrix';
import type { Setup } from './setup';

/** Lowest, middle and highest of what was drawn. */
export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Seeded draws of the recurrent matrix and what they do. */
export interface Sample {
  /** Rows of the drawn matrices: the hidden size, or less with the same s·√n where that is too large. */
  readonly size: number;
  readonly draws: number;
  readonly spectralRadius: Spread;
  readonly sigmaMax: Spread;
  /** By the Jacobian at rest. */
  readonly log10Gain: Spread;
}

/** log10 of the gain over the steps of a curve: the lowest, the middle and the highest of the draws at each. */
export interface GainBand {
  readonly low: Growth;
  readonly median: Growth;
  readonly high: Growth;
}

/** A sample with the curve of its first draw at some steps, and of all draws where they were asked for. */
export interface DrawnSetup {
  readonly figures: Sample;
  readonly curve: Growth;
  readonly curveSteps: readonly number[];
  readonly band: GainBand | null;
}

/** An orthogonal stack of gates costs a QR of 4H × H, and its blocks tell the same from this size on. */
const maxStackHidden = 64;
const maxHidden = 512;
/** The Jacobian of a gated cell is near the identity, where norms of powers converge slowly. */
const maxGatedHidden = 128;
/** Every step is computed up to here; from here to the end the curve is a straight line. */
const maxCurveSteps = 300;
/** As many points as a small chart can show. */
const curvePoints = 100;

/**
 * Draws the setup, fewer times the larger it is; `null` where the hidden size is not stated or below 2. `withBand` follows
 * every draw over the steps, not the first alone.
 */
export function sampleSetup(
  setup: Setup,
  progress: Progress = () => undefined,
  withBand = false,
): DrawnSetup | null {
  const { cell, hidden, initializer, steps, open } = setup;
  if (hidden === null || hidden < 2 || open) return null;
  const maxSize = !isGated(cell)
    ? maxHidden
    : initializer.kind === 'orthogonal'
      ? maxStackHidden
      : maxGatedHidden;
  const size = Math.min(hidden, maxSize);
  const draws = size <= 64 ? 9 : size <= 128 ? 5 : size <= 256 ? 3 : 2;
  const random = createRandom(hidden);
  const radii: number[] = [];
  const norms: number[] = [];
  const gains: number[] = [];
  const growths: Growth[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const share = (done: number): void => {
      progress((draw + done) / draws);
    };
    share(0);
    const w = drawnMatrix(setup, size, random);
    const units = Array.from({ length: size }, () => restingUnit(setup, random));
    const { re, im } = kernels().eigenvalues(w, share);
    radii.push(Math.hypot(re[0] ?? 0, im[0] ?? 0));
    norms.push(kernels().sigmaMax(w, share).value);
    const jacobian = stepJacobian(w, units);
    gains.push(kernels().normOfPower(jacobian, steps, share).value * Math.log10(2));
    if (draw === 0 || withBand) growths.push(growthOfPowers(jacobian, Math.min(steps, maxCurveSteps), share));
  }
  const curveSteps = curveStepsOf(steps);
  return {
    figures: {
      size,
      draws,
      spectralRadius: spreadOf(radii),
      sigmaMax: spreadOf(norms),
      log10Gain: spreadOf(gains),
    },
    curve: curveOf(growths[0]!, curveSteps, steps, gains[0]!),
    curveSteps,
    band: withBand ? bandOf(growths, gains, curveSteps, steps) : null,
  };
}

/** The steps that a curve has points at. */
export function curveStepsOf(steps: number): number[] {
  const points = Math.min(steps, curvePoints);
  return Array.from({ length: points }, (_, i) =>
    points === 1 ? steps : Math.round(1 + (i * (steps - 1)) / (points - 1)),
  );
}

/** The lowest, the middle and the highest growth at each of the steps of a curve; `gains` are those of all steps. */
export function bandOf(
  growths: readonly Growth[],
  gains: readonly number[],
  curveSteps: readonly number[],
  steps: number,
): GainBand {
  const spreads = curveSteps.map((k) =>
    spreadOf(growths.map((growth, draw) => gainAt(growth, k, steps, gains[draw]!))),
  );
  return {
    low: spreads.map(({ min }) => finite(min)),
    median: spreads.map(({ median }) => finite(median)),
    high: spreads.map(({ max }) => finite(max)),
  };
}

/** An exact zero is `null` in a growth. */
const finite = (log10: number): number | null => (log10 === -Infinity ? null : log10);

/** Growths at the steps of a curve. */
export const curveOf = (growth: Growth, curveSteps: readonly number[], steps: number, end: number): Growth =>
  curveSteps.map((k) => finite(gainAt(growth, k, steps, end)));

/** log10 of the gain of k steps: on the curve, or on the line from its end to the gain of all steps. */
function gainAt(curve: Growth, k: number, steps: number, end: number): number {
  if (k <= curve.length) return curve[k - 1] ?? -Infinity;
  const last = curve.at(-1) ?? -Infinity;
  if (last === -Infinity || end === -Infinity) return -Infinity;
  return last + ((end - last) * (k - curve.length)) / (steps - curve.length);
}

/** The spread of some values, all finite or infinite. */
export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { min: sorted[0]!, median, max: sorted.at(-1)! };
}
