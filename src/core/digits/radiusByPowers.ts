import type { SpectralRadius } from '../analysis';
import type { Kernels, Method } from '../kernels/kernels';
import type { Matrix, Progress } from '../linalg/matrix';
import { frobeniusNorm } from '../linalg/vector';
import { addLog2, DigitArithmetic, type DigitMatrix } from './digitMatrix';

/** Larger matrices are not squared this often unasked. */
const maxOrder = 256;
/** Squarings at most: the interval of W^(2^b) is that of ρ to the power 2^b. */
const maxSquarings = 32;
/** Multiplications, a second or two; of small matrices the sums and copies beside them cost as much as so many more rows. */
const maxWork = 1e10;
const asRows = 48;
/** An interval of this relative width is as good as a number. */
const sharp = 1e-6;

/** An interval of ρ and the digits that it took. */
export interface PreciseRadius extends SpectralRadius {
  readonly method: Method;
}

/**
 * Narrows an interval of ρ that holds 1 by the powers W^(2^b) in fixed point, until it lies on one side, is sharp, or the work is
 * done: (|tr Wᵏ|/n)^(1/k) ≤ ρ ≤ ‖Wᵏ‖_F^(1/k), which the condition of no eigenvalue enters. Each squaring loses a few digits, so
 * it begins anew with more of them where they run out. `null` for a matrix that is too large.
 */
export function radiusByPowers(
  w: Matrix,
  known: SpectralRadius,
  using: Pick<Kernels, 'multiply'>,
  progress?: Progress,
): PreciseRadius | null {
  const n = w.rows;
  if (n > maxOrder) return null;
  let left = maxWork;
  let lower = known.lower > 0 ? Math.log2(known.lower) : -Infinity;
  let upper = Math.log2(known.upper);
  const isOpen = (): boolean => lower < 0 && upper > 0 && upper - lower > sharp;
  let planes = 6;
  for (; isOpen() && left > 0; planes *= 2) {
    const arithmetic = new DigitArithmetic(n, planes, using, progress);
    let matrix = arithmetic.of(w);
    let log2Error = matrix.log2Error;
    for (let b = 0; b <= maxSquarings && isOpen() && left > 0; b++) {
      const { norm, trace } = measure(arithmetic, matrix, log2Error);
      const k = 2 ** b;
      upper = Math.min(upper, norm / k);
      lower = Math.max(lower, trace / k);
      if (matrix.planes.length === 0 || log2Error > norm - 8) break;
      left -= matrix.planes.length * (matrix.planes.length + 1) * n * n * (n + asRows);
      matrix = arithmetic.product(matrix, matrix);
      log2Error = addLog2(addLog2(norm + log2Error + 1, 2 * log2Error), matrix.log2Error);
    }
  }
  const low = 2 ** lower * (1 - 2 ** -50);
  const high = 2 ** upper * (1 + 2 ** -50);
  const inside = known.value >= low && known.value <= high;
  const value = inside ? known.value : Math.sqrt(Math.max(low, 2 ** -1000) * high);
  return { value, lower: low, upper: high, method: planes <= 12 ? 'direct-dd' : 'direct-mp' };
}

/** log2 of ‖A‖_F from above and of |tr A|/n from below, for the matrix that A stands for. */
function measure(
  arithmetic: DigitArithmetic,
  matrix: DigitMatrix,
  log2Error: number,
): { readonly norm: number; readonly trace: number } {
  const n = matrix.order;
  const { data } = arithmetic.rounded(matrix);
  const unit = matrix.exponent - arithmetic.width;
  const trace = traceOf(matrix, arithmetic.width);
  const size = frobeniusNorm(data);
  const error = 2 ** Math.min(1000, log2Error - unit);
  return {
    norm: addLog2(Math.log2(size * (1 + n * 2 ** -52)) + unit, log2Error),
    trace: Math.log2(Math.max(0, Math.abs(trace) * (1 - 2 ** -48) - Math.sqrt(n) * error) / n) + unit,
  };
}

/** The trace to the precision of doubles, in units of the first plane, however far it lies below the entries. */
function traceOf({ order: n, planes }: DigitMatrix, width: number): number {
  const radix = 2 ** width;
  const digits = planes.map((plane) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += plane[i * (n + 1)]!;
    return sum;
  });
  for (let s = digits.length - 1; s > 0; s--) {
    const carry = Math.round(digits[s]! / radix);
    digits[s] = digits[s]! - carry * radix;
    digits[s - 1] = digits[s - 1]! + carry;
  }
  return digits.reduceRight((sum, digit, s) => sum + digit * radix ** -s, 0);
}
