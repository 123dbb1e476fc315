import { gemv, gemvT } from './gemv';
import { gemvGroup, gemvTGroup, normalGroup } from './group';
import { eigenvector, largestEigenvalue } from './tridiagonal';
import { axpy, clear, dot, scal } from './vector';

// The two halves of a step of Lanczos on PᵀP: Golub–Kahan–Lanczos in its one-sided form [Simon2000], where the left
// vectors need not be kept. Several operators that share factors go in step, so that these are read from memory once.

/** The byte offset of the i-th address of a list. */
function entry(i: i32): usize {
  return (<usize>i) << 2;
}

/**
 * wᵢ ← PᵢᵀPᵢ·xᵢ and squares[i] ← ‖Pᵢ·xᵢ‖² for Pᵢ = S_c ⋯ S_1·Lᵢ, i < systems. `shared` lists S_1 … S_c, c ≥ 1;
 * `own` lists the Lᵢ, 0 for none. All are n×n, but S_1 may be m×n when it is alone. `x` and `w` list vectors, `work`
 * holds two
 * vectors for each system, ldv bytes apart, and `lists` two addresses for each.
 */
export function gram(
  m: i32,
  n: i32,
  systems: i32,
  own: usize,
  count: i32,
  shared: usize,
  lda: usize,
  x: usize,
  w: usize,
  squares: usize,
  work: usize,
  ldv: usize,
  lists: usize,
): void {
  const from = lists;
  const to = lists + entry(systems);
  for (let i = 0; i < systems; i++) {
    const first = work + <usize>(2 * i) * ldv;
    const factor = load<usize>(own + entry(i));
    const xi = load<usize>(x + entry(i));
    if (factor) gemv(n, n, factor, lda, xi, first);
    store<usize>(from + entry(i), factor ? first : xi);
    store<usize>(to + entry(i), factor ? first + ldv : first);
  }
  for (let f = 0; f + 1 < count; f++) {
    gemvGroup(n, n, load<usize>(shared + entry(f)), lda, systems, from, to);
    for (let i = 0; i < systems; i++) {
      const image = load<usize>(to + entry(i));
      store<usize>(from + entry(i), image);
      store<usize>(to + entry(i), other(work, ldv, i, image));
    }
  }
  outermost(m, n, systems, own, count, load<usize>(shared + entry(count - 1)), lda, from, to, w, squares);
  for (let f = count - 2; f >= 0; f--) {
    for (let i = 0; i < systems; i++) {
      const source = load<usize>(to + entry(i));
      const last = f == 0 && load<usize>(own + entry(i)) == 0;
      const target = last ? load<usize>(w + entry(i)) : other(work, ldv, i, source);
      store<usize>(from + entry(i), source);
      store<usize>(to + entry(i), target);
      clear(n, target);
    }
    gemvTGroup(n, n, load<usize>(shared + entry(f)), lda, systems, from, to);
  }
  for (let i = 0; i < systems; i++) {
    const factor = load<usize>(own + entry(i));
    if (factor == 0) continue;
    const wi = load<usize>(w + entry(i));
    clear(n, wi);
    gemvT(n, n, 1, factor, lda, load<usize>(to + entry(i)), wi);
  }
}

/** The one of a system's two vectors of `work` that `address` is not. */
function other(work: usize, ldv: usize, i: i32, address: usize): usize {
  const first = work + <usize>(2 * i) * ldv;
  return address == first ? first + ldv : first;
}

/** The outermost factor and its transpose in one pass; the results stand at the addresses left in `to`. */
function outermost(
  m: i32,
  n: i32,
  systems: i32,
  own: usize,
  count: i32,
  factor: usize,
  lda: usize,
  from: usize,
  to: usize,
  w: usize,
  squares: usize,
): void {
  for (let i = 0; i < systems; i++) {
    // Where nothing is left to apply the result is w, and the image takes the spare vector.
    if (count > 1 || load<usize>(own + entry(i)) != 0) continue;
    const spare = load<usize>(to + entry(i));
    store<usize>(to + entry(i), load<usize>(w + entry(i)));
    store<usize>(w + entry(i), spare);
  }
  for (let i = 0; i < systems; i++) clear(n, load<usize>(to + entry(i)));
  normalGroup(m, n, factor, lda, systems, from, w, to);
  for (let i = 0; i < systems; i++) {
    const image = load<usize>(w + entry(i));
    store<f64>(squares + ((<usize>i) << 3), dot(m, image, image));
  }
}

/**
 * The rest of step j, counted from 0, of one system: makes w = PᵀP·x orthogonal to the basis and, unless it is to stop, of
 * unit length. `basis` holds j + 1 vectors, ldv bytes apart, and w behind them; `a` is ‖P·x‖²; `alpha`, `beta` and
 * `weights` hold a number for each step. Writes to `out`: θ = σ², ‖PᵀP·x − θ·x‖/θ and 1 when it is to stop, or else 0.
 * `look` makes it find θ in any case.
 */
export function advance(
  n: i32,
  j: i32,
  basis: usize,
  ldv: usize,
  a: f64,
  tolerance: f64,
  look: bool,
  alpha: usize,
  beta: usize,
  weights: usize,
  work: usize,
  out: usize,
): void {
  const x = basis + <usize>j * ldv;
  const w = x + ldv;
  const here = (<usize>j) << 3;
  store<f64>(alpha + here, a);
  axpy(n, -a, x, w);
  if (j > 0) axpy(n, -load<f64>(beta + here - 8), x - ldv, w);
  const b = orthogonalize(n, j + 1, basis, ldv, w, work);
  store<f64>(beta + here, b);
  const known = j == 0 ? 0 : load<f64>(out);
  const exhausted = j + 1 == n || !(b > 1e-14 * Math.max(known, a));
  store<f64>(out, 0, 16);
  // A look grows dearer with the steps: every second time then.
  if (exhausted || look || j < 16 || (j & 1) == 1) {
    const residual = ritz(j, known, alpha, beta, weights, out);
    if (exhausted || residual <= tolerance) {
      store<f64>(out, 1, 16);
      return;
    }
  }
  scal(n, 1 / b, w);
}

/** The largest eigenvalue after step j, θ of at most two steps ago being known; returns the residual. */
function ritz(j: i32, known: f64, alpha: usize, beta: usize, weights: usize, out: usize): f64 {
  const here = (<usize>j) << 3;
  // Bordering raises the largest eigenvalue by no more than the new off-diagonals.
  let upper = Math.max(known, load<f64>(alpha + here));
  if (j > 0) upper = Math.max(upper, load<f64>(alpha + here - 8)) + load<f64>(beta + here - 8);
  if (j > 1) upper += load<f64>(beta + here - 16);
  let theta = 0.0;
  let residual = 0.0;
  if (upper > 0) {
    theta = largestEigenvalue(j + 1, alpha, beta, known, upper * (1 + 1e-12), weights);
    eigenvector(j + 1, beta, weights);
    residual = (load<f64>(beta + here) * Math.abs(load<f64>(weights + here))) / theta;
  } else {
    clear(j + 1, weights);
    store<f64>(weights, 1);
  }
  store<f64>(out, theta);
  store<f64>(out, residual, 8);
  return residual;
}

/** Takes the components along the basis out of w (classical Gram–Schmidt, twice if the first took much); returns ‖w‖. */
function orthogonalize(n: i32, count: i32, basis: usize, ldv: usize, w: usize, work: usize): f64 {
  let before = Math.sqrt(dot(n, w, w));
  for (let pass = 0; pass < 3; pass++) {
    gemv(count, n, basis, ldv, w, work);
    gemvT(count, n, -1, basis, ldv, work, w);
    const after = Math.sqrt(dot(n, w, w));
    if (after > 0.7 * before) return after;
    before = after;
  }
  return before;
}

/** x ← Σ weights[i]·basis[i]: the Ritz vector of the last `lanczos`. */
export function ritzVector(n: i32, steps: i32, basis: usize, ldv: usize, weights: usize, x: usize): void {
  clear(n, x);
  gemvT(steps, n, 1, basis, ldv, weights, x);
}

/**
 * x ← a unit vector, `share` of x and the rest random: without the random part a direction that x lacks would never be
 * found. `seed` is an odd u64 that moves on.
 */
export function mixStart(n: i32, x: usize, share: f64, seed: usize): void {
  const old = Math.sqrt(dot(n, x, x));
  const keep = old > 0 ? share / old : 0;
  let state = load<u64>(seed);
  // Uniform on (−1, 1) has variance 1/3.
  const spread = (1 - share) * Math.sqrt(3 / <f64>n) * 1.0842021724855044e-19;
  for (let i = 0; i < n; i++) {
    const at = x + ((<usize>i) << 3);
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    store<f64>(at, keep * load<f64>(at) + spread * <f64>(<i64>state));
  }
  store<u64>(seed, state);
  scal(n, 1 / Math.sqrt(dot(n, x, x)), x);
}
