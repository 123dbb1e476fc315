import type { Progress, Matrix } from '../linalg/matrix';
import { certifiedError } from '../linalg/certifiedNorm';
import { requireSquare } from '../linalg/requirements';
import { withSession } from './instance';
import { cluster, LanczosGroup, type Found } from './lanczos';
import { plainPowerNorms } from './plain';
import { prepared } from './prepare';
import { errorBounds, type PowerNorms } from './powerNormBounds';
import { PowerTable } from './powerTable';
import { multiply } from './product';
import { isSame, sharpenedNorm, type Leading } from './sharpenedNorm';
import type { Session } from './session';
import { singularValues } from './singularValues';
import { isComfortable, isZero, productOf, rescale, type Entry } from './squaredPowers';

const residualTolerance = 1e-9;
/** Up to this order the norm of the last power is that of all its singular values where the iteration knows it less well than this. */
const directLimit = 64;
/** Up to this order it is known to the last digits, where that can be proven. */
const sharpenedLimit = 128;
const sharp = 1e-13;
/** Steps of an iteration before it starts again: four bases are kept. */
const maxSteps = 96;
/** How much of a start is the last singular vector; the random rest finds what that lacks. */
const warmShare = 0.9;
/** For a second start, whose value, not its vector, is compared: the error goes with the square of the residual. */
const confirmTolerance = 1e-6;
/**
 * What a single run from a warm start may miss, times √n: a residual tells how far *a* singular value is, and those that are this near
 * may hide behind the little that is random in the start.
 */
const unconfirmed = 1e-6;
/** A second start that ends higher by more than this has found what the first one missed. */
const agreement = 1e-9;

/**
 * log2 ‖Wᵏ‖₂ for k = 1…steps: a table of powers, and for each k a Lanczos iteration on the product of a few of them, which
 * is never multiplied out. Four steps go together, for they share all factors but one. Each starts from the last singular
 * vector with a little of a random one: the vector alone may stick to σ₂. Steps at powers of two and the last ones are
 * confirmed from second, random starts, and so is everything once a second start has found more.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function powerNorms(w: Matrix, steps: number, progress?: Progress): PowerNorms {
  requireSquare(w);
  const { matrix, exponent } = prepared(w);
  const found = withSession((session) => curve(session, matrix, exponent, steps, progress));
  if (!found) return plainPowerNorms(w, steps, progress);
  const { log2, relativeErrors, flatness, leading } = found;
  const bounds = errorBounds(log2, relativeErrors, { scheme: 'squared', order: matrix.rows, flatness });
  const last = log2.length - 1;
  const sharpened =
    leading &&
    matrix.rows <= sharpenedLimit &&
    sharpenedNorm(matrix, steps, leading, bounds[last]!, () => {
      progress?.(1);
    });
  if (sharpened) {
    log2[last] = sharpened.log2 + steps * exponent;
    bounds[last] = sharpened.errorBound;
  }
  return { log2, errorBounds: bounds, method: 'lanczos' };
}

/**
 * log2 of the largest of all singular values of a product. Where σ₂ is as near as it is for the powers of nearly orthogonal
 * matrices, an iteration ends between the two and its residual is all that it knows.
 */
function directNorm(
  session: Session,
  factors: readonly Entry[],
  progress?: Progress,
): { readonly log2: number; readonly relativeError: number } {
  const { stored, exponent } = factors.reduce((a, b) => productOf(session, b, a, progress));
  const power = session.fetch(stored);
  const sigma = singularValues(power, progress)[0]!;
  return {
    log2: Math.log2(sigma) + exponent,
    relativeError: certifiedError(power, sigma, multiply, progress) / sigma,
  };
}

interface Curve {
  readonly log2: number[];
  readonly relativeErrors: number[];
  /** The largest (‖A‖_F/‖A‖₂)² of the powers A that are multiplied. */
  readonly flatness: number;
  /** Of the last power, where two starts ended at one vector. */
  readonly leading: Leading | null;
}

/** `null` where a product leaves the comfortable range. */
function curve(
  session: Session,
  matrix: Matrix,
  exponent: number,
  steps: number,
  progress?: Progress,
): Curve | null {
  const n = matrix.rows;
  const stored = session.store(matrix);
  const first = { stored, exponent: exponent + rescale(session, stored) };
  const table = PowerTable.of(session, first, steps, progress);
  const group = new LanczosGroup(session, n, n, { systems: 4, steps: maxSteps });
  const log2: number[] = [];
  const relativeErrors: number[] = [];
  const direct = n <= directLimit;
  let confirmAll = false;
  let leading: Leading | null = null;
  const done = (): Curve => ({ log2, relativeErrors, flatness: table.flatness(session, log2), leading });
  for (const batch of batches(table, steps)) {
    const { first, shared, own } = batch;
    const tick =
      progress &&
      (() => {
        progress(first / steps);
      });
    tick?.();
    const factors = shared.map(({ stored }) => stored);
    const rests = own.map((entry) => entry && entry.stored);
    const isLast = first + own.length > steps;
    const errorOf = (one: Found): number =>
      isLast ? one.relativeError : Math.max(one.residual, unconfirmed * Math.sqrt(n));
    let found = group.run(factors, rests, first === 1 ? 0 : warmShare, residualTolerance, tick);
    let errors = found.map(errorOf);
    let end = isLast ? { vector: group.vector(own.length - 1), gap: found.at(-1)!.gap } : null;
    // Warm starts of the next batch, and of a second run of this one.
    group.spread(own.length - 1);
    if (confirmAll || isLast || isPowerOfTwo(first)) {
      const second = group.run(factors, rests, 0, confirmTolerance, tick);
      const other = group.vector(own.length - 1);
      if (found.some(({ square }, i) => second[i]!.square > square * (1 + agreement))) {
        confirmAll = true;
        const third = group.run(factors, rests, warmShare, residualTolerance, tick);
        if (end) end = { vector: group.vector(own.length - 1), gap: third.at(-1)!.gap };
        errors = found.map((one, i) => (third[i]!.square > one.square ? errorOf(third[i]!) : errors[i]!));
        found = found.map((one, i) => (third[i]!.square > one.square ? third[i]! : one));
      }
      group.spread(own.length - 1);
      leading = end && isSame(end.vector, other) ? end : null;
      if (end && !leading) errors = errors.map((error) => Math.max(error, cluster));
    }
    const sharedExponent = shared.reduce((sum, entry) => sum + entry.exponent, 0);
    for (const [i, one] of found.entries()) {
      const entry = own[i];
      if (one.square === 0 && isZero(session, entry ? [entry.stored, ...factors] : factors))
        return { ...done(), leading: null };
      if (!isComfortable(one)) return null;
      if (direct && log2.length === steps - 1 && errors[i]! > sharp) {
        const direct = directNorm(session, entry ? [entry, ...shared] : shared, progress);
        log2.push(direct.log2);
        // Those of squared norms.
        relativeErrors.push(2 * direct.relativeError);
        continue;
      }
      log2.push(Math.log2(one.square) / 2 + sharedExponent + (entry?.exponent ?? 0));
      relativeErrors.push(errors[i]!);
    }
  }
  return done();
}

/** Steps first, first + 1, …, whose powers share factors; `own` has what each has beside. */
interface Batch {
  readonly first: number;
  readonly shared: readonly Entry[];
  readonly own: readonly (Entry | null)[];
}

/** The steps one to three alone, then four by four. */
function* batches(table: PowerTable, steps: number): Generator<Batch> {
  for (let k = 1; k <= Math.min(3, steps); k++) yield { first: k, shared: table.digit(0, k), own: [null] };
  for (let first = 4; first <= steps; first += 4) {
    const shared = table.shared(first / 4);
    const count = Math.min(4, steps + 1 - first);
    // Without the third power the last of the four would have two factors: it goes alone.
    const own = Array.from({ length: count }, (_, i) => table.digit(0, i));
    const together = own.filter((entries) => entries.length < 2);
    yield { first, shared, own: together.map((entries) => entries[0] ?? null) };
    if (together.length < count) yield { first: first + 3, shared: [...own[3]!, ...shared], own: [null] };
  }
}

const isPowerOfTwo = (k: number): boolean => Number.isInteger(Math.log2(k));
