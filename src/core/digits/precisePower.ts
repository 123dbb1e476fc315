import type { Kernels, Method } from '../kernels/kernels';
import { certifiedError } from '../linalg/certifiedNorm';
import type { Matrix, Progress } from '../linalg/matrix';
import { powerBySquaring } from '../linalg/powers';
import { requireSquare } from '../linalg/requirements';
import { frobeniusNorm } from '../linalg/vector';
import { decadesOf } from '../directPower';
import { addLog2, DigitArithmetic, type DigitMatrix } from './digitMatrix';

/** log10 ‖Wᵏ‖₂ with as many digits as it took. */
export interface PreciseGain {
  /** `null` where the power is exactly zero. */
  readonly value: number | null;
  readonly errorBound: number;
  readonly method: Method;
}

/** Up to this order precision is no question of cost. */
const unaskedOrder = 256;
/** Floating-point operations that may be spent on a power: some seconds with the kernels. */
const unaskedWork = 4e11;
const largeWork = 1e11;
const maxPlanes = 160;
/** A bound in log10 that leaves nothing open: what the last rounding to a double costs. */
const aim = 1e-15;

/** A power, how far it may be off, and log2 of its Frobenius norm. */
interface Power {
  readonly matrix: DigitMatrix;
  readonly log2Error: number;
  readonly log2Norm: number;
}

/**
 * log10 ‖Wᵏ‖₂ from the power itself, by squaring in fixed point, with more digits until its bound is that of doubles; the best that
 * the work allows where that is not reached, and `null` where not even a double-double product is allowed. Nothing is estimated:
 * with AB for A + E and B + F the error is at most ‖A‖·‖F‖ + ‖E‖·‖B‖ + ‖E‖·‖F‖ and what was cut off.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function precisePower(
  w: Matrix,
  k: number,
  using: Pick<Kernels, 'multiply' | 'singularValues'>,
  progress?: Progress,
): PreciseGain | null {
  requireSquare(w);
  const n = w.rows;
  const products = 2 * Math.ceil(Math.log2(k + 1));
  const allowed = n <= unaskedOrder ? unaskedWork : largeWork;
  const workOf = (planes: number): number => products * planes * (planes + 1) * n ** 3;
  let best: PreciseGain | null = null;
  let planes = planesFor(106, n);
  while (planes <= maxPlanes && workOf(planes) <= allowed) {
    const arithmetic = new DigitArithmetic(n, planes, using, progress);
    const { gain, missingBits } = attempt(arithmetic, w, k, using, progress);
    if (!best || gain.errorBound <= best.errorBound) best = gain;
    if (missingBits <= 0) break;
    planes = Math.max(planes + 2, planes + Math.ceil((missingBits + 4) / arithmetic.width));
  }
  return best;
}

function planesFor(bits: number, n: number): number {
  return Math.ceil(bits / Math.floor((54 - Math.log2(n * 6)) / 2));
}

function attempt(
  arithmetic: DigitArithmetic,
  w: Matrix,
  k: number,
  using: Pick<Kernels, 'multiply' | 'singularValues'>,
  progress?: Progress,
): { readonly gain: PreciseGain; readonly missingBits: number } {
  const product = (a: Power, b: Power): Power => {
    const matrix = arithmetic.product(a.matrix, b.matrix);
    const carried = addLog2(
      addLog2(a.log2Norm + b.log2Error, a.log2Error + b.log2Norm),
      a.log2Error + b.log2Error,
    );
    return measured(arithmetic, matrix, addLog2(carried, matrix.log2Error));
  };
  const first = arithmetic.of(w);
  const power = powerBySquaring(measured(arithmetic, first, first.log2Error), k, product);
  const { planes, width } = arithmetic;
  const bits = planes * width;
  const method = bits <= 159 ? 'direct-dd' : bits <= 265 ? 'direct-qd' : 'direct-mp';
  if (power.matrix.planes.length === 0) {
    const isZero = power.log2Error === -Infinity;
    const gain: PreciseGain = { value: null, errorBound: isZero ? 0 : Infinity, method };
    return { gain, missingBits: isZero ? 0 : bits };
  }
  const rounded = arithmetic.rounded(power.matrix);
  const sigma = using.singularValues(rounded, progress)[0]!;
  const log2 = Math.log2(sigma) + power.matrix.exponent - width;
  const log2Relative = power.log2Error - log2;
  const value = log2 * Math.log10(2);
  // Of the planes that are put together, of their norm and of its logarithm.
  const ofNorm =
    (certifiedError(rounded, sigma, using.multiply, progress) + 2 ** -50 * frobeniusNorm(rounded.data)) /
    sigma;
  const rounding = decadesOf(ofNorm) + 2 ** -51 * Math.abs(value);
  const error = log2Relative < 0 ? -Math.log1p(-(2 ** log2Relative)) / Math.LN10 : Infinity;
  return {
    gain: { value, errorBound: error + rounding, method },
    missingBits: Math.max(0, log2Relative - Math.log2(aim)),
  };
}

function measured(arithmetic: DigitArithmetic, matrix: DigitMatrix, log2Error: number): Power {
  const norm = frobeniusNorm(arithmetic.rounded(matrix).data);
  const log2Norm = norm === 0 ? -Infinity : Math.log2(norm) + matrix.exponent - arithmetic.width + 1e-9;
  return { matrix, log2Error, log2Norm };
}
