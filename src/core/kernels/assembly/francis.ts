// Eigenvalues of an upper Hessenberg matrix: LAPACK dlahqr, with the far-off parts of each sweep put off and applied
// window by window, so that they run from registers (the idea behind [Braman2002]).
import { choose, deflate, eigenvalues2, start, v1 as first1, v2 as first2, v3 as first3 } from './shifts';
import { applyAbove, applyRight } from './reflectors';

/** Reflectors of a window: its part of the matrix stays in the first-level cache. */
const window: i32 = 32;
const maxIterations: i32 = 300;

/** Bytes that `francis` needs at `work`. */
export function francisWork(): usize {
  return (<usize>(window * 5)) << 3;
}

/**
 * Runs until all eigenvalues stand in re and im (returns −1), an eigenvalue resists 300 iterations (−2), or about
 * `budget` operations are done. `state` holds two i32, at first n − 1 and 0: the last row of the active block and its
 * iterations. Otherwise returns that row.
 */
export function francis(
  n: i32,
  h: usize,
  ld: usize,
  re: usize,
  im: usize,
  state: usize,
  budget: f64,
  work: usize,
): i32 {
  let last = load<i32>(state);
  let iterations = load<i32>(state, 4);
  let done = 0.0;
  while (last >= 0) {
    const first = deflate(h, ld, n, last);
    const diagonal = h + <usize>first * ld + ((<usize>first) << 3);
    if (first > 0) store<f64>(diagonal - 8, 0);
    if (first == last) {
      store<f64>(re + ((<usize>last) << 3), load<f64>(diagonal));
      store<f64>(im + ((<usize>last) << 3), 0);
      last -= 1;
      iterations = 0;
      continue;
    }
    if (first == last - 1) {
      eigenvalues2(diagonal, ld, re + ((<usize>first) << 3), im + ((<usize>first) << 3));
      last -= 2;
      iterations = 0;
      continue;
    }
    if (iterations >= maxIterations) return -2;
    if (done > budget) break;
    sweep(h, ld, first, last, iterations, work);
    iterations++;
    const size = <f64>(last - first);
    done += 10 * size * size + 1000;
  }
  store<i32>(state, last);
  store<i32>(state, iterations, 4);
  return last;
}

/** One implicit double-shift sweep over rows first … last. */
function sweep(h: usize, ld: usize, first: i32, last: i32, iterations: i32, work: usize): void {
  choose(h, ld, first, last, iterations);
  const begin = start(h, ld, first, last);
  let v1 = first1;
  let v2 = first2;
  let v3 = first3;
  for (let from = begin; from < last; from += window) {
    const to = min(from + window, last);
    const lastColumn = min(to + 1, last);
    for (let k = from; k < to; k++) {
      const three = k < last - 1;
      const p = h + <usize>k * ld + ((<usize>k) << 3);
      if (k > begin) {
        v1 = load<f64>(p - 8);
        v2 = load<f64>(p + ld - 8);
        v3 = three ? load<f64>(p + 2 * ld - 8) : 0;
      } else if (!three) v3 = 0;
      const tail = Math.max(Math.abs(v2), Math.abs(v3));
      let t1 = 0.0;
      let beta = v1;
      if (tail > 0) {
        const size = Math.max(tail, Math.abs(v1));
        const a = v1 / size;
        const b = v2 / size;
        const c = v3 / size;
        const norm = size * Math.sqrt(a * a + b * b + c * c);
        beta = v1 >= 0 ? -norm : norm;
        t1 = (beta - v1) / beta;
        const pivot = 1 / (v1 - beta);
        v2 *= pivot;
        v3 *= pivot;
      }
      if (k > begin) {
        store<f64>(p - 8, beta);
        store<f64>(p + ld - 8, 0);
        if (three) store<f64>(p + 2 * ld - 8, 0);
      } else if (begin > first) store<f64>(p - 8, load<f64>(p - 8) * (1 - t1));
      const reflector = work + <usize>(k - from) * 40;
      store<f64>(reflector, v2);
      store<f64>(reflector, v3, 8);
      store<f64>(reflector, t1, 16);
      store<f64>(reflector, t1 * v2, 24);
      store<f64>(reflector, t1 * v3, 32);
      // Within the window at once, for the next reflector comes from here.
      const top = max(first, from);
      if (three) {
        rows3(p, ld, lastColumn - k + 1, v2, v3, t1);
        columns3(h + <usize>top * ld + ((<usize>k) << 3), ld, min(k + 3, last) - top + 1, v2, v3, t1);
      } else {
        rows2(p, ld, lastColumn - k + 1, v2, t1);
        columns2(h + <usize>top * ld + ((<usize>k) << 3), ld, last - top + 1, v2, t1);
      }
    }
    const ends = to == last;
    const count = ends ? to - from - 1 : to - from;
    applyRight(h + <usize>from * ld + ((<usize>(lastColumn + 1)) << 3), ld, last - lastColumn, count, work);
    applyAbove(h + <usize>first * ld + ((<usize>from) << 3), ld, from - first, count, ends, work);
  }
}

/** From the left on rows k … k+2, `count` columns. */
function rows3(r0: usize, ld: usize, count: i32, v2: f64, v3: f64, t1: f64): void {
  const f2 = f64x2.splat(v2);
  const f3 = f64x2.splat(v3);
  const g1 = f64x2.splat(t1);
  const g2 = f64x2.splat(t1 * v2);
  const g3 = f64x2.splat(t1 * v3);
  let r1 = r0 + ld;
  let r2 = r1 + ld;
  let j = 0;
  for (; j + 1 < count; j += 2, r0 += 16, r1 += 16, r2 += 16) {
    const x0 = v128.load(r0);
    const x1 = v128.load(r1);
    const x2 = v128.load(r2);
    const s = f64x2.add(f64x2.add(x0, f64x2.mul(f2, x1)), f64x2.mul(f3, x2));
    v128.store(r0, f64x2.sub(x0, f64x2.mul(s, g1)));
    v128.store(r1, f64x2.sub(x1, f64x2.mul(s, g2)));
    v128.store(r2, f64x2.sub(x2, f64x2.mul(s, g3)));
  }
  if (j == count) return;
  const s = load<f64>(r0) + v2 * load<f64>(r1) + v3 * load<f64>(r2);
  store<f64>(r0, load<f64>(r0) - s * t1);
  store<f64>(r1, load<f64>(r1) - s * (t1 * v2));
  store<f64>(r2, load<f64>(r2) - s * (t1 * v3));
}

/** From the right on columns k … k+2, `count` rows. */
function columns3(p: usize, ld: usize, count: i32, v2: f64, v3: f64, t1: f64): void {
  const t2 = t1 * v2;
  const t3 = t1 * v3;
  for (let i = 0; i < count; i++, p += ld) {
    const x0 = load<f64>(p);
    const x1 = load<f64>(p, 8);
    const x2 = load<f64>(p, 16);
    const s = x0 + v2 * x1 + v3 * x2;
    store<f64>(p, x0 - s * t1);
    store<f64>(p, x1 - s * t2, 8);
    store<f64>(p, x2 - s * t3, 16);
  }
}

function rows2(r0: usize, ld: usize, count: i32, v2: f64, t1: f64): void {
  const t2 = t1 * v2;
  for (let j = 0; j < count; j++, r0 += 8) {
    const x0 = load<f64>(r0);
    const x1 = load<f64>(r0 + ld);
    const s = x0 + v2 * x1;
    store<f64>(r0, x0 - s * t1);
    store<f64>(r0 + ld, x1 - s * t2);
  }
}

function columns2(p: usize, ld: usize, count: i32, v2: f64, t1: f64): void {
  const t2 = t1 * v2;
  for (let i = 0; i < count; i++, p += ld) {
    const x0 = load<f64>(p);
    const x1 = load<f64>(p, 8);
    const s = x0 + v2 * x1;
    store<f64>(p, x0 - s * t1);
    store<f64>(p, x1 - s * t2, 8);
  }
}
