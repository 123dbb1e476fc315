import type { Progress } from '../linalg/matrix';
import { requireSquare } from '../linalg/requirements';
import { createRandom } from '../random';
import { createFactors, randomDirection, sizeOf, type MatrixSource, type Sharing } from './factors';
import { medianOf, spreadOf, type Spread } from './spread';
import { Walk } from './walk';

export { sharings, type MatrixSource, type Sharing } from './factors';
export type { Spread } from './spread';

export interface DepthAgainstTimeOptions {
  /** T, the length of each curve. */
  readonly steps: number;
  /** How many times everything is drawn anew; 9 by default. */
  readonly draws?: number;
  readonly seed?: number;
  /** φ'(0), which multiplies each factor; 1 by default. */
  readonly slope?: number;
  /** α of the gated path α·I + (1 − α)·J; 0.9 by default. */
  readonly gate?: number;
}

/** What stands beside each factor J = φ'(0)·W: nothing, a residual path I + J, a gate α·I + (1 − α)·J. */
export type Path = 'plain' | 'residual' | 'gated';
/** Depth against time: what k factors make of a gradient that starts in a random direction. */
export interface DepthAgainstTime {
  readonly steps: number;
  readonly draws: number;
  /** log10 ‖J_1ᵀ⋯J_kᵀ·v‖ of a random unit vector v. */
  readonly growth: Readonly<Record<Sharing, Readonly<Record<Path, Spread>>>>;
  /**
   * The first reason. `direction`: how much of the gradient's direction at k lies in the plane of its two directions
   * before (1: nothing new; the same matrix again and again leaves only its leading eigenvector or complex pair; another
   * matrix each time leaves about √(2/n)). `rate`: log10 growth over k, which for one matrix tends to its own log10
   * φ'(0)·ρ, different from draw to draw, and for independent ones averages out to one value for all.
   */
  readonly compounding: Readonly<
    Record<Sharing, { readonly direction: readonly number[]; readonly rate: Spread }>
  >;
}

/** The curves of one way of sharing. */
interface Curves {
  readonly growth: Record<Path, Spread>;
  readonly direction: number[];
  readonly rate: Spread;
}

/**
 * The article's three reasons why time is harder than depth, as curves. First: the same matrix compounds exactly, see
 * `compounding`, and the quartiles of `growth` part as k for one matrix and as √k for independent ones. Second: products
 * are longer; every curve is one of k, a stack ends it at its depth L and a recurrence at T ≫ L. Third: no path beside
 * the product; `growth` with a residual path or a gate shows what it is worth.
 * @throws RangeError for a matrix that is empty, not square or not finite, or for steps or draws that are not ≥ 1.
 */
export function depthAgainstTime(
  source: MatrixSource,
  options: DepthAgainstTimeOptions,
  progress?: Progress,
): DepthAgainstTime {
  const { steps, draws = 9 } = options;
  if (source.kind === 'matrix') requireSquare(source.matrix);
  for (const [name, value] of Object.entries({ steps, draws }))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${value} is not a number of ${name} ≥ 1`);
  const shared = curvesOf(source, 'shared', options, progress && ((done) => { progress(done / 2); })); // prettier-ignore
  const independent = curvesOf(source, 'independent', options, progress && ((done) => { progress((1 + done) / 2); })); // prettier-ignore
  return {
    steps,
    draws,
    growth: { shared: shared.growth, independent: independent.growth },
    compounding: {
      shared: { direction: shared.direction, rate: shared.rate },
      independent: { direction: independent.direction, rate: independent.rate },
    },
  };
}

function curvesOf(
  source: MatrixSource,
  sharing: Sharing,
  { steps, draws = 9, seed = 1, slope = 1, gate = 0.9 }: DepthAgainstTimeOptions,
  progress?: Progress,
): Curves {
  const runs = Array.from({ length: draws }, (_, draw) => {
    const random = createRandom(seed + 7919 * draw);
    const next = createFactors(source, sharing, random);
    const start = randomDirection(sizeOf(source), random);
    const walks = { plain: new Walk(start), residual: new Walk(start), gated: new Walk(start) };
    for (let k = 0; k < steps; k++) {
      progress?.((draw + k / steps) / draws);
      const factor = next();
      walks.plain.advance(factor, 0, slope);
      walks.residual.advance(factor, 1, slope);
      walks.gated.advance(factor, gate, (1 - gate) * slope);
    }
    return walks;
  });
  const growthOf = (path: Path): Spread => spreadOf(runs.map((walks) => walks[path].log10));
  return {
    growth: { plain: growthOf('plain'), residual: growthOf('residual'), gated: growthOf('gated') },
    direction: medianOf(runs.map(({ plain }) => plain.direction)),
    rate: spreadOf(runs.map(({ plain }) => plain.log10.map((value, k) => value / (k + 1)))),
  };
}
