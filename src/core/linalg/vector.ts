import { maxAbs } from './scaling';

/** xᵀy. */
export function dot(x: Float64Array, y: Float64Array): number {
  let s0 = 0;
  let s1 = 0;
  let s2 = 0;
  let s3 = 0;
  let i = 0;
  for (; i + 3 < x.length; i += 4) {
    s0 += x[i]! * y[i]!;
    s1 += x[i + 1]! * y[i + 1]!;
    s2 += x[i + 2]! * y[i + 2]!;
    s3 += x[i + 3]! * y[i + 3]!;
  }
  for (; i < x.length; i++) s0 += x[i]! * y[i]!;
  return s0 + s1 + (s2 + s3);
}

/** x/‖x‖; the first axis for a zero vector. */
export function unit(x: Float64Array): Float64Array {
  const length = Math.sqrt(dot(x, x));
  if (length > 0) return x.map((value) => value / length);
  const axis = new Float64Array(x.length);
  axis[0] = 1;
  return axis;
}

/** The 2-norm of all entries, without overflow. */
export function frobeniusNorm(data: Float64Array): number {
  const max = maxAbs(data);
  if (max === 0) return 0;
  let sum = 0;
  for (const value of data) sum += (value / max) ** 2;
  return max * Math.sqrt(sum);
}
