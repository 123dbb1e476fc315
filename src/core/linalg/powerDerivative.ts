import type { Kernels } from '../kernels/kernels';
import { leadingSingular } from './lanczos';
import { transpose, type Matrix } from './matrix';
import { powerBySquaring } from './powers';
import { multiplyVector, transposeMultiplyVector } from './product';
import { createRandom } from '../random';
import { ldexp, normalize, scaled, type Scaled } from './scaling';
import { dot, frobeniusNorm, unit } from './vector';

/** A power, what it is the product of, and the derivative by its entries as it is gathered. */
interface Power extends Scaled {
  readonly factors: readonly [Power, Power] | null;
  readonly shift: number;
  readonly derivative: Float64Array;
}

const residualTolerance = 1e-6;
/** A product with a vector costs as much as so many operations of one of matrices. */
const vectorCost = 10;
/** Numbers of the two chains of vectors that are held. */
const maxHeld = 2 ** 23;

/**
 * ∂ log10 ‖Wᵏ‖₂ / ∂W, entry by entry: uvᵀ/σ of the leading singular vectors of Wᵏ, taken back through the products that made Wᵏ by
 * squaring, two products each, or where that costs less summed over the places of W in it, Σ (Wᵀ)^(k−1−j)u·(Wʲv)ᵀ/σ. `null` where Wᵏ is
 * zero or the derivative leaves the range of doubles.
 */
export function powerDerivative(
  w: Matrix,
  k: number,
  { multiply }: Pick<Kernels, 'multiply'>,
): Matrix | null {
  const made: Power[] = [];
  const keep = (power: Omit<Power, 'derivative'>): Power => {
    made.push({ ...power, derivative: new Float64Array(w.data.length) });
    return made.at(-1)!;
  };
  const base = keep({ ...scaled(w), factors: null, shift: 0 });
  const power = powerBySquaring(base, k, (a, b) => {
    const matrix = multiply(a.matrix, b.matrix);
    const shift = normalize(matrix.data);
    return keep({ matrix, exponent: 0, factors: [a, b], shift });
  });
  const leading = leadingOf(power.matrix);
  if (!leading) return null;
  if (vectorCost * k < (made.length - 1) * w.rows && 2 * k * w.rows <= maxHeld)
    return finite(w, alongChains(base, k, leading, multiply), base.exponent);
  seed(power, leading);
  for (const { factors, shift, derivative } of made.toReversed()) {
    if (!factors) continue;
    const [a, b] = factors;
    const outer = { ...w, data: derivative.map((value) => value * 2 ** -shift) };
    add(a.derivative, multiply(outer, transpose(b.matrix)));
    add(b.derivative, multiply(transpose(a.matrix), outer));
  }
  return finite(w, base.derivative, base.exponent);
}

function finite(w: Matrix, derivative: Float64Array, exponent: number): Matrix | null {
  const data = derivative.map((value) => ldexp(value, -exponent));
  return data.every((value) => Number.isFinite(value)) ? { ...w, data } : null;
}

/** Unit right singular vector v of the largest singular value of a matrix A, and A·v; `null` where A is zero. */
function leadingOf(matrix: Matrix): { readonly vector: Float64Array; readonly image: Float64Array } | null {
  const n = matrix.rows;
  const random = createRandom(n);
  const start = new Float64Array(n).map(() => random.gaussian());
  const operator = {
    rows: n,
    columns: n,
    apply: (x: Float64Array, y: Float64Array) => void multiplyVector(matrix, x, y),
    applyTranspose: (x: Float64Array, y: Float64Array) => void transposeMultiplyVector(matrix, x, y),
  };
  const { value, vector } = leadingSingular(operator, start, residualTolerance);
  return value > 0 ? { vector, image: multiplyVector(matrix, vector) } : null;
}

type Leading = NonNullable<ReturnType<typeof leadingOf>>;

/** uvᵀ/(σ·ln 10). */
function seed({ derivative }: Power, { vector, image }: Leading): void {
  const n = vector.length;
  const square = dot(image, image) * Math.LN10;
  for (let i = 0; i < n; i++) {
    const u = image[i]! / square;
    for (let j = 0; j < n; j++) derivative[i * n + j] = u * vector[j]!;
  }
}

/** The derivative by the scaled W from what v becomes on the way forward and u on the way back. */
function alongChains(
  { matrix: w }: Scaled,
  k: number,
  { vector, image }: Leading,
  multiply: Kernels['multiply'],
): Float64Array {
  const n = w.rows;
  const ahead = chain(w, vector, k + 1, multiplyVector);
  const back = chain(w, image, k, transposeMultiplyVector);
  const end = ahead.exponents[k]! + Math.log2(ahead.length);
  const beside = { rows: n, columns: k, data: new Float64Array(n * k) };
  for (let j = 0; j < k; j++) {
    const other = k - 1 - j;
    const factor = 2 ** (ahead.exponents[j]! + back.exponents[other]! - end) / Math.LN10;
    for (let i = 0; i < n; i++) beside.data[i * k + j] = factor * back.data[other * n + i]!;
  }
  return multiply(beside, { rows: k, columns: n, data: ahead.data.subarray(0, k * n) }).data;
}

/** The unit vector along x and its images one after the other, each scaled by a power of two; `length` is that of the last. */
function chain(w: Matrix, x: Float64Array, count: number, step: typeof multiplyVector) {
  const n = x.length;
  const data = new Float64Array(count * n);
  const exponents = new Float64Array(count);
  let last = unit(x);
  data.set(last);
  for (let i = 1; i < count; i++) {
    last = step(w, last);
    exponents[i] = exponents[i - 1]! + normalize(last);
    data.set(last, i * n);
  }
  return { data, exponents, length: frobeniusNorm(last) };
}

function add(sum: Float64Array, { data }: Matrix): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + data[i]!;
}
