import { kernels } from '../../core/kernels/choose';
import type { Matrix, Progress } from '../../core/linalg/matrix';
import { frobeniusNorm } from '../../core/linalg/vector';
import type { MatrixFigures } from '../../shared/checkpoint';

/** Of a larger one the spectral radius takes long, and says nothing where the matrix does not recur. */
const maxOrderOfRadius = 1024;

/** The figures that say something of a matrix of any role: σ_max, stable rank and, of a square one, ρ. */
export function matrixFigures(matrix: Matrix, progress?: Progress): MatrixFigures {
  const sigmaMax = kernels().sigmaMax(matrix, progress).value;
  const { rows, columns, data } = matrix;
  const square = rows === columns && rows <= maxOrderOfRadius;
  return {
    sigmaMax,
    stableRank: sigmaMax === 0 ? 0 : (frobeniusNorm(data) / sigmaMax) ** 2,
    spectralRadius: square ? kernels().spectralRadius(matrix, progress).value : null,
  };
}
