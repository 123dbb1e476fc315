import type { Checkpoint, Matrix } from '../linalg/matrix';
import { requireSquare } from '../linalg/requirements';
import { exponentOf, ldexp, maxAbs, scaled } from '../linalg/scaling';
import { withSession } from './instance';
import { LanczosSpace, type Found } from './lanczos';
import { plainPowerNorms } from './plain';
import { errorBounds, type PowerNorms } from './powerNormBounds';
import { multiplyStored, productWork } from './product';
import type { Session, Stored } from './session';

const residualTolerance = 1e-9;
/** Two starts agree when their squares do to this. */
const agreement = 1e-9;
/** Squared norms outside this range may have lost digits on the way. */
const smallestSquare = 2 ** -800;
const largestSquare = 2 ** 800;

/** W^(2^b)·2^(−exponent) in linear memory. */
interface Entry {
  readonly stored: Stored;
  readonly exponent: number;
}

/**
 * log2 ‖Wᵏ‖₂ for k = 1…steps: a table of squared powers, and for each k a Lanczos iteration on the product of the entries
 * in k's binary form, which is never multiplied out. It starts from the last singular vector and a random one, half
 * and half: the vector alone may stick to σ₂. Powers of two and the last step are confirmed from a second start, and all
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
    let found = space.run(factors, k === 1 ? 0 : 0.5, residualTolerance, tick);
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

function isComfortable({ square, converged }: Found): boolean {
  return converged && square > smallestSquare && square < largestSquare;
}

/** W^(2^b) for 2^b ≤ steps, each rescaled by a power of two, exactly. */
function squaredPowers(session: Session, first: Entry, steps: number, checkpoint?: Checkpoint): Entry[] {
  const table = [first];
  const n = first.stored.rows;
  const work = productWork(session, n, n);
  for (let power = 2; power <= steps; power *= 2) {
    const { stored: last, exponent } = table.at(-1)!;
    const square = session.reserveMatrix(n, n);
    multiplyStored(
      session,
      last,
      last,
      square,
      work,
      checkpoint &&
        (() => {
          checkpoint(0);
        }),
    );
    table.push({ stored: square, exponent: 2 * exponent + rescale(session, square) });
  }
  return table;
}

/** Brings the largest |entry| into [1, 2); returns the exponent taken out. */
function rescale(session: Session, { rows, columns, address, stride }: Stored): number {
  let max = 0;
  for (let i = 0; i < rows; i++) max = Math.max(max, maxAbs(session.view(address + i * stride, columns)));
  if (max === 0) return 0;
  const exponent = exponentOf(max);
  const factor = ldexp(1, -exponent);
  for (let i = 0; i < rows; i++) {
    const row = session.view(address + i * stride, columns);
    for (let j = 0; j < columns; j++) row[j] = row[j]! * factor;
  }
  return exponent;
}

/** Whether the product of the factors maps a vector with a share in every direction to exactly zero. */
function isZero(session: Session, factors: readonly Stored[]): boolean {
  const n = factors[0]!.rows;
  const x = session.reserve(n);
  const y = session.reserve(n);
  const vector = session.view(x, n);
  for (let i = 0; i < n; i++) vector[i] = 1 + ((i * 0.6180339887498949) % 1);
  for (const { address, stride } of factors) {
    session.kernel.gemv(n, n, address, stride, x, y);
    const image = session.view(y, n);
    const size = maxAbs(image);
    if (size === 0) return true;
    const factor = ldexp(1, -exponentOf(size));
    session.view(x, n).set(image.map((value) => value * factor));
  }
  return false;
}
