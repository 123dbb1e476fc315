import type { Bidiagonal } from './bidiagonal';
import type { Progress } from './matrix';

const epsilon = 2 ** -53;
const tiny = 2 ** -1022;
/** Relative accuracy asked of every singular value (dbdsqr's choice: eps^(−1/8) ≈ 98.7 times eps). */
const tolerance = 98.7 * epsilon;
const sweepsPerValue = 6;

/**
 * The singular values of an upper bidiagonal matrix, unsorted, each to high relative accuracy: implicit zero-shift QR
 * ([Demmel1990]; LAPACK dbdsqr without vectors). Destroys its input, whose diagonal becomes the result.
 * @throws Error when the iteration does not converge, which has not been seen.
 */
export function bidiagonalSingularValues(
  { diagonal: d, superdiagonal: e }: Bidiagonal,
  progress?: Progress,
): Float64Array {
  const n = d.length;
  const threshold = deflationThreshold(d, e);
  let budget = sweepsPerValue * n * n + 100;
  let steps = 0;
  let last = n - 1;
  let blockFirst = -1;
  let blockLast = -1;
  while (last > 0) {
    let first = last;
    while (first > 0 && Math.abs(e[first - 1]!) > threshold) first--;
    if (first > 0) e[first - 1] = 0;
    if (first === last) {
      last--;
      continue;
    }
    if (first === last - 1) {
      const [min, max] = singularValues2(d[first]!, e[first]!, d[last]!);
      d[first] = max;
      e[first] = 0;
      d[last] = min;
      last -= 2;
      continue;
    }
    if (first > blockLast || last < blockFirst || steps === 0) {
      // A new block: chase the bulge toward its smaller end. The flip JBᵀJ is upper bidiagonal again.
      if (Math.abs(d[first]!) < Math.abs(d[last]!)) flip(d, e, first, last);
    }
    blockFirst = first;
    blockLast = last;
    const smallest = deflate(d, e, first, last);
    if (smallest === null) continue;
    steps += last - first;
    budget -= last - first;
    if (budget < 0) throw new Error(`the singular values of a bidiagonal ${n}×${n} matrix did not converge`);
    if (steps > 20000) {
      progress?.(1 - (last + 1) / n);
      steps = 1;
    }
    let largest = Math.abs(d[last]!);
    for (let i = first; i < last; i++) largest = Math.max(largest, Math.abs(d[i]!), Math.abs(e[i]!));
    let shift = 0;
    if (n * tolerance * (smallest / largest) > epsilon) {
      shift = singularValues2(d[last - 1]!, e[last - 1]!, d[last]!)[0];
      const top = Math.abs(d[first]!);
      if (top > 0 && (shift / top) ** 2 < epsilon) shift = 0;
    }
    if (shift === 0) zeroShiftSweep(d, e, first, last);
    else shiftedSweep(d, e, first, last, shift);
    if (Math.abs(e[last - 1]!) <= threshold) e[last - 1] = 0;
  }
  for (let i = 0; i < n; i++) d[i] = Math.abs(d[i]!);
  return d;
}

/** Superdiagonals below this are zero without harm to the smallest singular value ([Demmel1990] §4). */
function deflationThreshold(d: Float64Array, e: Float64Array): number {
  const n = d.length;
  let mu = Math.abs(d[0]!);
  let smallest = mu;
  for (let i = 1; i < n && smallest > 0; i++) {
    mu = Math.abs(d[i]!) * (mu / (mu + Math.abs(e[i - 1]!)));
    smallest = Math.min(smallest, mu);
  }
  return Math.max((tolerance * smallest) / Math.sqrt(n), sweepsPerValue * n * n * tiny);
}

/** Zeroes one negligible superdiagonal of the block and returns `null`, or else a lower estimate of its smallest σ. */
function deflate(d: Float64Array, e: Float64Array, first: number, last: number): number | null {
  if (Math.abs(e[last - 1]!) <= tolerance * Math.abs(d[last]!)) {
    e[last - 1] = 0;
    return null;
  }
  let mu = Math.abs(d[first]!);
  let smallest = mu;
  for (let i = first; i < last; i++) {
    const size = Math.abs(e[i]!);
    if (size <= tolerance * mu) {
      e[i] = 0;
      return null;
    }
    mu = Math.abs(d[i + 1]!) * (mu / (mu + size));
    smallest = Math.min(smallest, mu);
  }
  return smallest;
}

function flip(d: Float64Array, e: Float64Array, first: number, last: number): void {
  d.subarray(first, last + 1).reverse();
  e.subarray(first, last).reverse();
}

/** [smallest, largest] singular value of [[f, g], [0, h]] without avoidable rounding (LAPACK dlas2). */
function singularValues2(f: number, g: number, h: number): [number, number] {
  const coupling = Math.abs(g);
  const min = Math.min(Math.abs(f), Math.abs(h));
  const max = Math.max(Math.abs(f), Math.abs(h));
  if (min === 0) return [0, Math.hypot(max, coupling)];
  const sum = 1 + min / max;
  const difference = (max - min) / max;
  if (coupling < max) {
    const ratio = (coupling / max) ** 2;
    const c = 2 / (Math.sqrt(sum * sum + ratio) + Math.sqrt(difference * difference + ratio));
    return [min * c, max / c];
  }
  const ratio = max / coupling;
  if (ratio === 0) return [(min * max) / coupling, coupling];
  const c = 1 / (Math.sqrt(1 + (sum * ratio) ** 2) + Math.sqrt(1 + (difference * ratio) ** 2));
  return [2 * (min * c * ratio), coupling / (c + c)];
}

/** Length of (f, g), entries near 1 or far below it. */
function length(f: number, g: number): number {
  const sum = f * f + g * g;
  return sum > 1e-250 ? Math.sqrt(sum) : Math.hypot(f, g);
}

/** One implicit QR sweep with shift zero, first to last (dbdsqr, IDIR = 1). */
function zeroShiftSweep(d: Float64Array, e: Float64Array, first: number, last: number): void {
  let cos = 1;
  let oldCos = 1;
  let oldSin = 0;
  for (let i = first; i < last; i++) {
    const f = d[i]! * cos;
    const r = length(f, e[i]!);
    cos = r === 0 ? 1 : f / r;
    const sin = r === 0 ? 0 : e[i]! / r;
    if (i > first) e[i - 1] = oldSin * r;
    const oldF = oldCos * r;
    const g = d[i + 1]! * sin;
    const length2 = length(oldF, g);
    oldCos = length2 === 0 ? 1 : oldF / length2;
    oldSin = length2 === 0 ? 0 : g / length2;
    d[i] = length2;
  }
  const h = d[last]! * cos;
  d[last] = h * oldCos;
  e[last - 1] = h * oldSin;
}

/** One implicit QR sweep with a shift (dbdsqr, IDIR = 1). */
function shiftedSweep(d: Float64Array, e: Float64Array, first: number, last: number, shift: number): void {
  const top = d[first]!;
  let f = (Math.abs(top) - shift) * (Math.sign(top) + shift / top);
  let g = e[first]!;
  for (let i = first; i < last; i++) {
    let r = length(f, g);
    let cos = r === 0 ? 1 : f / r;
    let sin = r === 0 ? 0 : g / r;
    if (i > first) e[i - 1] = r;
    f = cos * d[i]! + sin * e[i]!;
    e[i] = cos * e[i]! - sin * d[i]!;
    g = sin * d[i + 1]!;
    d[i + 1] = cos * d[i + 1]!;
    r = length(f, g);
    cos = r === 0 ? 1 : f / r;
    sin = r === 0 ? 0 : g / r;
    d[i] = r;
    f = cos * e[i]! + sin * d[i + 1]!;
    d[i + 1] = cos * d[i + 1]! - sin * e[i]!;
    if (i < last - 1) {
      g = sin * e[i + 1]!;
      e[i + 1] = cos * e[i + 1]!;
    }
  }
  e[last - 1] = f;
}
