import { transpose, type Progress, type Matrix } from '../linalg/matrix';
import { certifiedError } from '../linalg/certifiedNorm';
import { ldexp } from '../linalg/scaling';
import { withSession } from './instance';
import type { Bounded } from './kernels';
import { LanczosGroup } from './lanczos';
import { multiply } from './product';
import { prepared } from './prepare';
import { singularValues } from './singularValues';

/** Up to this many singular values all of them are quicker than an iteration. */
const directLimit = 64;
const residualTolerance = 1e-8;
/** The second start may end when it has come this near the first from below. */
const agreement = 1e-9;
const epsilon = 2 ** -52;

/**
 * σ_max = ‖A‖₂ by Golub–Kahan–Lanczos from two random starts, or from all singular values where those are few.
 *
 * The bound of the direct method is proven (`certifiedNorm`); that of the iteration is the residual's: with Kato and Temple's theorem residual²/gap, the gap taken to the second Ritz value.
 * Like every residual it bounds the distance to *a* singular value; that this is the largest rests on the two starts.
 * Where they disagree, or the iteration does not converge, the direct method decides.
 * @throws RangeError for an empty matrix or non-finite entries.
 */
export function sigmaMax(a: Matrix, progress?: Progress): Bounded {
  const { matrix, exponent } = prepared(a.rows < a.columns ? transpose(a) : a);
  const found = matrix.columns > directLimit ? iterate(matrix, progress) : null;
  if (found) {
    const value = Math.sqrt(found.square);
    return {
      value: ldexp(value, exponent),
      errorBound: ldexp(value * found.relativeError, exponent),
      method: 'lanczos',
    };
  }
  const value = singularValues(a, progress)[0]!;
  return {
    value,
    errorBound: certifiedError(a, value, multiply, progress),
    method: 'direct',
  };
}

function iterate(
  matrix: Matrix,
  progress?: Progress,
): { readonly square: number; readonly relativeError: number } | null {
  return withSession((session) => {
    const stored = session.store(matrix);
    const group = new LanczosGroup(session, matrix.rows, matrix.columns);
    let ticks = 0;
    const tick =
      progress &&
      (() => {
        progress(1 - 1 / (1 + ticks++ / 4));
      });
    const first = group.run([stored], [null], 0, residualTolerance, tick)[0]!;
    if (!first.converged) return null;
    const { square, relativeError: relative } = first;
    // A start that knows nothing of the first: a larger value that the first missed would show here.
    const second = group.run([stored], [null], 0, secondTolerance(relative), tick)[0]!;
    if (!second.converged || second.square > square * (1 + Math.max(relative, agreement))) return null;
    return {
      square: Math.max(square, second.square),
      relativeError: relative / 2 + epsilon * Math.sqrt(matrix.rows),
    };
  });
}

/** Its value, not its vector, is wanted to `agreement`, and the error goes with the square of the residual. */
function secondTolerance(relative: number): number {
  return Math.max(residualTolerance, Math.sqrt(Math.max(relative, agreement)));
}
