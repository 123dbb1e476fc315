import { zeros, type Progress, type Matrix } from './matrix';

/** Rows of B (k) and columns of B (j) that stay in the second-level cache together: 64 × 256 × 8 bytes = 128 KiB. */
const depth = 64;
const width = 256;

/**
 * A·B (m×k times k×n), in blocks; the inner loop takes two rows of A and four rows of B at a time.
 * @throws RangeError when the inner dimensions differ.
 */
export function multiply(a: Matrix, b: Matrix, progress?: Progress): Matrix {
  if (a.columns !== b.rows) {
    throw new RangeError(`a ${a.rows}×${a.columns} matrix cannot multiply a ${b.rows}×${b.columns} one`);
  }
  const c = zeros(a.rows, b.columns);
  for (let k = 0; k < a.columns; k += depth) {
    const kEnd = Math.min(k + depth, a.columns);
    for (let j = 0; j < b.columns; j += width) {
      const jEnd = Math.min(j + width, b.columns);
      progress?.(k / a.columns);
      for (let i = 0; i < a.rows; i += 2) {
        if (i + 1 < a.rows) addRows(a, b, c, i, i + 1, k, kEnd, j, jEnd);
        else addRows(a, b, c, i, i, k, kEnd, j, jEnd);
      }
    }
  }
  return c;
}

/** Adds A[i, k…kEnd)·B[k…kEnd, j…jEnd) to rows `i` and `i2` of C; `i2 = i` stands for a single row. */
function addRows(
  { columns: inner, data: a }: Matrix,
  { columns: n, data: b }: Matrix,
  { data: c }: Matrix,
  i: number,
  i2: number,
  kStart: number,
  kEnd: number,
  jStart: number,
  jEnd: number,
): void {
  const c0 = i * n;
  const c1 = i2 * n;
  let k = kStart;
  for (; k + 3 < kEnd; k += 4) {
    const p = i * inner + k;
    const q = i2 * inner + k;
    const p0 = a[p]!;
    const p1 = a[p + 1]!;
    const p2 = a[p + 2]!;
    const p3 = a[p + 3]!;
    const q0 = i2 === i ? 0 : a[q]!;
    const q1 = i2 === i ? 0 : a[q + 1]!;
    const q2 = i2 === i ? 0 : a[q + 2]!;
    const q3 = i2 === i ? 0 : a[q + 3]!;
    const b0 = k * n;
    const b1 = b0 + n;
    const b2 = b1 + n;
    const b3 = b2 + n;
    for (let j = jStart; j < jEnd; j++) {
      const x0 = b[b0 + j]!;
      const x1 = b[b1 + j]!;
      const x2 = b[b2 + j]!;
      const x3 = b[b3 + j]!;
      c[c0 + j] = c[c0 + j]! + (p0 * x0 + p1 * x1 + (p2 * x2 + p3 * x3));
      c[c1 + j] = c[c1 + j]! + (q0 * x0 + q1 * x1 + (q2 * x2 + q3 * x3));
    }
  }
  for (; k < kEnd; k++) {
    const p = a[i * inner + k]!;
    const q = i2 === i ? 0 : a[i2 * inner + k]!;
    const b0 = k * n;
    for (let j = jStart; j < jEnd; j++) {
      const x = b[b0 + j]!;
      c[c0 + j] = c[c0 + j]! + p * x;
      c[c1 + j] = c[c1 + j]! + q * x;
    }
  }
}

/** y = A·x, written to `y` (length `rows`) when given. */
export function multiplyVector(
  { rows, columns, data }: Matrix,
  x: Float64Array,
  y: Float64Array = new Float64Array(rows),
): Float64Array {
  const end = columns - 3;
  for (let i = 0; i < rows; i++) {
    const row = i * columns;
    let s0 = 0;
    let s1 = 0;
    let s2 = 0;
    let s3 = 0;
    let j = 0;
    for (; j < end; j += 4) {
      s0 += data[row + j]! * x[j]!;
      s1 += data[row + j + 1]! * x[j + 1]!;
      s2 += data[row + j + 2]! * x[j + 2]!;
      s3 += data[row + j + 3]! * x[j + 3]!;
    }
    for (; j < columns; j++) s0 += data[row + j]! * x[j]!;
    y[i] = s0 + s1 + (s2 + s3);
  }
  return y;
}

/** y = Aᵀ·x, written to `y` (length `columns`) when given; reads A by rows, four at a time. */
export function transposeMultiplyVector(
  { rows, columns, data }: Matrix,
  x: Float64Array,
  y: Float64Array = new Float64Array(columns),
): Float64Array {
  y.fill(0);
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const r0 = i * columns;
    const r1 = r0 + columns;
    const r2 = r1 + columns;
    const r3 = r2 + columns;
    const x0 = x[i]!;
    const x1 = x[i + 1]!;
    const x2 = x[i + 2]!;
    const x3 = x[i + 3]!;
    for (let j = 0; j < columns; j++) {
      y[j] = y[j]! + (x0 * data[r0 + j]! + x1 * data[r1 + j]! + (x2 * data[r2 + j]! + x3 * data[r3 + j]!));
    }
  }
  for (; i < rows; i++) {
    const row = i * columns;
    const xi = x[i]!;
    for (let j = 0; j < columns; j++) y[j] = y[j]! + xi * data[row + j]!;
  }
  return y;
}
