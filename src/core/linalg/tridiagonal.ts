/** The largest eigenvalue of a symmetric tridiagonal matrix, with its unit eigenvector. */
export interface LeadingPair {
  readonly value: number;
  readonly vector: Float64Array;
}

/**
 * The largest eigenvalue of the symmetric tridiagonal matrix with diagonal `alpha[0…n)` and positive off-diagonal
 * `beta[0…n−1)`, above a known lower bound: bisection on the trailing pivots, which are positive from the largest
 * eigenvalue on. The same pivots give the ratios of the eigenvector's entries, stably to the last.
 */
export function leadingPair(
  alpha: Float64Array,
  beta: Float64Array,
  n: number,
  lowerBound: number,
): LeadingPair {
  let lower = lowerBound;
  let upper = lowerBound;
  for (let i = 0; i < n; i++) {
    const radius = (i > 0 ? beta[i - 1]! : 0) + (i + 1 < n ? beta[i]! : 0);
    lower = Math.max(lower, alpha[i]!);
    upper = Math.max(upper, alpha[i]! + radius);
  }
  for (;;) {
    const middle = lower + (upper - lower) / 2;
    if (middle <= lower || middle >= upper) break;
    if (isAbove(middle, alpha, beta, n)) upper = middle;
    else lower = middle;
  }
  const ratios = new Float64Array(n);
  let pivot = upper - alpha[n - 1]!;
  for (let i = n - 1; i > 0; i--) {
    const ratio = pivot > 0 ? beta[i - 1]! / pivot : Infinity;
    ratios[i] = ratio;
    pivot = upper - alpha[i - 1]! - beta[i - 1]! * ratio;
  }
  return { value: upper, vector: fromRatios(ratios) };
}

/** Whether x exceeds every eigenvalue: all pivots of x·I − T, from the last, are positive. */
function isAbove(x: number, alpha: Float64Array, beta: Float64Array, n: number): boolean {
  let pivot = x - alpha[n - 1]!;
  for (let i = n - 2; i >= 0; i--) {
    if (!(pivot > 0)) return false;
    pivot = x - alpha[i]! - (beta[i]! * beta[i]!) / pivot;
  }
  return pivot > 0;
}

/** The unit vector with v[i]/v[i−1] = ratios[i]; an infinite ratio puts all before it to zero. */
function fromRatios(ratios: Float64Array): Float64Array {
  const vector = new Float64Array(ratios.length);
  vector[0] = 1;
  let sum = 1;
  for (let i = 1; i < ratios.length; i++) {
    if (ratios[i] === Infinity) {
      vector.fill(0, 0, i);
      vector[i] = 1;
      sum = 1;
      continue;
    }
    vector[i] = vector[i - 1]! * ratios[i]!;
    sum += vector[i]! * vector[i]!;
    if (sum > 1e200) {
      for (let j = 0; j <= i; j++) vector[j] = vector[j]! * 1e-150;
      sum *= 1e-300;
    }
  }
  const length = Math.sqrt(sum);
  return vector.map((x) => x / length);
}
