import { dot, maxAbs, scal } from './vector';

/**
 * Overwrites x with v, v[0] = 1, such that (I − tau·v·vᵀ)·x = (beta, 0, …)ᵀ (LAPACK dlarfg); beta goes to `beta`.
 * Returns tau, 0 where x is of that form already.
 */
export function reflect(n: i32, x: usize, beta: usize): f64 {
  const alpha = load<f64>(x);
  store<f64>(x, 1);
  store<f64>(beta, alpha);
  if (n < 2) return 0;
  const tail = x + 8;
  let size = 1.0;
  let square = dot(n - 1, tail, tail);
  // Outside this range the squares may have lost digits: the detour by the largest entry keeps them.
  if (!(square > 1e-240 && square < 1e240)) {
    size = maxAbs(n - 1, tail);
    if (size == 0) return 0;
    // In two factors: the reciprocal of a subnormal overflows.
    const root = Math.sqrt(size);
    scal(n - 1, 1 / root, tail);
    scal(n - 1, 1 / root, tail);
    square = dot(n - 1, tail, tail);
  }
  const head = alpha / size;
  const norm = Math.sqrt(head * head + square);
  const pivot = head >= 0 ? head + norm : head - norm;
  scal(n - 1, 1 / pivot, tail);
  store<f64>(beta, head >= 0 ? -norm * size : norm * size);
  return head >= 0 ? pivot / norm : -pivot / norm;
}
