import { identity, type Progress, type Matrix } from '../linalg/matrix';
import { requireSquare } from '../linalg/requirements';
import { createRandom, gaussianMatrix } from '../random';
import type { ActivationName } from '../recurrence/activation';
import type { Cell } from '../recurrence/cell';
import { createCell } from '../recurrence/createCell';
import { gaussianInputs, type GaussianInputs } from '../recurrence/inputs';
import type { Flow } from './flow';
import { timeFlow, type FlowOptions } from './timeFlow';

/** The cell that is made around a bare recurrent matrix. */
export interface MatrixFlowOptions extends FlowOptions {
  readonly steps: number;
  /** tanh by default. */
  readonly activation?: ActivationName;
  /** Inputs x_t of length H, drawn or given; variance 1 and seed 1 by default. */
  readonly inputs?: GaussianInputs | readonly Float64Array[];
  /** U: the identity (by default), or seeded Gaussian entries of variance 1/H. */
  readonly inputWeights?: 'identity' | 'gaussian';
}

/**
 * The vanilla cell around W (H×H): U as `inputWeights` says, b = 0.
 * @throws RangeError for a matrix that is empty, not square or not finite.
 */
export function cellAround(
  w: Matrix,
  { activation = 'tanh', inputWeights = 'identity', seed = 1 }: Omit<MatrixFlowOptions, 'steps'> = {},
): Cell {
  requireSquare(w);
  const n = w.rows;
  const gaussian = inputWeights === 'gaussian' ? gaussianMatrix(n, n, createRandom(seed + 1)) : null;
  const weightIh = gaussian
    ? { ...gaussian, data: gaussian.data.map((entry) => entry / Math.sqrt(n)) }
    : identity(n);
  return createCell(`rnn_${activation}`, {
    weightIh,
    weightHh: w,
    biasIh: new Float64Array(n),
    biasHh: new Float64Array(n),
  });
}

/**
 * The gradient's way through a bare matrix W, made a vanilla cell by `cellAround` and driven by seeded Gaussian inputs.
 * @throws RangeError as `cellAround`, for steps that are not ≥ 1, and when the state overflows.
 */
export function matrixFlow(w: Matrix, options: MatrixFlowOptions, progress?: Progress): Flow {
  const { steps, inputs = { variance: 1, seed: 1 } } = options;
  if (!Number.isInteger(steps) || steps < 1) throw new RangeError(`${steps} is not a number of steps ≥ 1`);
  const cell = cellAround(w, options);
  const x =
    'variance' in inputs ? [...gaussianInputs(cell.inputSize, steps, inputs)] : inputs.slice(0, steps);
  return timeFlow(cell, x, options, progress);
}
