import type { Matrix } from './matrix';

const bits = new DataView(new ArrayBuffer(8));

/** ⌊log₂|x|⌋ of a finite x ≠ 0, exactly; −Infinity of 0. */
export function exponentOf(x: number): number {
  if (x === 0) return -Infinity;
  bits.setFloat64(0, x);
  const biased = (bits.getUint32(0) >>> 20) & 0x7ff;
  return biased === 0 ? exponentOf(x * 2 ** 60) - 60 : biased - 1023;
}

/** x·2^e without intermediate overflow or underflow, exact wherever the result is a normal number. */
export function ldexp(x: number, e: number): number {
  if (Math.abs(e) <= 1000) return x * 2 ** e;
  const clamped = Math.max(-3000, Math.min(3000, e));
  const step = Math.sign(clamped) * 1000;
  let rest = clamped;
  let result = x;
  // Whole steps first on the way up; on the way down they stay normal until the last factor rounds once.
  while (Math.abs(rest) > 1000) {
    result *= 2 ** step;
    rest -= step;
  }
  return result * 2 ** rest;
}

/** The largest |entry|. */
export function maxAbs(data: Float64Array): number {
  let max = 0;
  for (const value of data) {
    const size = Math.abs(value);
    if (size > max) max = size;
  }
  return max;
}

/** A matrix as `matrix`·2^`exponent`, the largest |entry| of `matrix` in [1, 2); a zero matrix has exponent 0. */
export interface Scaled {
  readonly matrix: Matrix;
  readonly exponent: number;
}

/** Takes out the power of two, exactly, so that squares neither over- nor underflow. Always copies. */
export function scaled(a: Matrix): Scaled {
  const data = a.data.slice();
  const exponent = normalize(data);
  return { matrix: { rows: a.rows, columns: a.columns, data }, exponent };
}

/** Divides `data` in place by the 2^e that brings its largest |entry| into [1, 2); returns e (0 for zeros). */
export function normalize(data: Float64Array): number {
  const max = maxAbs(data);
  if (max === 0) return 0;
  const exponent = exponentOf(max);
  if (exponent === 0) return 0;
  if (Math.abs(exponent) <= 1000) {
    const factor = 2 ** -exponent;
    for (let i = 0; i < data.length; i++) data[i] = data[i]! * factor;
  } else {
    for (let i = 0; i < data.length; i++) data[i] = ldexp(data[i]!, -exponent);
  }
  return exponent;
}
