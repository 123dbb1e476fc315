import { roundingOfSums, squareOfSizes } from './boundedPower';
import { transpose, type Matrix } from './matrix';
import { unit } from './vector';

/** Columns of a panel; smaller matrices are one. */
const panel = 64;
const undivided = 128;

/** The Cholesky factor L of t·I − G, which is there only if no eigenvalue of the symmetric G lies above `upperBound`. */
export class CholeskyFactor {
  private constructor(
    private readonly lower: Matrix,
    readonly upperBound: number,
  ) {}

  /** `null` where t·I − G has no factor in floating point: G may have an eigenvalue above t, or too near it. */
  static below(g: Matrix, t: number, multiply: (a: Matrix, b: Matrix) => Matrix): CholeskyFactor | null {
    const { rows: n } = g;
    const data = g.data.map((value) => -value);
    let trace = 0;
    for (let i = 0; i < n; i++) {
      const at = i * (n + 1);
      data[at] = t + data[at]!;
      trace += data[at];
    }
    const lower = { rows: n, columns: n, data };
    if (!factorize(lower, multiply)) return null;
    for (let i = 0; i < n; i++) data.fill(0, i * n + i + 1, (i + 1) * n);
    // LLᵀ is off by γ·|L||Lᵀ| entry by entry, ‖|L||Lᵀ|‖₂ at most the trace.
    const hidden = roundingOfSums(n) * Math.min(trace, squareOfSizes(lower)) * (1 + 2 ** -40) + 2 ** -1000;
    return new CholeskyFactor(lower, (t + 2 ** -52 * t + hidden) * (1 + 2 ** -51));
  }

  /** About the eigenvector of G's largest eigenvalue where t lies just above it: inverse iteration, unit length. */
  leadingVector(): Float64Array {
    const { rows: n, data } = this.lower;
    let x = new Float64Array(n).map((_, i) => 1 + ((i * 0.6180339887498949) % 1));
    for (let pass = 0; pass < 2; pass++) {
      for (let i = 0; i < n; i++) {
        let value = x[i]!;
        for (let j = 0; j < i; j++) value -= data[i * n + j]! * x[j]!;
        x[i] = value / data[i * (n + 1)]!;
      }
      for (let i = n - 1; i >= 0; i--) {
        x[i] = x[i]! / data[i * (n + 1)]!;
        for (let j = 0; j < i; j++) x[j] = x[j]! - data[i * n + j]! * x[i]!;
      }
      x = unit(x) as Float64Array<ArrayBuffer>;
    }
    return x;
  }
}

/** L in place of the lower triangle, panel by panel; false where a pivot is not positive. */
function factorize(a: Matrix, multiply: (a: Matrix, b: Matrix) => Matrix): boolean {
  const { rows: n, data } = a;
  const width = n <= undivided ? n : panel;
  for (let first = 0; first < n; first += width) {
    const end = Math.min(n, first + width);
    if (first > 0) subtractKnown(a, first, end, multiply);
    for (let i = first; i < n; i++) {
      const row = i * n;
      for (let j = first; j < Math.min(i, end); j++) {
        let value = data[row + j]!;
        const other = j * n;
        for (let k = first; k < j; k++) value -= data[row + k]! * data[other + k]!;
        data[row + j] = value / data[other + j]!;
      }
      if (i >= end) continue;
      let pivot = data[row + i]!;
      for (let k = first; k < i; k++) pivot -= data[row + k]! ** 2;
      if (!(pivot > 0)) return false;
      data[row + i] = Math.sqrt(pivot);
    }
  }
  return true;
}

/** Takes from the columns first…end − 1 what the columns before them explain. */
function subtractKnown(
  { rows: n, data }: Matrix,
  first: number,
  end: number,
  multiply: (a: Matrix, b: Matrix) => Matrix,
): void {
  const rows = n - first;
  const known = new Float64Array(rows * first);
  for (let i = 0; i < rows; i++)
    known.set(data.subarray((first + i) * n, (first + i) * n + first), i * first);
  const beside = { rows, columns: first, data: known };
  const own = { rows: end - first, columns: first, data: known.subarray(0, (end - first) * first) };
  const { data: explained } = multiply(beside, transpose(own));
  const width = end - first;
  for (let i = 0; i < rows; i++) {
    const row = (first + i) * n + first;
    for (let j = 0; j < width; j++) data[row + j] = data[row + j]! - explained[i * width + j]!;
  }
}
