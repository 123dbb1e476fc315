import type { AnalysisOptions } from '../analysis';
import type { MatrixProduct } from '../kernels/matrixProduct';
import type { Progress } from '../linalg/matrix';
import { quickFigures } from '../quickFigures';
import { verdictOfGain, type VerdictName } from '../verdict';
import type { ActivationName } from './activation';
import { boundedProductNorms, type BoundedProductNorm } from './boundedProductNorm';
import type { Cell, Step } from './cell';
import { drivenTrajectory, stepAtRest, withActivation } from './drivenTrajectory';
import { withExactCell } from './exactCell';
import { isFactored, type FactoredJacobian } from './factoredJacobian';
import { gatePath, type GatePath } from './gatePath';
import type { RecurrentCell } from './layout/cell';
import { gateMatrices, type Tensors } from './layout/cellWeights';
import { productNorm } from './productNorm';

/** A gain between bounds. */
export interface QuickGain {
  /** log10 of the gain, a bound from below but for rounding; `null` for an exact zero. */
  readonly log10Gain: number | null;
  /** From above; `null` for an exact zero, and where only the change of the last iteration is known. */
  readonly log10Upper: number | null;
  /** The last change of log10 as the iteration went on; `null` where one look was enough. */
  readonly lastChange: number | null;
}

/** The first verdict on a cell, for a list; `analyzeCell` says the rest. */
export interface QuickCell {
  readonly cell: RecurrentCell;
  readonly steps: number;
  readonly activation: ActivationName;
  readonly verdict: VerdictName;
  /** The gain that the verdict rests on. */
  readonly gain: QuickGain;
  /** Of a gated cell linearized at rest; `null` for a vanilla one, whose `gain` is that. */
  readonly rest: QuickGain | null;
  readonly gatePath: GatePath | null;
}

/**
 * The verdict of `analyzeCell` without its figures: a vanilla cell by the gain of its matrix, a gated one by the full
 * Jacobian along the driven trajectory, followed only until the bounds of the gain agree on the verdict or the gain has
 * settled as far as the verdict needs.
 * @throws RangeError as `analyzeCell`.
 */
export function quickCell(
  stored: RecurrentCell,
  tensors: Tensors,
  options: AnalysisOptions,
  progress?: Progress,
): QuickCell {
  const cell = withActivation(stored, options.activation);
  const { steps, thresholds } = options;
  const found =
    cell.cell === 'rnn'
      ? { gain: matrixGain(cell, tensors, options, progress), rest: null }
      : withExactCell(cell, tensors, (exact, product) => {
          const still = new Array<Step>(steps).fill(stepAtRest(exact));
          const driven = drivenTrajectory(exact, steps, progress);
          const paths = driven ? [driven, still] : [still];
          const norms = normsOf(paths, exact, product, options, progress);
          const gain = driven ? norms[0]! : overflow;
          return { gain: quickGain(gain), rest: quickGain(norms.at(-1)!) };
        });
  return {
    cell,
    steps,
    activation: cell.activation,
    verdict: verdictOfGain(found.gain.log10Gain, thresholds),
    ...found,
    gatePath: gatePath(cell, tensors),
  };
}

const overflow: BoundedProductNorm = { log10: Infinity, log10Upper: Infinity, lastChange: 0 };

function matrixGain(
  cell: RecurrentCell,
  tensors: Tensors,
  options: AnalysisOptions,
  progress?: Progress,
): QuickGain {
  const { matrix } = gateMatrices(cell, tensors)[0]!;
  const { log10Gain, log10Norm } = quickFigures(
    matrix,
    { ...options, activation: cell.activation },
    progress,
  );
  return {
    log10Gain,
    log10Upper: log10Gain === null ? null : log10Gain + log10Norm!.errorBound,
    lastChange: null,
  };
}

function normsOf(
  paths: readonly (readonly Step[])[],
  { stateSize }: Cell,
  product: MatrixProduct | null,
  { thresholds }: AnalysisOptions,
  progress?: Progress,
): BoundedProductNorm[] {
  if (product && paths.every((path) => path.every(isFactored))) {
    const factored = paths as readonly (readonly FactoredJacobian[])[];
    return boundedProductNorms(factored, product, stateSize, thresholds, progress);
  }
  return paths.map((path) => {
    const { log10, lastChange } = productNorm(path, stateSize, progress ? { progress } : {});
    return { log10, log10Upper: null, lastChange };
  });
}

function quickGain({ log10, log10Upper, lastChange }: BoundedProductNorm): QuickGain {
  return { log10Gain: log10, log10Upper, lastChange: Number.isFinite(lastChange) ? lastChange : null };
}
