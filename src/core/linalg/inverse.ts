import { zeros, type Progress, type Matrix } from './matrix';

/**
 * A⁻¹ by Gauss–Jordan elimination with partial pivoting, or `null` when a pivot is exactly zero.
 */
export function inverse({ rows: n, data }: Matrix, progress?: Progress): Matrix | null {
  const a = data.slice();
  const pivots = new Int32Array(n);
  for (let k = 0; k < n; k++) {
    progress?.(k / n);
    let p = k;
    for (let i = k + 1; i < n; i++) {
      if (Math.abs(a[i * n + k]!) > Math.abs(a[p * n + k]!)) p = i;
    }
    pivots[k] = p;
    const pivot = a[p * n + k]!;
    if (pivot === 0) return null;
    if (p !== k) swapRows(a, n, p, k);
    const row = k * n;
    a[row + k] = 1;
    for (let j = 0; j < n; j++) a[row + j] = a[row + j]! / pivot;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i * n + k]!;
      if (factor === 0) continue;
      a[i * n + k] = 0;
      for (let j = 0; j < n; j++) a[i * n + j] = a[i * n + j]! - factor * a[row + j]!;
    }
  }
  // A row exchange of A is a column exchange of its inverse.
  for (let k = n - 1; k >= 0; k--) {
    const p = pivots[k]!;
    if (p === k) continue;
    for (let i = 0; i < n; i++) {
      const value = a[i * n + k]!;
      a[i * n + k] = a[i * n + p]!;
      a[i * n + p] = value;
    }
  }
  const result = zeros(n);
  result.data.set(a);
  return result;
}

function swapRows(a: Float64Array, n: number, p: number, q: number): void {
  const row = a.slice(p * n, (p + 1) * n);
  a.copyWithin(p * n, q * n, (q + 1) * n);
  a.set(row, q * n);
}
