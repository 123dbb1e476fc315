import type { Checkpoint, Matrix } from '../linalg/matrix';
import { requireSquare } from '../linalg/requirements';
import { scaled } from '../linalg/scaling';
import { withSession } from './instance';
import { LanczosSpace } from './lanczos';
import { plainPowerNorms } from './plain';
import { errorBounds, type PowerNorms } from './powerNormBounds';
import type { Session } from './session';
import { isComfortable, isZero, squaredPowers } from './squaredPowers';

const residualTolerance = 1e-9;
/** How much of a start is the last singular vector; the random rest finds what that lacks. */
const warmShare = 0.9;
/** Two starts agree when their squares do to this. */
const agreement = 1e-9;
/**
 * log2 ‖Wᵏ‖₂ for k = 1…steps: a table of squared powers, and for each k a Lanczos iteration on the product of the entries
 * in k's binary form, which is never multiplied out. It starts from the last singular vector and a tenth of a
 * random one: the vector alone may stick to σ₂. Powers of two and the last step are confirmed from a second start, and all
 * after a disagreement.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function powerNorms(w: Matrix, steps: number, checkpoint?: Checkpoint): PowerNorms {
  requireSquare(w);
  const { matrix, exponent } = scaled(w);
  const found = withSession((session) => curve(session, matrix, exponent, steps, checkpoint));
  if (found)
    return {
      log2: found.log2,
      errorBounds: errorBounds(found.log2, found.residuals, w.rows),
      method: 'lanczos',
    };
  return plainPowerNorms(w, steps, checkpoint);
}

interface Curve {
  readonly log2: number[];
  readonly residuals: number[];
}

/** `null` where a product leaves the comfortable range. */
function curve(
  session: Session,
  matrix: Matrix,
  exponent: number,
  steps: number,
  checkpoint?: Checkpoint,
): Curve | null {
  const n = matrix.rows;
  const table = squaredPowers(session, { stored: session.store(matrix), exponent }, steps, checkpoint);
  const space = new LanczosSpace(session, n, n, n);
  const log2: number[] = [];
  const residuals: number[] = [];
  let confirmAll = false;
  for (let k = 1; k <= steps; k++) {
    const tick =
      checkpoint &&
      (() => {
        checkpoint(k / steps);
      });
    tick?.();
    const entries = table.filter((_, b) => Math.floor(k / 2 ** b) % 2 === 1);
    const factors = entries.map(({ stored }) => stored);
    let found = space.run(factors, k === 1 ? 0 : warmShare, residualTolerance, tick);
    if (found.square === 0 && isZero(session, factors)) break;
    if (!isComfortable(found)) return null;
    if (confirmAll || k === steps || Number.isInteger(Math.log2(k))) {
      const second = space.run(factors, 0, residualTolerance, tick);
      if (!isComfortable(second)) return null;
      const difference = Math.abs(second.square - found.square);
      if (difference > agreement * found.square) confirmAll = true;
      if (second.square > found.square) found = second;
    }
    log2.push(Math.log2(found.square) / 2 + entries.reduce((sum, entry) => sum + entry.exponent, 0));
    residuals.push(found.residual);
  }
  return { log2, residuals };
}
