import type { Progress } from '../linalg/matrix';
import { exponentOf, ldexp, maxAbs } from '../linalg/scaling';
import type { Found } from './lanczos';
import { multiplyStored, productWork } from './product';
import type { Session, Stored } from './session';

/** W^(2^b)·2^(−exponent) in linear memory. */
export interface Entry {
  readonly stored: Stored;
  readonly exponent: number;
}

/** W^(2^b) for 2^b ≤ steps, each rescaled by a power of two, exactly. */
export function squaredPowers(session: Session, first: Entry, steps: number, progress?: Progress): Entry[] {
  const table = [first];
  for (let power = 2; power <= steps; power *= 2) {
    const last = table.at(-1)!;
    table.push(productOf(session, last, last, progress));
  }
  return table;
}

/** The product of two entries, in new space. */
export function productOf(session: Session, a: Entry, b: Entry, progress?: Progress): Entry {
  const n = a.stored.rows;
  const stored = session.reserveMatrix(n, n);
  const tick =
    progress &&
    (() => {
      progress(0);
    });
  session.borrow(() => {
    multiplyStored(session, a.stored, b.stored, stored, productWork(session, n, n), tick);
  });
  return {
    stored,
    exponent: a.exponent + b.exponent + rescale(session, stored),
  };
}

/** Brings the largest |entry| into [1, 2), where it is; returns the exponent taken out. */
export function rescale(session: Session, { rows, columns, address, stride }: Stored): number {
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

/** Squared norms outside this range may have lost digits on the way. */
const minSquare = 2 ** -800;
const maxSquare = 2 ** 800;

/** Whether the products of a run kept their digits. */
export function isComfortable({ square, converged }: Found): boolean {
  return converged && isInRange(square);
}

/** Whether a squared norm is far from the limits of a double. */
export function isInRange(square: number): boolean {
  return square > minSquare && square < maxSquare;
}

/** Whether the product of the factors maps a vector with a share in every direction to exactly zero. */
export function isZero(session: Session, factors: readonly Stored[]): boolean {
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
