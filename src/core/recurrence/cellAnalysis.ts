import type { Analysis, AnalysisOptions } from '../analysis';
import { analyze } from '../analyze';
import type { Progress } from '../linalg/matrix';
import type { ActivationName } from './activation';
import type { Cell, Step } from './cell';
import { judgeCell, type CellVerdict } from './cellVerdict';
import { gateFigures, type GateFigures } from './gateFigures';
import { gatePath, type GatePath } from './gatePath';
import { drivenTrajectory, stepAtRest, withActivation } from './drivenTrajectory';
import { withExactCell } from './exactCell';
import type { RecurrentCell } from './layout/cell';
import { gateMatrices, type Tensors } from './layout/cellWeights';
import { productNorm } from './productNorm';

/** The gain of the full state Jacobian over the horizon. */
export interface JacobianGain {
  /** log10 ‖J_T ⋯ J_1‖₂ of the whole state; `null` for an exact zero. */
  readonly log10Gain: number | null;
  /** log10 of the factor per step, log10Gain/T. */
  readonly log10Rate: number | null;
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
  /** Along states that seeded Gaussian inputs bring about; Infinity where the state leaves the doubles. */
  readonly trajectory: JacobianGain;
  /** A vanilla cell's matrix analyzed as a bare matrix is; `null` for gated cells. */
  readonly matrix: Analysis | null;
  readonly verdict: CellVerdict;
}

/** Multiplications that the Jacobians' iteration may take, some seconds. */
const budget = 4e9;

/**
 * Figures and verdict of a recurrent cell over the horizon of `options`. A vanilla cell is judged as its matrix with the
 * cell's activation is; a gated one by the full Jacobian along a plausible trajectory, with the gate path and the Jacobian
 * at rest beside it. No stacked block is ever decomposed, and no single gate's σ_max decides. `options.activation`
 * overrides the cell's where the file leaves it open.
 * @throws RangeError when a tensor is missing, shorter than its shape, or not finite.
 */
export function analyzeCell(
  stored: RecurrentCell,
  tensors: Tensors,
  options: AnalysisOptions,
  progress?: Progress,
): CellAnalysis {
  const cell = withActivation(stored, options.activation);
  const { steps } = options;
  const gates = gateFigures(cell, tensors, progress);
  const { rest, trajectory } = withExactCell(cell, tensors, (exact) => ({
    rest: gainOf(new Array<Step>(steps).fill(stepAtRest(exact)), exact, progress),
    trajectory: drivenGain(drivenTrajectory(exact, steps, progress), exact, progress),
  }));
  const path = gatePath(cell, tensors);
  const matrix =
    cell.cell === 'rnn'
      ? analyze(gateMatrices(cell, tensors)[0]!.matrix, { ...options, activation: cell.activation }, progress)
      : null;
  const figures = {
    cell,
    steps,
    activation: cell.activation,
    gates,
    gatePath: path,
    rest,
    trajectory,
    matrix,
  };
  return { ...figures, verdict: judgeCell(figures, options.thresholds) };
}

function drivenGain(steps: readonly Step[] | null, exact: Cell, progress?: Progress): JacobianGain {
  return steps ? gainOf(steps, exact, progress) : { log10Gain: Infinity, log10Rate: Infinity };
}

function gainOf(steps: readonly Step[], { stateSize, weights }: Cell, progress?: Progress): JacobianGain {
  const work = 2 * steps.length * weights.weightHh.data.length;
  const iterations = Math.max(2, Math.min(12, Math.floor(budget / work)));
  const { log10 } = productNorm(steps, stateSize, { iterations, ...(progress ? { progress } : {}) });
  return { log10Gain: log10, log10Rate: log10 === null ? null : log10 / steps.length };
}
