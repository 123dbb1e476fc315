import type { Progress, Matrix } from '../linalg/matrix';
import { requireSquare } from '../linalg/requirements';
import { ldexp, maxAbs } from '../linalg/scaling';
import { leadingSquare, type Gram } from './davidson';
import { withSession } from './instance';
import type { Bounded } from './kernels';
import { LanczosGroup, maxFactors, type Found } from './lanczos';
import { powerNorms } from './powerNorms';
import type { PowerStart } from './powerStart';
import { prepared } from './prepare';
import type { Session } from './session';
import { isComfortable, isInRange, squaredPowers, type Entry } from './squaredPowers';
import { StoredPower } from './storedPower';

const residualTolerance = 1e-9;
const agreement = 1e-9;
/** The relative error of the squared norm that an iteration with a good start is to reach. */
const aim = 2e-10;
/**
 * Passes expected, from random starts and from a good one, and what a factor costs in each (both ways, two vectors) beside
 * a product of matrices per n.
 */
const expectedSteps = 10;
const expectedFromStart = 3;
const vectorCost = 5;
const epsilon = 2 ** -52;

/**
 * log2 ‖Wᵏ‖₂ of one power, −Infinity where it is exactly zero: Lanczos on W^(2^b) applied ⌊k/2^b⌋ times and smaller
 * squares for the rest, with as many squarings b as pay. `errorBound` is the residual's and that of rounding with
 * ‖Wᵏ‖ ≈ ‖Wʲ‖·‖Wᵏ⁻ʲ‖, which the curve alone (`powerNorms`) can tell better. A `start` shortens it (`leadingSquare`).
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function normOfPower(
  w: Matrix,
  k: number,
  progress?: Progress,
  start: PowerStart | null = null,
): Bounded {
  if (w.rows !== w.columns) requireSquare(w);
  const { matrix, exponent } = prepared(w);
  const attempt = (from: PowerStart | null) =>
    withSession((session) => single(session, matrix, exponent, k, from, progress));
  const found = (start && attempt(start)) ?? attempt(null);
  if (found) return found;
  const { log2, errorBounds } = powerNorms(w, k, progress);
  return {
    value: log2[k - 1] ?? -Infinity,
    errorBound: errorBounds[k - 1] ?? 0,
    method: 'lanczos',
  };
}

/** `null` where the two starts disagree, the product leaves the range of `prepared` or a given start fails. */
function single(
  session: Session,
  matrix: Matrix,
  exponent: number,
  k: number,
  start: PowerStart | null,
  progress?: Progress,
): Bounded | null {
  const n = matrix.rows;
  const first = { stored: session.store(matrix), exponent };
  const tick =
    progress &&
    (() => {
      progress(0.5);
    });
  const table = squaredPowers(session, first, 2 ** squarings(n, k, start), progress).map((entry) => {
    tick?.();
    return rescaledEntry(session, entry);
  });
  const entries = factorsOf(table, k);
  const total = entries.reduce((sum, entry) => sum + entry.exponent, 0);
  const rounding = k * (epsilon / 2) * n * (start?.condition ?? 1);
  const bounded = (square: number, relativeError: number): Bounded => ({
    value: Math.log2(square) / 2 + total,
    errorBound: (relativeError / 2 + rounding) * Math.LOG2E,
    method: 'lanczos',
  });
  if (start) {
    const power = new StoredPower(
      session,
      entries.map((entry) => entry.stored),
      2,
    );
    const gram: Gram = (vectors) => {
      tick?.();
      return power.gram(vectors);
    };
    const found = leadingSquare(gram, start, aim);
    return found && isInRange(found.square) ? bounded(found.square, found.relativeError) : null;
  }
  const group = new LanczosGroup(session, n, n, { systems: 2 });
  const stored = entries.map((entry) => entry.stored);
  // Both starts at once: each factor is read from memory for both.
  const found = group.run(stored, [null, null], 0, residualTolerance, tick);
  const [one, other] = found as [Found, Found];
  if (!isComfortable(one) || !isComfortable(other)) return null;
  if (Math.abs(one.square - other.square) > agreement * one.square) return null;
  return bounded(Math.max(one.square, other.square), one.relativeError);
}

/** The b that makes b products of matrices and the products with vectors cheapest together. */
function squarings(n: number, k: number, start: PowerStart | null): number {
  const passes = start ? expectedFromStart : expectedSteps;
  const cost = (b: number) => b * n + passes * vectorCost * (Math.floor(k / 2 ** b) + b / 2);
  let best = 0;
  for (let b = 1; 2 ** b <= k; b++) if (cost(b) < cost(best) || k / 2 ** best > maxFactors / 2) best = b;
  return best;
}

/** The last entry as often as it fits, then the binary form of the rest. */
function factorsOf(table: readonly Entry[], k: number): Entry[] {
  const top = table.length - 1;
  const size = 2 ** top;
  const repeated = Array.from({ length: Math.floor(k / size) }, () => table[top]!);
  return [...repeated, ...table.slice(0, top).filter((_, b) => Math.floor(k / 2 ** b) % 2 === 1)];
}

const probes = 8;

/** Takes out the power of two by which a vector grows at each application, so that many in a row stay in range. */
function rescaledEntry(session: Session, { stored, exponent }: Entry): Entry {
  const { rows: n, address, stride } = stored;
  const x = session.reserve(n);
  const y = session.reserve(n);
  session.view(x, n).forEach((_, i, vector) => {
    vector[i] = 1 + ((i * 0.6180339887498949) % 1);
  });
  let growth = 0;
  for (let probe = 0; probe < probes; probe++) {
    session.kernel.gemv(n, n, address, stride, x, y);
    const image = session.view(y, n);
    const size = maxAbs(image);
    if (size === 0) return { stored, exponent };
    growth += Math.log2(size);
    session.view(x, n).set(image.map((value) => value / size));
  }
  const shift = Math.round(growth / probes);
  const factor = ldexp(1, -shift);
  for (let i = 0; i < n; i++) {
    const row = session.view(address + i * stride, n);
    for (let j = 0; j < n; j++) row[j] = row[j]! * factor;
  }
  return { stored, exponent: exponent + shift };
}
