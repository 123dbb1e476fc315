import type { Analysis, AnalysisOptions } from '../analysis';
import { analyze } from '../analyze';
import type { MatrixProduct } from '../kernels/matrixProduct';
import type { Progress } from '../linalg/matrix';
import type { ActivationName } from './activation';
import type { Cell, Step } from './cell';
import { judgeCell, type CellVerdict } from './cellVerdict';
import { drivesOf, inputsFromBelow, readAs, type LayersBelow } from './driven/drives';
import { drivenFigures, type DrivenFigures } from './driven/figures';
import { pathNorms } from './driven/norms';
import { alongOwnInputs, type OwnFigures, type OwnInputs } from './driven/own';
import { stepAtRest, withActivation } from './driven/paths';
import { inputScales, middleScale, planFor } from './driven/plan';
import { withExactCell } from './exactCell';
import { gateFigures, type GateFigures } from './gateFigures';
import { gatePath, type GatePath } from './gatePath';
import type { RecurrentCell } from './layout/cell';
import { gateMatrices, type Tensors } from './layout/cellWeights';

/** The gain of the full state Jacobian over the horizon. */
export interface JacobianGain {
  /** log10 ‖J_T ⋯ J_1‖₂ of the whole state; `null` for an exact zero, Infinity where the state left the doubles. */
  readonly log10Gain: number | null;
  /** log10 of the factor per step, log10Gain/T. */
  readonly log10Rate: number | null;
  /**
   * How far log10Gain may lie below the norm that was sought, and rounding: what the search's last round added, an estimate.
   * `null` where there was no second round.
   */
  readonly errorEstimate: number | null;
}

/** Everything said of one cell. */
export interface CellAnalysis {
  readonly cell: RecurrentCell;
  readonly steps: number;
  readonly activation: ActivationName;
  /** In the stored order. */
  readonly gates: readonly GateFigures[];
  /** `null` for a vanilla cell. */
  readonly gatePath: GatePath | null;
  /** Linearized where the state and the input are zero. */
  readonly rest: JacobianGain;
  /** What inputs of several standard deviations do. */
  readonly driven: DrivenFigures;
  /** The layers below, whose outputs drive the cell; none where Gaussian inputs do. */
  readonly below: LayersBelow;
  /** What a person's own inputs lead to, where there are any: they settle the verdict. */
  readonly own: OwnFigures | null;
  /** Along the person's own inputs, else the median under independent inputs of the middle scale. */
  readonly trajectory: JacobianGain;
  /** A vanilla cell's matrix analyzed as a bare matrix is; `null` for gated cells and where the file says more of its equations. */
  readonly matrix: Analysis | null;
  readonly verdict: CellVerdict;
}

/** What drives a cell apart from Gaussian inputs. */
export interface CellDrive {
  readonly below?: LayersBelow;
  readonly own?: OwnInputs | null;
}

/**
 * Figures and verdict of a recurrent cell over the horizon of `options`: the gain of its full Jacobian along states that
 * inputs of several standard deviations bring about, several runs each, with the gain at rest beside it. Vanilla, gated and
 * projected cells are all measured so. No stacked block is ever decomposed, and no single gate's σ_max decides.
 * `options.activation` overrides the cell's where the file leaves it open.
 * @param tensors those of the cell and of the layers below
 * @throws RangeError when a tensor is missing, shorter than its shape, or not finite.
 */
export function analyzeCell(
  stored: RecurrentCell,
  tensors: Tensors,
  options: AnalysisOptions,
  progress?: Progress,
  { below: storedBelow = [], own: ownInputs = null }: CellDrive = {},
): CellAnalysis {
  const cell = withActivation(stored, options.activation);
  const below = readAs(cell, storedBelow);
  const { steps } = options;
  const gates = gateFigures(cell, tensors, progress);
  const plan = planFor(cell.gates.length * cell.hiddenSize ** 2, steps, inputScales.length);
  const fromBelow = inputsFromBelow(below, tensors, inputScales, steps, plan, progress);
  const { rest, driven } = withExactCell(cell, tensors, (exact, product) => ({
    rest: gainAtRest(exact, product, steps, progress),
    driven: drivenFigures(
      exact,
      product,
      drivesOf(cell, exact, fromBelow, inputScales, steps, plan, progress),
      plan,
      progress,
    ),
  }));
  const own = ownInputs && alongOwnInputs(cell, tensors, ownInputs, steps, below, progress);
  const middle = driven.scales.find(({ inputStd }) => inputStd === middleScale)!;
  const figures = {
    cell,
    steps,
    activation: cell.activation,
    gates,
    gatePath: gatePath(cell, tensors),
    rest,
    driven,
    below,
    own,
    trajectory: own
      ? gainOver(own.gain.median, steps, own.lastChange, cell.hiddenSize)
      : gainOver(middle.independent.median, steps, middle.lastChange, cell.hiddenSize),
    matrix:
      cell.cell === 'rnn' && !cell.equations
        ? analyze(
            gateMatrices(cell, tensors)[0]!.matrix,
            { ...options, activation: cell.activation },
            progress,
            // The cell's own inputs and biases drive it.
            () => null,
          )
        : null,
  };
  return { ...figures, verdict: judgeCell(figures, options.thresholds) };
}

function gainAtRest(exact: Cell, product: MatrixProduct, steps: number, progress?: Progress): JacobianGain {
  const path = new Array<Step>(steps).fill(stepAtRest(exact));
  const [norm] = pathNorms([path], product, exact.stateSize, {}, progress);
  return gainOver(norm!.log10 ?? -Infinity, steps, norm!.lastChange, exact.stateSize);
}

function gainOver(log10: number, steps: number, lastChange: number, size: number): JacobianGain {
  if (log10 === -Infinity) return { log10Gain: null, log10Rate: null, errorEstimate: 0 };
  const rounding = (steps * (size + 10) * 2 ** -52) / Math.LN10;
  const errorEstimate = lastChange === Infinity ? null : lastChange + rounding;
  return { log10Gain: log10, log10Rate: log10 / steps, errorEstimate };
}
