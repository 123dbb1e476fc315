import { gemv, gemvT, normal } from './gemv';
import { eigenvector, largestEigenvalue } from './tridiagonal';
import { axpy, clear, dot, scal } from './vector';

/**
 * The largest singular value of P = M_c ⋯ M_1 by Lanczos on PᵀP with full reorthogonalisation: Golub–Kahan–Lanczos
 * in its one-sided form (Simon & Zha 2000), where the left vectors need not be kept. `list` holds the addresses of
 * M_1 … M_c; the factors are square but that a single one may be m×n.
 *
 * Goes on from `from` steps until the residual is at most `tolerance`, the space is exhausted, or `to` steps are done.
 * Returns the steps done and writes to `out`: θ = σ², ‖PᵀP·x − θ·x‖/θ and 1 when it is to stop, else 0.
 * `basis` holds the orthonormal vectors, ldv bytes apart, one more than steps; `alpha`, `beta` and `weights` one number
 * for each step; `work` two vectors.
 */
export function lanczos(
  m: i32,
  n: i32,
  count: i32,
  list: usize,
  lda: usize,
  basis: usize,
  ldv: usize,
  from: i32,
  to: i32,
  tolerance: f64,
  alpha: usize,
  beta: usize,
  weights: usize,
  work: usize,
  out: usize,
): i32 {
  for (let j = from; j < to; j++) {
    const x = basis + <usize>j * ldv;
    const w = x + ldv;
    const here = (<usize>j) << 3;
    const a = gram(m, n, count, list, lda, x, w, work, ldv);
    store<f64>(alpha + here, a);
    axpy(n, -a, x, w);
    if (j > 0) axpy(n, -load<f64>(beta + here - 8), x - ldv, w);
    const b = orthogonalise(n, j + 1, basis, ldv, w, work);
    store<f64>(beta + here, b);

    const known = j == 0 ? 0 : load<f64>(out);
    const exhausted = j + 1 == n || !(b > 1e-14 * Math.max(known, a));
    // A look costs about as much as a step of a small matrix: every second time once it is under way.
    if (exhausted || j + 1 == to || j < 4 || (j & 1) == 1) {
      const steps = j + 1;
      // Bordering raises the largest eigenvalue by no more than the new off-diagonals (two steps' worth).
      let upper = Math.max(known, a);
      if (j > 0) upper = Math.max(upper, load<f64>(alpha + here - 8)) + load<f64>(beta + here - 8);
      if (j > 1) upper += load<f64>(beta + here - 16);
      const theta = upper > 0 ? largestEigenvalue(steps, alpha, beta, upper * (1 + 1e-12), weights) : 0;
      let residual = 0.0;
      if (theta > 0) {
        eigenvector(steps, beta, weights);
        residual = (b * Math.abs(load<f64>(weights + here))) / theta;
      } else {
        clear(steps, weights);
        store<f64>(weights, 1);
      }
      store<f64>(out, theta);
      store<f64>(out, residual, 8);
      if (exhausted || residual <= tolerance) {
        store<f64>(out, 1, 16);
        return steps;
      }
    }
    scal(n, 1 / b, w);
  }
  store<f64>(out, 0, 16);
  return to;
}

/** w ← PᵀP·x; returns ‖P·x‖². */
function gram(
  m: i32,
  n: i32,
  count: i32,
  list: usize,
  lda: usize,
  x: usize,
  w: usize,
  work: usize,
  ldv: usize,
): f64 {
  let source = x;
  let spare = work + ldv;
  // The vectors alternate between the two places of `work`.
  for (let i = 0; i + 1 < count; i++) {
    gemv(n, n, load<usize>(list + ((<usize>i) << 2)), lda, source, spare);
    source = spare;
    spare = source == work ? work + ldv : work;
  }
  const outer = load<usize>(list + ((<usize>(count - 1)) << 2));
  if (count == 1) {
    clear(n, w);
    normal(m, n, outer, lda, x, work, w);
    return dot(m, work, work);
  }
  // w takes the place of the third vector: the image first, what comes back after it.
  clear(n, spare);
  normal(n, n, outer, lda, source, w, spare);
  const square = dot(n, w, w);
  for (let i = count - 2; i >= 0; i--) {
    const target = i == 0 ? w : source;
    clear(n, target);
    gemvT(n, n, 1, load<usize>(list + ((<usize>i) << 2)), lda, spare, target);
    source = spare;
    spare = target;
  }
  return square;
}

/** Takes the components along the basis out of w (classical Gram–Schmidt, twice if the first took much); returns ‖w‖. */
function orthogonalise(n: i32, count: i32, basis: usize, ldv: usize, w: usize, work: usize): f64 {
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
