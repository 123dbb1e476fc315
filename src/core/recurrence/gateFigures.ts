import { kernels } from '../kernels/choose';
import type { Progress, Matrix } from '../linalg/matrix';
import type { RecurrentCell } from './layout/cell';
import { gateMatrices, projectionMatrix, type Tensors } from './layout/cellWeights';

/** σ_max and ρ of one gate's recurrent matrix: descriptions of a block, no verdict on the cell. */
export interface GateFigures {
  readonly gate: string;
  readonly sigmaMax: number;
  readonly spectralRadius: number;
}

/**
 * The figures of every gate, in the stored order. With a projection the gate's square map W_hr·W_g stands for W_g.
 * @throws RangeError when a tensor is missing or has a non-finite entry.
 */
export function gateFigures(
  cell: Omit<RecurrentCell, 'alternatives'>,
  tensors: Tensors,
  progress?: Progress,
): GateFigures[] {
  const projection = projectionMatrix(cell, tensors);
  const square = (matrix: Matrix): Matrix =>
    projection ? kernels().multiply(projection, matrix, progress) : matrix;
  return gateMatrices(cell, tensors).map(({ gate, matrix }) => {
    const map = square(matrix);
    const { sigmaMax, spectralRadius } = kernels();
    return {
      gate,
      sigmaMax: sigmaMax(map, progress).value,
      spectralRadius: spectralRadius(map, progress).value,
    };
  });
}
