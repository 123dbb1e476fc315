import type { Gain } from './gain';
import type { Kernels } from './kernels/kernels';
import { boundedPower } from './linalg/boundedPower';
import { certifiedError } from './linalg/certifiedNorm';
import type { Progress, Matrix } from './linalg/matrix';

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
    return { value, errorBound: certifiedError(a, value, multiply, progress), method: 'direct' };
  },
): Gain {
  const { matrix, exponent, error } = boundedPower(w, k, (a, b) => multiply(a, b, progress));
  const { value: sigma, errorBound, method } = norm(matrix, progress);
  if (sigma === 0) return { value: null, errorBound: error === 0 ? 0 : Infinity, method };
  const value = (exponent + Math.log2(sigma)) * Math.log10(2);
  const relative = (error + errorBound) / sigma;
  return { value, errorBound: decadesOf(relative) + 2 ** -51 * Math.abs(value), method };
}

/** What a relative error comes to in log10, either way. */
export function decadesOf(relative: number): number {
  return relative < 1 ? -Math.log1p(-relative) / Math.LN10 : Infinity;
}
