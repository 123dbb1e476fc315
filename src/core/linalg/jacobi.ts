import type { Progress } from './matrix';
import { exponentOf, ldexp, maxAbs } from './scaling';
import { dot } from './vector';

/** Rows x_i·2^`exponents[i]`, so that their sizes may lie further apart than float64 reaches. */
export interface GradedRows {
  readonly rows: Float64Array[];
  /** Whole numbers; −Infinity for a row of exact zeros. */
  readonly exponents: Float64Array;
}

const epsilon = 2 ** -52;
const maxSweeps = 60;
/**
 * A row that cancels to this many bits below its first length depends on the others: what is left is the rounding of a
 * rounding error, and would only shrink from sweep to sweep. It becomes an exact zero.
 */
const noiseBits = 110;

/**
 * One-sided Jacobi ([Hestenes1958]; [Demmel1992] for its relative accuracy): rotates the rows of X until they are
 * orthogonal to one another and sorts them by descending length, so that J·X = Σ·Vᵀ; the same rotations are done to
 * the rows of `companion`. Rows whose sizes differ beyond 2^±1074 are rotated in the limit, which is Gram–Schmidt.
 * @throws Error when the sweeps do not converge, which has not been seen.
 */
export function orthogonalizeRows(graded: GradedRows, companion: Float64Array[], progress?: Progress): void {
  const { rows, exponents } = graded;
  const tolerance = epsilon * Math.max(4, Math.sqrt(rows[0]?.length ?? 0));
  const floors = exponents.map((exponent, i) => exponent + exponentOf(maxAbs(rows[i]!)) - noiseBits);
  for (let sweep = 0; sweep < maxSweeps; sweep++) {
    sortRows(graded, companion, floors);
    if (!sweepRows(graded, companion, tolerance, progress)) {
      sortRows(graded, companion, floors);
      return;
    }
  }
  throw new Error(`one-sided Jacobi did not converge on ${rows.length} rows`);
}

/** Brings every row's largest |entry| into [1, 2) and sorts the rows by length, longest first. */
function sortRows({ rows, exponents }: GradedRows, companion: Float64Array[], floors: Float64Array): void {
  const keys = rows.map((row, i) => {
    const shift = exponentOf(maxAbs(row));
    const own = exponents[i]! + shift;
    const floor = floors[i]!;
    if (shift === -Infinity || own < floor) {
      row.fill(0);
      return { own: -Infinity, exponent: -Infinity, length: 0, floor, row, companion: companion[i] };
    }
    if (shift !== 0) {
      for (let j = 0; j < row.length; j++) row[j] = ldexp(row[j]!, -shift);
    }
    const length = Math.sqrt(dot(row, row));
    const carry = exponentOf(length);
    return {
      own,
      exponent: own + carry,
      length: ldexp(length, -carry),
      floor,
      row,
      companion: companion[i],
    };
  });
  keys.sort((a, b) => (a.exponent === b.exponent ? b.length - a.length : a.exponent > b.exponent ? -1 : 1));
  keys.forEach((key, i) => {
    rows[i] = key.row;
    if (key.companion) companion[i] = key.companion;
    exponents[i] = key.own;
    floors[i] = key.floor;
  });
}

/** One cyclic sweep; returns whether any pair had to be rotated. */
function sweepRows(
  { rows, exponents }: GradedRows,
  companion: Float64Array[],
  tolerance: number,
  progress?: Progress,
): boolean {
  let rotated = false;
  for (let p = 0; p < rows.length - 1; p++) {
    if (exponents[p] === -Infinity) break;
    progress?.(p / rows.length);
    for (let q = p + 1; q < rows.length; q++) {
      if (exponents[q] === -Infinity) break;
      const x = rows[p]!;
      const y = rows[q]!;
      const gamma = dot(x, y);
      if (gamma === 0) continue;
      const alpha = dot(x, x);
      const beta = dot(y, y);
      if (Math.abs(gamma) <= tolerance * Math.sqrt(alpha) * Math.sqrt(beta)) continue;
      rotated = true;
      const gap = exponents[p]! - exponents[q]!;
      // The formulas want the row with the larger exponent first.
      if (gap >= 0) rotate(x, y, alpha, beta, gamma, 2 ** -gap, companion[p], companion[q]);
      else rotate(y, x, beta, alpha, gamma, 2 ** gap, companion[q], companion[p]);
    }
  }
  return rotated;
}

/**
 * Makes x and s·y orthogonal, 0 ≤ s ≤ 1 (s = 0 stands for less than float64 can hold). With the tangent t = s·tau,
 * tau stays finite as s → 0, where the rotation becomes y ← y + tau·x: Gram–Schmidt.
 */
function rotate(
  x: Float64Array,
  y: Float64Array,
  alpha: number,
  beta: number,
  gamma: number,
  s: number,
  companionX: Float64Array | undefined,
  companionY: Float64Array | undefined,
): void {
  const difference = alpha - s * s * beta;
  const root = Math.sqrt(difference * difference + 4 * (s * gamma) * (s * gamma));
  const tau = (-2 * gamma) / (difference >= 0 ? difference + root : difference - root);
  const tangent = s * tau;
  const cos = 1 / Math.sqrt(1 + tangent * tangent);
  combine(x, y, cos, cos * tangent * s, cos * tau);
  if (companionX && companionY) combine(companionX, companionY, cos, cos * tangent, cos * tangent);
}

/** (x, y) ← (c·x − a·y, b·x + c·y). */
function combine(x: Float64Array, y: Float64Array, c: number, a: number, b: number): void {
  for (let j = 0; j < x.length; j++) {
    const xj = x[j]!;
    const yj = y[j]!;
    x[j] = c * xj - a * yj;
    y[j] = b * xj + c * yj;
  }
}
