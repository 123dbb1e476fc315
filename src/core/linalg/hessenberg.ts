import { reflect } from './householder';
import type { Progress, Matrix } from './matrix';

/** A square matrix whose row i starts at `data[i·stride]`: padded, so that columns do not alias in the cache. */
export interface Padded {
  readonly order: number;
  readonly stride: number;
  readonly data: Float64Array;
}

/** A copy with a padded leading dimension. */
export function padded({ rows: n, data }: Matrix): Padded {
  const stride = n % 16 === 0 ? n + 2 : n;
  const copy = new Float64Array(n * stride);
  for (let i = 0; i < n; i++) copy.set(data.subarray(i * n, (i + 1) * n), i * stride);
  return { order: n, stride, data: copy };
}

/**
 * Householder reduction QᵀAQ of a square matrix to upper Hessenberg form ([Golub2013] §7.4.3), without Q.
 * @param see is shown each reflector I − tau·v·vᵀ of Q, v from its place `from` on
 */
export function hessenberg(
  matrix: Matrix,
  progress?: Progress,
  see?: (v: Float64Array, tau: number, from: number) => void,
): Padded {
  const result = padded(matrix);
  const { order: n, stride, data: a } = result;
  const v = new Float64Array(n);
  const products = new Float64Array(n);
  for (let k = 0; k < n - 2; k++) {
    progress?.(k / n);
    for (let i = k + 1; i < n; i++) v[i] = a[i * stride + k]!;
    const { tau, beta } = reflect(v, k + 1, n);
    a[(k + 1) * stride + k] = beta;
    for (let i = k + 2; i < n; i++) a[i * stride + k] = 0;
    if (tau === 0) continue;
    see?.(v, tau, k + 1);
    products.fill(0, k + 1, n);
    for (let i = k + 1; i < n; i++) {
      const row = i * stride;
      const vi = v[i]!;
      for (let j = k + 1; j < n; j++) products[j] = products[j]! + vi * a[row + j]!;
    }
    for (let i = 0; i < n; i++) {
      const row = i * stride;
      const left = i > k ? tau * v[i]! : 0;
      let sum = 0;
      // Both sides in one pass: the row is in the cache.
      for (let j = k + 1; j < n; j++) {
        const value = a[row + j]! - left * products[j]!;
        a[row + j] = value;
        sum += value * v[j]!;
      }
      const right = tau * sum;
      for (let j = k + 1; j < n; j++) a[row + j] = a[row + j]! - right * v[j]!;
    }
  }
  return result;
}
