import type { Kernels } from '../kernels/kernels';
import { leadingSingular } from './lanczos';
import { transpose, type Matrix } from './matrix';
import { powerBySquaring } from './powers';
import { multiplyVector, transposeMultiplyVector } from './product';
import { createRandom } from '../random';
import { ldexp, normalize, scaled, type Scaled } from './scaling';

/** A power, what it is the product of, and the derivative by its entries as it is gathered. */
interface Power extends Scaled {
  readonly factors: readonly [Power, Power] | null;
  readonly shift: number;
  readonly derivative: Float64Array;
}

const residualTolerance = 1e-6;

/**
 * ∂ log10 ‖Wᵏ‖₂ / ∂W, entry by entry: uvᵀ/σ of the leading singular vectors of Wᵏ, taken back through the products that made Wᵏ by
 * squaring, two products each. `null` where Wᵏ is zero or the derivative leaves the range of doubles.
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
  if (!seed(power)) return null;
  for (const { factors, shift, derivative } of made.toReversed()) {
    if (!factors) continue;
    const [a, b] = factors;
    const outer = { ...w, data: derivative.map((value) => value * 2 ** -shift) };
    add(a.derivative, multiply(outer, transpose(b.matrix)));
    add(b.derivative, multiply(transpose(a.matrix), outer));
  }
  const data = base.derivative.map((value) => ldexp(value, -base.exponent));
  return data.every((value) => Number.isFinite(value)) ? { ...w, data } : null;
}

/** uvᵀ/(σ·ln 10) of a matrix; false where it is zero. */
function seed({ matrix, derivative }: Power): boolean {
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
  if (!(value > 0)) return false;
  const image = multiplyVector(matrix, vector);
  for (let i = 0; i < n; i++) {
    const u = image[i]! / (value * value * Math.LN10);
    for (let j = 0; j < n; j++) derivative[i * n + j] = u * vector[j]!;
  }
  return true;
}

function add(sum: Float64Array, { data }: Matrix): void {
  for (let i = 0; i < sum.length; i++) sum[i] = sum[i]! + data[i]!;
}
