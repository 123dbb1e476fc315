import type { Matrix } from './linalg/matrix';
import { powerBySquaring } from './linalg/powers';
import { multiply } from './linalg/product';
import { maxAbs, normalize, scaled, type Scaled } from './linalg/scaling';

/** A matrix as `matrix`·10^`exponent`, the largest |entry| of `matrix` in [1, 10); a zero matrix has exponent 0. */
export interface DecimalScaled {
  readonly matrix: Matrix;
  readonly exponent: number;
}

/**
 * Wᵏ as a decimal mantissa and exponent, by squaring with rescaling: neither 1.5^100000 nor 1e-150^9 over- or underflows. Entries far below the largest may be
 * rounding; the norm of the power is `growthOfPowers`'s affair.
 * @throws RangeError for a matrix that is not square.
 */
export function scaledPower(w: Matrix, k: number): DecimalScaled {
  const product = (a: Scaled, b: Scaled): Scaled => {
    const matrix = multiply(a.matrix, b.matrix);
    return { matrix, exponent: normalize(matrix.data) + a.exponent + b.exponent };
  };
  return decimal(powerBySquaring(scaled(w), k, product));
}

/** From a power of two outside to a power of ten. */
function decimal({ matrix, exponent }: Scaled): DecimalScaled {
  const log10 = exponent * Math.log10(2);
  const whole = Math.floor(log10);
  const data = matrix.data.map((value) => value * 10 ** (log10 - whole));
  const largest = maxAbs(data);
  if (largest === 0) return { matrix: { ...matrix, data }, exponent: 0 };
  return largest < 10
    ? { matrix: { ...matrix, data }, exponent: whole }
    : { matrix: { ...matrix, data: data.map((value) => value / 10) }, exponent: whole + 1 };
}
