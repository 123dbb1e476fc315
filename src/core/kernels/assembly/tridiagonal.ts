import { scal } from './vector';

/** Newton steps before halving begins. */
const maxNewtonSteps: i32 = 12;

/**
 * The largest eigenvalue of the symmetric tridiagonal matrix with diagonal alpha[0 … n) and positive off-diagonal
 * beta[0 … n−1), to full precision: Newton's method from `upper`, which comes down monotonically because all roots of
 * the characteristic polynomial are real. Far above a cluster of m it gains no more than 1/m of the distance a time, so
 * after some steps halves of the interval from `lower` on are tried between. The pivots of x·I − T, positive from the
 * largest eigenvalue on, stay in `pivots`.
 */
export function largestEigenvalue(
  n: i32,
  alpha: usize,
  beta: usize,
  lower: f64,
  upper: f64,
  pivots: usize,
): f64 {
  let x = upper;
  for (let iteration = 0; iteration < 200; iteration++) {
    const logarithmic = factorize(n, alpha, beta, x, pivots);
    // Crossed by rounding: x is the eigenvalue to the last digits.
    if (!(logarithmic > 0)) break;
    const step = 1 / logarithmic;
    if (step <= 4.5e-16 * x) return x;
    x -= step;
    if (iteration < maxNewtonSteps) continue;
    const middle = lower + 0.5 * (x - lower);
    if (factorize(n, alpha, beta, middle, pivots) > 0) x = middle;
    else lower = middle;
  }
  // The pivots must be those of a number just above.
  for (let factor = 2.3e-16; factor < 1e-10; factor *= 2) {
    const above = x * (1 + factor);
    if (factorize(n, alpha, beta, above, pivots) > 0) return above;
  }
  return x;
}

/**
 * The pivots at x, from the last to the first; returns p′/p of the characteristic polynomial, or 0 unless all pivots are
 * positive. In the other order those near the end would lose all digits once the last component is below √eps.
 */
function factorize(n: i32, alpha: usize, beta: usize, x: f64, pivots: usize): f64 {
  let inverse = 0.0;
  let term = 0.0;
  let total = 0.0;
  for (let i = n - 1; i >= 0; i--) {
    const offset = (<usize>i) << 3;
    // beta[n − 1] couples to a vector outside the matrix.
    const b = i == n - 1 ? 0 : load<f64>(beta + offset);
    const ratio = b * b * inverse;
    const pivot = x - load<f64>(alpha + offset) - ratio;
    if (!(pivot > 0)) return 0;
    store<f64>(pivots + offset, pivot);
    inverse = 1 / pivot;
    term = (1 + ratio * term) * inverse;
    total += term;
  }
  return total;
}

/** Turns the pivots at the largest eigenvalue into its unit eigenvector. */
export function eigenvector(n: i32, beta: usize, vector: usize): void {
  let component = 1.0;
  let square = 1.0;
  store<f64>(vector, 1);
  for (let i = 1; i < n; i++) {
    const offset = (<usize>i) << 3;
    component *= load<f64>(beta + offset - 8) / load<f64>(vector + offset);
    store<f64>(vector + offset, component);
    square += component * component;
    if (square > 1e200) {
      component *= 1e-150;
      square *= 1e-300;
      scal(i + 1, 1e-150, vector);
    }
  }
  scal(n, 1 / Math.sqrt(square), vector);
}
