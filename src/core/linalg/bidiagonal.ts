import { reflect } from './householder';
import type { Progress, Matrix } from './matrix';

/** An upper bidiagonal n×n matrix: `diagonal` (n) and `superdiagonal` (n − 1). */
export interface Bidiagonal {
  readonly diagonal: Float64Array;
  readonly superdiagonal: Float64Array;
}

/**
 * Householder bidiagonalization UᵀAV of an m×n matrix, m ≥ n ([Golub2013] §5.4.8, LAPACK dgebrd), without U and
 * V. Two passes over the rows a step: the right reflector of one step is applied while the left one of the next
 * gathers its product. Entries are to be scaled near 1. Rows are padded so that the cache does not alias.
 */
export function bidiagonalize({ rows: m, columns: n, data }: Matrix, progress?: Progress): Bidiagonal {
  const stride = n % 16 === 0 ? n + 2 : n;
  const a = new Float64Array(m * stride);
  for (let i = 0; i < m; i++) a.set(data.subarray(i * n, (i + 1) * n), i * stride);
  const diagonal = new Float64Array(n);
  const superdiagonal = new Float64Array(Math.max(n - 1, 0));
  const left = new Float64Array(m);
  const right = new Float64Array(n);
  const sums = new Float64Array(m);
  const products = new Float64Array(n);
  let tauRight = 0;
  for (let k = 0; k < n; k++) {
    progress?.(1 - (1 - k / n) ** 3);
    // Column k as it will be once the pending right reflector is applied.
    for (let i = k; i < m; i++) left[i] = a[i * stride + k]! - tauRight * sums[i]! * right[k]!;
    const { tau, beta } = reflect(left, k, m);
    diagonal[k] = beta;
    products.fill(0, k, n);
    for (let i = k; i < m; i++) {
      const row = i * stride;
      const factor = tauRight * sums[i]!;
      const weight = left[i]!;
      for (let j = k; j < n; j++) {
        const value = a[row + j]! - factor * right[j]!;
        a[row + j] = value;
        products[j] = products[j]! + weight * value;
      }
    }
    if (k + 1 >= n) break;
    for (let j = k + 1; j < n; j++) right[j] = a[k * stride + j]! - tau * products[j]!;
    const reflector = reflect(right, k + 1, n);
    superdiagonal[k] = reflector.beta;
    tauRight = reflector.tau;
    for (let i = k + 1; i < m; i++) {
      const row = i * stride;
      const factor = tau * left[i]!;
      let sum = 0;
      for (let j = k + 1; j < n; j++) {
        const value = a[row + j]! - factor * products[j]!;
        a[row + j] = value;
        sum += value * right[j]!;
      }
      sums[i] = sum;
    }
  }
  return { diagonal, superdiagonal };
}
