/** log2 ‖Wᵏ‖₂, k = 1, 2, …, up to the last step or before the first power that is exactly zero. */
export interface PowerNorms {
  readonly log2: readonly number[];
  /** How far each may be off, see `errorBounds`; Infinity where rounding may have swallowed the power. */
  readonly errorBounds: readonly number[];
  /** 'lanczos' on squared powers, or 'direct': all singular values of each power. */
  readonly method: 'lanczos' | 'direct';
}

/** How the powers were made. */
export interface Making {
  /** Each by multiplying the last by W, or from W², W⁴, W⁸, …. */
  readonly scheme: 'stepwise' | 'squared';
  /** n of the n×n matrix. */
  readonly order: number;
  /** The largest (‖A‖_F/‖A‖₂)² of the powers A that were multiplied, where that is known to be less than n. */
  readonly flatness?: number;
}

const unitRoundoff = 2 ** -53;
/** The norm of a vector, its logarithm and the last singular value are off by so many units in the last place. */
const lastDigits = 4;

/**
 * Bounds in log2 for a curve that starts at k = 1: the relative errors of the iteration, halved (they are those of squared norms),
 * and what the rounding of every product adds. A product Wᵐ·Wᵐ on the way to Wᵏ leaves R, |R| ≤ n·u·|Wᵐ|² entry by entry ([Higham2002] §3.5),
 * so that ‖R‖ ≤ n·u·‖Wᵐ‖_F² whatever the roundings have in common, as they do where all entries are alike. Of R Wᵏ gets
 * Wⁱ·R·Wᵏ⁻²ᵐ⁻ⁱ at every place i where W²ᵐ stands in it: the sum of ‖Wⁱ‖·‖Wᵐ‖²·‖Wᵏ⁻²ᵐ⁻ⁱ‖ is large against ‖Wᵏ‖ where powers
 * grow and cancel. The curve gives these norms, each taken with its own error, so that norms that are rounding themselves still
 * bound the rest. The iteration speaks of *a* singular value; that it is the largest rests on repeated random starts.
 */
export function errorBounds(
  log2: readonly number[],
  relativeErrors: readonly number[],
  { scheme, order, flatness = order }: Making,
): number[] {
  // ‖Wʲ‖·2^(−j·rate), so that their products stay in range; where they do not, the bound is Infinity.
  const rate = (log2.at(-1) ?? 0) / Math.max(1, log2.length);
  const norms = [1];
  const rounding = order * Math.min(order, flatness) * unitRoundoff;
  const placesOf = scheme === 'squared' ? bySquares : byStep;
  const iterationOf = (index: number): number =>
    relativeErrors[index]! / 2 + lastDigits * unitRoundoff * (1 + Math.abs(log2[index]!));
  const quick = wellKnown(log2, rate, rounding, iterationOf);
  if (quick) {
    const last = log2.length;
    const added = rounding * placesOf(quick.norms, quick.norms[last]!, last) * (1 + wellEnough) ** 4;
    const relative = added / quick.norms[last]! + iterationOf(last - 1);
    return [...quick.relative.slice(0, -1), relative].map((error) => -Math.log2(1 - error));
  }
  return log2.map((value, index) => {
    const k = index + 1;
    const norm = 2 ** (value - k * rate);
    const added = rounding * placesOf(norms, norm, k);
    const iteration = iterationOf(index);
    const relative = added / norm + iteration;
    norms.push(Math.min(norm + added + iteration * norm, bySubmultiplication(norms, k)));
    return relative < 1 ? -Math.log2(1 - relative) : Infinity;
  });
}

/** Norms whose relative errors are below this bound the rest as well as true ones. */
const wellEnough = 1e-3;

/**
 * The norms where no sum is needed to see that all are known well, with what is then certain of each error: at most 2k places,
 * each with four factors no larger than the largest. `null` where powers grow and cancel.
 */
function wellKnown(
  log2: readonly number[],
  rate: number,
  rounding: number,
  iterationOf: (index: number) => number,
): { readonly norms: readonly number[]; readonly relative: readonly number[] } | null {
  if (log2.length === 0) return null;
  const norms = [1, ...log2.map((value, index) => 2 ** (value - (index + 1) * rate))];
  const largest = norms.reduce((a, b) => Math.max(a, b));
  const place = 2 * rounding * (largest * (1 + wellEnough)) ** 4;
  const relative = log2.map((_, index) => (place * (index + 1)) / norms[index + 1]! + iterationOf(index));
  return relative.every((error) => error < wellEnough) ? { norms, relative } : null;
}

/** ‖Wᵏ‖ ≤ ‖Wʲ‖·‖Wᵏ⁻ʲ‖, tried in the middle and at the end. */
function bySubmultiplication(norms: readonly number[], k: number): number {
  if (k === 1) return Infinity;
  const half = Math.floor(k / 2);
  return Math.min(norms[half]! * norms[k - half]!, norms[1]! * norms[k - 1]!);
}

/** Σ ‖Wⁱ‖·‖W‖·‖Wᵏ⁻¹⁻ⁱ‖. */
function byStep(norms: readonly number[], norm: number, k: number): number {
  if (k === 1) return 0;
  let sum = 0;
  for (let i = 0; i < k - 1; i++) sum += norms[i]! * norms[1]! * (norms[k - 1 - i] ?? norm);
  return sum;
}

/** The same for squares, and for the products that join them. */
function bySquares(norms: readonly number[], norm: number, k: number): number {
  if (k === 1) return 0;
  let sum = 0;
  for (let m = 1; 2 * m <= k; m *= 2) {
    const square = norms[m]! ** 2;
    let places = 0;
    for (let i = 0; i + 2 * m <= k; i += 2 * m) places += norms[i]! * (norms[k - 2 * m - i] ?? norm);
    sum += square * places;
  }
  let before = 0;
  for (let bit = 1; bit < k; bit *= 2) {
    if (Math.floor(k / bit) % 2 === 0) continue;
    sum += norms[before]! * norms[bit]! * (norms[k - before - bit] ?? norm);
    before += bit;
  }
  return Number.isNaN(sum) ? Infinity : sum;
}
