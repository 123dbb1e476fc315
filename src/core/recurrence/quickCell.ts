import type { AnalysisOptions, Thresholds } from '../analysis';
import type { Progress } from '../linalg/matrix';
import { verdictOfGain, type Judgment } from '../verdict';
import type { ActivationName } from './activation';
import { agreedWord } from './cellVerdict';
import type { BoundedProductNorm } from './driven/boundedProductNorm';
import { drivesOf, inputsFromBelow, readAs, type LayersBelow } from './driven/drives';
import type { Range } from './driven/figures';
import { log10Of, pathNorms, type Path } from './driven/norms';
import { pathsOf, withActivation } from './driven/paths';
import { inputScales, middleScale, quickPlan, warmUp } from './driven/plan';
import { withExactCell } from './exactCell';
import type { RecurrentCell } from './layout/cell';
import type { Tensors } from './layout/cellWeights';

/** A gain between bounds. */
export interface QuickGain {
  readonly inputStd: number;
  /** log10 of the gain after the warm-up, a bound from below but for rounding; −Infinity for an exact zero, Infinity for an overflow. */
  readonly log10Gain: number;
  /** From above; `null` where only the change of the last iteration is known. */
  readonly log10Upper: number | null;
  /** The last change of log10 as the iteration went on; `null` where one look was enough. */
  readonly lastChange: number | null;
  /** log10 of the gain from the zero state on, without a warm-up. */
  readonly fromZero: number;
}

/** The first verdict on a cell, for a list; `analyzeCell` says the rest. */
export interface QuickCell {
  readonly cell: RecurrentCell;
  readonly steps: number;
  readonly activation: ActivationName;
  readonly verdict: Judgment;
  /** The gain of one run at each scale. */
  readonly gains: readonly QuickGain[];
  readonly range: Range;
  /** At the middle scale; −Infinity for an exact zero, Infinity for an overflow. */
  readonly log10Gain: number;
}

/** A gain may end this many of its last changes below the next threshold: each is a fraction of the one before. */
const margin = 10;
const changeTolerance = 1e-3;

/**
 * The verdict of `analyzeCell` from one run under independent inputs a scale, after a warm-up and from the zero state, each followed only until the bounds of its
 * gain agree on the verdict or the gain has settled as far as the verdict needs.
 * @param tensors those of the cell and of the layers below
 * @throws RangeError as `analyzeCell`.
 */
export function quickCell(
  stored: RecurrentCell,
  tensors: Tensors,
  options: AnalysisOptions,
  progress?: Progress,
  below: LayersBelow = [],
): QuickCell {
  const cell = withActivation(stored, options.activation);
  const { steps, thresholds } = options;
  const fromBelow = inputsFromBelow(readAs(cell, below), tensors, inputScales, steps, quickPlan, progress);
  const gains = withExactCell(
    cell,
    tensors,
    (exact, product) => {
      const drives = [...drivesOf(cell, exact, fromBelow, inputScales, steps, quickPlan, progress)];
      const { paths } = pathsOf(exact, product, drives.flatMap(({ terms }) => terms), warmUp, progress); // prettier-ignore
      const settled = paths.map((path) => path && path.slice(warmUp));
      const starts = paths.map((path) => path && path.slice(0, steps));
      const alive: Path[] = [...settled, ...starts].filter((path) => path !== null);
      const search = { width: 1, rounds: quickPlan.rounds, isEnough: enoughFor(thresholds) };
      const norms = pathNorms(alive, product, exact.stateSize, search, progress);
      const gainOf = (path: Path | null): Omit<QuickGain, 'inputStd' | 'fromZero'> =>
        path ? quickGain(norms[alive.indexOf(path)]!) : overflow;
      return drives.map(({ inputStd }, i): QuickGain => ({
        inputStd,
        ...gainOf(settled[i]!),
        fromZero: gainOf(starts[i]!).log10Gain,
      }));
    },
    'single',
  );
  const found = gains.flatMap(({ log10Gain, fromZero }) => [log10Gain, fromZero]);
  return {
    cell,
    steps,
    activation: cell.activation,
    verdict: agreedWord(found, thresholds),
    gains,
    log10Gain: gains.find(({ inputStd }) => inputStd === middleScale)!.log10Gain,
    range: { low: Math.min(...found), high: Math.max(...found) },
  };
}

function enoughFor(thresholds: Thresholds): (norm: BoundedProductNorm) => boolean {
  return ({ log10, log10Upper, lastChange }) => {
    const word = verdictOfGain(log10, thresholds);
    const likely = (log10 ?? -Infinity) + margin * lastChange;
    return (
      lastChange < changeTolerance ||
      [log10Upper, likely].some((value) => verdictOfGain(value, thresholds) === word)
    );
  };
}

const overflow = { log10Gain: Infinity, log10Upper: Infinity, lastChange: 0 };

function quickGain(norm: BoundedProductNorm): Omit<QuickGain, 'inputStd' | 'fromZero'> {
  const { log10Upper, lastChange } = norm;
  return {
    log10Gain: log10Of(norm),
    log10Upper,
    lastChange: Number.isFinite(lastChange) ? lastChange : null,
  };
}
