import { depthAgainstTime, type DepthAgainstTime } from '../../core/depthAgainstTime/depthAgainstTime';
import type { Progress, Matrix } from '../../core/linalg/matrix';
import { activation } from '../../core/recurrence/activation';
import { parseDepthAgainstTime, type DepthAgainstTimeRequest } from '../../shared/depthAgainstTime';

/**
 * One matrix again and again beside another one at each step, with the activation at rest.
 * @throws RangeError for a matrix that is not square.
 */
export function depthAgainstTimeOf(
  matrix: Matrix,
  request: DepthAgainstTimeRequest,
  progress?: Progress,
): DepthAgainstTime {
  const { activation: name, matrices, ...options } = parseDepthAgainstTime(request);
  const source =
    matrices === 'matrix'
      ? ({ kind: 'matrix', matrix } as const)
      : ({ kind: 'initializer', initializer: { name: matrices }, size: matrix.rows } as const);
  return depthAgainstTime(source, { ...options, slope: activation(name).slopeAtRest }, progress);
}
