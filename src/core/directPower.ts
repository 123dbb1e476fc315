import type { Gain } from './gain';
import type { Kernels } from './kernels/kernels';
import type { Progress, Matrix } from './linalg/matrix';
import { powerBySquaring } from './linalg/powers';
import { normalize, scaled } from './linalg/scaling';
import { frobeniusNorm } from './linalg/vector';

const epsilon = 2 ** -52;

/** A power times 2^exponent, and how far rounding may have taken it, in the Frobenius norm. */
interface Power {
  readonly matrix: Matrix;
  readonly exponent: number;
  readonly norm: number;
  readonly error: number;
}

/**
 * log10 ‖Wᵏ‖₂ from the power itself, multiplied out by squaring with rescaling, and its largest singular value, which is that of all
 * of them unless `norm` says otherwise. The bound follows the rounding of every product, and is wide where they cancel.
 * @throws RangeError for an empty or non-square matrix or non-finite entries.
 */
export function directPower(
  w: Matrix,
  k: number,
  { multiply, singularValues }: Kernels,
  progress?: Progress,
  norm: Kernels['sigmaMax'] = (a) => {
    const value = singularValues(a, progress)[0]!;
    return { value, errorBound: 4 * epsilon * Math.sqrt(w.rows) * value, method: 'direct' };
  },
): Gain {
  const { matrix, exponent } = scaled(w);
  const product = (a: Power, b: Power): Power => {
    const c = multiply(a.matrix, b.matrix, progress);
    const shift = normalize(c.data);
    const rounding = w.rows * (epsilon / 2) * a.norm * b.norm;
    return {
      matrix: c,
      exponent: a.exponent + b.exponent + shift,
      norm: frobeniusNorm(c.data),
      error: (a.error * b.norm + a.norm * b.error + rounding) * 2 ** -shift,
    };
  };
  const base: Power = { matrix, exponent, norm: frobeniusNorm(matrix.data), error: 0 };
  const power = powerBySquaring(base, k, product);
  const { value: sigma, errorBound, method } = norm(power.matrix, progress);
  if (sigma === 0) return { value: null, errorBound: power.error === 0 ? 0 : Infinity, method };
  const relative = (power.error + errorBound) / sigma;
  return {
    value: (power.exponent + Math.log2(sigma)) * Math.log10(2),
    errorBound: relative / Math.LN10,
    method,
  };
}
