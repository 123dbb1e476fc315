import type { Padded } from './hessenberg';
import type { Progress } from './matrix';

/** Eigenvalues re[i] + i·im[i]. */
export interface ComplexNumbers {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

const epsilon = 2 ** -52;
const tiny = 2 ** -1022;
const maxIterations = 300;

/**
 * The eigenvalues of an upper Hessenberg matrix, unsorted, by Francis's implicit double shift with LAPACK dlahqr's
 * deflation test [Ahues1997] and exceptional shifts. Destroys its input.
 * @throws Error when an eigenvalue has not converged after 300 iterations.
 */
export function francis({ order: n, stride, data: h }: Padded, progress?: Progress): ComplexNumbers {
  const re = new Float64Array(n);
  const im = new Float64Array(n);
  const smallest = tiny * (n / epsilon);
  let last = n - 1;
  let iterations = 0;
  let work = 0;
  while (last >= 0) {
    const first = deflate(h, stride, n, last, smallest);
    if (first > 0) h[first * stride + first - 1] = 0;
    if (first === last) {
      re[last] = h[last * stride + last]!;
      last -= 1;
      iterations = 0;
      continue;
    }
    if (first === last - 1) {
      const p = first * stride + first;
      const q = last * stride + first;
      const pair = eigenvalues2(h[p]!, h[p + 1]!, h[q]!, h[q + 1]!);
      re[first] = pair.re[0]!;
      im[first] = pair.im[0]!;
      re[last] = pair.re[1]!;
      im[last] = pair.im[1]!;
      last -= 2;
      iterations = 0;
      continue;
    }
    if (iterations >= maxIterations) {
      throw new Error(
        `eigenvalue ${last} of an order-${n} matrix did not converge in ${maxIterations} iterations`,
      );
    }
    const shifts = chooseShifts(h, stride, first, last, iterations);
    iterations++;
    work += (last - first) ** 2 * 10;
    if (work > 5e6) {
      work = 0;
      progress?.(1 - ((last + 1) / n) ** 3);
    }
    doubleStep(h, stride, first, last, shifts);
  }
  return { re, im };
}

/** The first row of the trailing block that does not split any more. */
function deflate(h: Float64Array, stride: number, n: number, last: number, smallest: number): number {
  let k = last;
  for (; k > 0; k--) {
    const sub = Math.abs(h[k * stride + k - 1]!);
    if (sub <= smallest) break;
    const here = h[k * stride + k]!;
    const before = h[(k - 1) * stride + k - 1]!;
    let test = Math.abs(before) + Math.abs(here);
    if (test === 0) {
      if (k >= 2) test += Math.abs(h[(k - 1) * stride + k - 2]!);
      if (k + 1 < n) test += Math.abs(h[(k + 1) * stride + k]!);
    }
    if (sub > epsilon * test) continue;
    const above = Math.abs(h[(k - 1) * stride + k]!);
    const ab = Math.max(sub, above);
    const ba = Math.min(sub, above);
    const difference = Math.abs(before - here);
    const aa = Math.max(Math.abs(here), difference);
    const bb = Math.min(Math.abs(here), difference);
    const s = aa + ab;
    if (ba * (ab / s) <= Math.max(smallest, epsilon * (bb * (aa / s)))) break;
  }
  return k;
}

/** Two shifts: both real, or a conjugate pair. */
interface Shifts {
  readonly re1: number;
  readonly im1: number;
  readonly re2: number;
  readonly im2: number;
}

/** The eigenvalues of the trailing 2×2 block; every tenth time an ad-hoc pair that breaks cycles. */
function chooseShifts(
  h: Float64Array,
  stride: number,
  first: number,
  last: number,
  iterations: number,
): Shifts {
  const at = (i: number, j: number) => h[i * stride + j]!;
  let h11 = at(last - 1, last - 1);
  let h12 = at(last - 1, last);
  let h21 = at(last, last - 1);
  let h22 = at(last, last);
  if (iterations > 0 && iterations % 10 === 0) {
    const top = iterations % 20 === 10;
    const s = top
      ? Math.abs(at(first + 1, first)) + Math.abs(at(first + 2, first + 1))
      : Math.abs(at(last, last - 1)) + Math.abs(at(last - 1, last - 2));
    h11 = 0.75 * s + (top ? at(first, first) : at(last, last));
    h12 = -0.4375 * s;
    h21 = s;
    h22 = h11;
  }
  const s = Math.abs(h11) + Math.abs(h12) + Math.abs(h21) + Math.abs(h22);
  if (s === 0) return { re1: 0, im1: 0, re2: 0, im2: 0 };
  h11 /= s;
  h12 /= s;
  h21 /= s;
  h22 /= s;
  const mean = (h11 + h22) / 2;
  const determinant = (h11 - mean) * (h22 - mean) - h12 * h21;
  const root = Math.sqrt(Math.abs(determinant));
  if (determinant >= 0) return { re1: mean * s, im1: root * s, re2: mean * s, im2: -root * s };
  const plus = mean + root;
  const minus = mean - root;
  const nearer = (Math.abs(plus - h22) <= Math.abs(minus - h22) ? plus : minus) * s;
  return { re1: nearer, im1: 0, re2: nearer, im2: 0 };
}

/** One implicit double-shift sweep over rows first…last (dlahqr without the Schur form). */
function doubleStep(
  h: Float64Array,
  stride: number,
  first: number,
  last: number,
  { re1, im1, re2, im2 }: Shifts,
): void {
  let v1 = 0;
  let v2 = 0;
  let v3 = 0;
  let m = last - 2;
  for (; m >= first; m--) {
    const p = m * stride + m;
    const below = h[p + stride]!;
    const here = h[p]!;
    const next = h[p + stride + 1]!;
    const s = Math.abs(here - re2) + Math.abs(im2) + Math.abs(below);
    const ratio = below / s;
    v1 = ratio * h[p + 1]! + (here - re1) * ((here - re2) / s) - im1 * (im2 / s);
    v2 = ratio * (here + next - re1 - re2);
    v3 = ratio * h[p + 2 * stride + 1]!;
    const sum = Math.abs(v1) + Math.abs(v2) + Math.abs(v3);
    v1 /= sum;
    v2 /= sum;
    v3 /= sum;
    if (m === first) break;
    const neighbors = Math.abs(h[p - stride - 1]!) + Math.abs(here) + Math.abs(next);
    if (Math.abs(h[p - 1]!) * (Math.abs(v2) + Math.abs(v3)) <= epsilon * Math.abs(v1) * neighbors) break;
  }
  for (let k = m; k < last; k++) {
    const three = k < last - 1;
    const p = k * stride + k;
    if (k > m) {
      v1 = h[p - 1]!;
      v2 = h[p + stride - 1]!;
      v3 = three ? h[p + 2 * stride - 1]! : 0;
    } else if (!three) v3 = 0;
    const tail = Math.max(Math.abs(v2), Math.abs(v3));
    const size = Math.max(tail, Math.abs(v1));
    let t1 = 0;
    let beta = v1;
    if (tail > 0) {
      const norm = size * Math.sqrt((v1 / size) ** 2 + (v2 / size) ** 2 + (v3 / size) ** 2);
      beta = v1 >= 0 ? -norm : norm;
      t1 = (beta - v1) / beta;
      v2 /= v1 - beta;
      v3 /= v1 - beta;
    }
    if (k > m) {
      h[p - 1] = beta;
      h[p + stride - 1] = 0;
      if (three) h[p + 2 * stride - 1] = 0;
    } else if (m > first) h[p - 1] = h[p - 1]! * (1 - t1);
    if (t1 === 0) continue;
    if (three) rotate3(h, stride, first, last, k, t1, v2, v3);
    else rotate2(h, stride, first, last, k, t1, v2);
  }
}

/** Applies the reflector (1, v2, v3) with factor t1 to rows and columns k…k+2 of the active block. */
function rotate3(
  h: Float64Array,
  stride: number,
  first: number,
  last: number,
  k: number,
  t1: number,
  v2: number,
  v3: number,
): void {
  const t2 = t1 * v2;
  const t3 = t1 * v3;
  const r0 = k * stride;
  const r1 = r0 + stride;
  const r2 = r1 + stride;
  for (let j = k; j <= last; j++) {
    const sum = h[r0 + j]! + v2 * h[r1 + j]! + v3 * h[r2 + j]!;
    h[r0 + j] = h[r0 + j]! - sum * t1;
    h[r1 + j] = h[r1 + j]! - sum * t2;
    h[r2 + j] = h[r2 + j]! - sum * t3;
  }
  const end = Math.min(k + 3, last);
  for (let j = first, p = first * stride + k; j <= end; j++, p += stride) {
    const sum = h[p]! + v2 * h[p + 1]! + v3 * h[p + 2]!;
    h[p] = h[p]! - sum * t1;
    h[p + 1] = h[p + 1]! - sum * t2;
    h[p + 2] = h[p + 2]! - sum * t3;
  }
}

/** As `rotate3`, for the two rows and columns at the end of the sweep. */
function rotate2(
  h: Float64Array,
  stride: number,
  first: number,
  last: number,
  k: number,
  t1: number,
  v2: number,
): void {
  const t2 = t1 * v2;
  const r0 = k * stride;
  const r1 = r0 + stride;
  for (let j = k; j <= last; j++) {
    const sum = h[r0 + j]! + v2 * h[r1 + j]!;
    h[r0 + j] = h[r0 + j]! - sum * t1;
    h[r1 + j] = h[r1 + j]! - sum * t2;
  }
  for (let j = first, p = first * stride + k; j <= last; j++, p += stride) {
    const sum = h[p]! + v2 * h[p + 1]!;
    h[p] = h[p]! - sum * t1;
    h[p + 1] = h[p + 1]! - sum * t2;
  }
}

/** Both eigenvalues of [[a, b], [c, d]]: exact when it is triangular (after LAPACK dlanv2). */
function eigenvalues2(a: number, b: number, c: number, d: number): ComplexNumbers {
  if (c === 0 || b === 0) return { re: Float64Array.of(a, d), im: Float64Array.of(0, 0) };
  const p = (a - d) / 2;
  const larger = Math.max(Math.abs(b), Math.abs(c));
  const smaller = Math.min(Math.abs(b), Math.abs(c)) * Math.sign(b) * Math.sign(c);
  const scale = Math.max(Math.abs(p), larger);
  const z = (p / scale) * p + (larger / scale) * smaller;
  if (z >= 0) {
    const root = p + (p >= 0 ? 1 : -1) * Math.sqrt(scale) * Math.sqrt(z);
    const other = root === 0 ? d : d - (larger / root) * smaller;
    return { re: Float64Array.of(d + root, other), im: Float64Array.of(0, 0) };
  }
  const im = Math.sqrt(scale) * Math.sqrt(-z);
  const re = d + p;
  return { re: Float64Array.of(re, re), im: Float64Array.of(im, -im) };
}
