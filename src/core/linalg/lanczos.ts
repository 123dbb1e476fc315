import type { Progress } from './matrix';
import { leadingPair } from './tridiagonal';
import { dot, unit } from './vector';

/** A linear map of `columns` numbers to `rows` numbers; both methods write their result into `y`. */
export interface Operator {
  readonly rows: number;
  readonly columns: number;
  apply(x: Float64Array, y: Float64Array): void;
  applyTranspose(x: Float64Array, y: Float64Array): void;
}

/** The leading singular value, its unit right singular vector, and ‖AᵀAv − σ²v‖/σ². */
export interface LeadingSingular {
  readonly value: number;
  readonly vector: Float64Array;
  /** Bounds the relative distance to *a* singular value's square, not to the largest. */
  readonly residual: number;
}

/**
 * The largest singular value of an operator of norm near 1: Lanczos on AᵀA with full reorthogonalization, twice
 * ([Golub2013] §10.3), from `start`, until the residual is below `tolerance`. The value is a lower bound of
 * ‖A‖₂ but for rounding; call it with a second start to confirm it.
 */
export function leadingSingular(
  a: Operator,
  start: Float64Array,
  tolerance: number,
  progress?: Progress,
): LeadingSingular {
  const n = a.columns;
  const basis: Float64Array[] = [unit(start)];
  const alpha = new Float64Array(n);
  const beta = new Float64Array(n);
  const image = new Float64Array(a.rows);
  let bound = 0;
  for (let j = 0; j < n; j++) {
    progress?.(j / n);
    const v = basis[j]!;
    const w = new Float64Array(n);
    a.apply(v, image);
    alpha[j] = dot(image, image);
    a.applyTranspose(image, w);
    orthogonalize(w, basis);
    orthogonalize(w, basis);
    beta[j] = Math.sqrt(dot(w, w));
    const last = j === n - 1 || beta[j]! <= 1e-14 * Math.max(bound, alpha[j]!);
    if (last || j < 8 || j % 2 === 1) {
      const pair = leadingPair(alpha, beta, j + 1, bound);
      bound = pair.value;
      const residual = pair.value === 0 ? 0 : (beta[j]! * Math.abs(pair.vector[j]!)) / pair.value;
      if (last || residual <= tolerance) {
        return { value: Math.sqrt(pair.value), vector: combination(basis, pair.vector), residual };
      }
    }
    const factor = 1 / beta[j]!;
    for (let i = 0; i < n; i++) w[i] = w[i]! * factor;
    basis.push(w);
  }
  throw new RangeError('an operator without columns has no singular value');
}

function combination(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const result = new Float64Array(basis[0]!.length);
  weights.forEach((weight, k) => {
    const vector = basis[k]!;
    for (let i = 0; i < result.length; i++) result[i] = result[i]! + weight * vector[i]!;
  });
  return unit(result);
}

/** Takes the components along the orthonormal `basis` out of w (modified Gram–Schmidt). */
function orthogonalize(w: Float64Array, basis: readonly Float64Array[]): void {
  for (const vector of basis) {
    const product = dot(w, vector);
    for (let i = 0; i < w.length; i++) w[i] = w[i]! - product * vector[i]!;
  }
}
