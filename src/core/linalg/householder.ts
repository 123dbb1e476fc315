/**
 * A Householder reflector H = I − tau·v·vᵀ with v[0] = 1 that maps a vector to (beta, 0, …)ᵀ (LAPACK dlarfg).
 * `tau` is 0 where the vector is already of that form, and H the identity.
 */
export interface Reflector {
  readonly tau: number;
  readonly beta: number;
}

/**
 * Makes the reflector of `x[from…to)` and overwrites those entries with v. Entries are to be scaled near 1
 * beforehand; squares that underflow are lost, as negligible.
 */
export function reflect(x: Float64Array, from: number, to: number): Reflector {
  const alpha = x[from]!;
  let largest = 0;
  for (let i = from + 1; i < to; i++) largest = Math.max(largest, Math.abs(x[i]!));
  x[from] = 1;
  if (largest === 0) return { tau: 0, beta: alpha };
  // Dividing by the largest entry keeps the squares in range for graded columns too.
  const scale = Math.max(largest, Math.abs(alpha));
  let sum = (alpha / scale) ** 2;
  for (let i = from + 1; i < to; i++) sum += (x[i]! / scale) ** 2;
  const norm = scale * Math.sqrt(sum);
  const beta = alpha >= 0 ? -norm : norm;
  const pivot = alpha - beta;
  for (let i = from + 1; i < to; i++) x[i] = x[i]! / pivot;
  return { tau: -pivot / beta, beta };
}
