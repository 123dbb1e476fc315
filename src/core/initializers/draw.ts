import { orthonormalColumns } from '../kernels/orthonormalColumns';
import { identity, scale, zeros, type Matrix } from '../linalg/matrix';
import { gaussianMatrix, type Random } from '../random';
import { moments, truncatedDeviation, type Initializer, type RecurrentShape } from './initializer';

/**
 * One H × H block of a freshly drawn recurrent matrix: the candidate's, which is never the first of a stack.
 * @throws RangeError for H < 1.
 */
export function drawRecurrent(initializer: Initializer, shape: RecurrentShape, random: Random): Matrix {
  const { hidden, gates } = shape;
  if (hidden < 1) throw new RangeError('a recurrent matrix has at least one row');
  if (initializer.kind === 'orthogonal') {
    return scale(orthogonalBlock(hidden, gates, random), initializer.gain);
  }
  if (initializer.kind === 'identity')
    return gates === 1 ? identity(hidden, initializer.gain) : zeros(hidden);
  const { mean, deviation } = moments(initializer, shape)!;
  const entry = standardized(initializer, random);
  const result = zeros(hidden);
  for (let i = 0; i < result.data.length; i++) result.data[i] = mean + deviation * entry();
  return result;
}

/**
 * All blocks of a freshly drawn recurrent matrix, `stack` of them below each other: drawn as one where the shape's gates are
 * as many, else each by itself.
 */
export function drawStack(
  initializer: Initializer,
  shape: RecurrentShape,
  stack: number,
  random: Random,
): Matrix {
  const { hidden, gates } = shape;
  if (initializer.kind === 'orthogonal' && gates === stack && stack > 1) {
    const q = orthonormalColumns(gaussianMatrix(gates * hidden, hidden, random));
    return scale(q, initializer.gain);
  }
  const result = zeros(stack * hidden, hidden);
  for (let block = 0; block < stack; block++) {
    // Of a stack drawn as one the identity fills the first block alone.
    const isFirst = initializer.kind === 'identity' && gates > 1 && block === 0;
    const drawn = isFirst ? identity(hidden, initializer.gain) : drawRecurrent(initializer, shape, random);
    result.data.set(drawn.data, block * hidden * hidden);
  }
  return result;
}

/** Numbers of mean 0 and deviation 1 in the shape that the initializer has. */
function standardized(initializer: Initializer, random: Random): () => number {
  const shape = initializer.kind === 'variance-scaling' ? initializer.distribution : initializer.kind;
  switch (shape) {
    case 'normal':
      return () => random.gaussian();
    case 'truncated-normal':
      return () => {
        for (;;) {
          const value = random.gaussian();
          if (Math.abs(value) <= 2) return value / truncatedDeviation;
        }
      };
    case 'constant':
      return () => 0;
    default:
      return () => (2 * random.uniform() - 1) * Math.sqrt(3);
  }
}

/** The last H rows of a gates·H × H matrix with orthonormal columns, from the Haar measure [Mezzadri2007]. */
function orthogonalBlock(hidden: number, gates: number, random: Random): Matrix {
  const q = orthonormalColumns(gaussianMatrix(gates * hidden, hidden, random));
  return { rows: hidden, columns: hidden, data: q.data.slice((gates - 1) * hidden * hidden) };
}
