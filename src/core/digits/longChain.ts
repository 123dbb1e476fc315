import { transpose, type Matrix } from '../linalg/matrix';
import { normalize } from '../linalg/scaling';

/** A vector Σ (high + low)·2^exponent, each low part below the last digit of its high part. */
interface LongVector {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly exponent: number;
}

/** What a vector x tells of P = Wᵏ, in twice the digits of doubles. */
export interface Quotient {
  /** log2 of ‖Px‖/‖x‖, which ‖P‖₂ is not below. */
  readonly log2: number;
  /** ‖PᵀPx − θx‖/(θ‖x‖), θ = (‖Px‖/‖x‖)². */
  readonly residual: number;
}

const splitter = 2 ** 27 + 1;

/**
 * Applies Wᵏ and its transpose to a vector, step by step, as double-doubles (error-free transforms, [Ogita2005]): 2k products with W, each
 * off by at most `stepError(n)`·‖W‖_F·‖x‖. `null` where the image vanishes.
 */
export function quotientOfPower(w: Matrix, k: number, x: Float64Array, tick?: () => void): Quotient | null {
  const start: LongVector = { high: x, low: new Float64Array(x.length), exponent: 0 };
  const image = repeated(w, k, start, tick);
  const back = image && repeated(transpose(w), k, image, tick);
  if (!back) return null;
  const [own, square] = [sumOfSquares(start), sumOfSquares(image)];
  const log2 = (Math.log2(square) - Math.log2(own)) / 2 + image.exponent;
  const factor = (own / square) * 2 ** (back.exponent - 2 * image.exponent);
  let rest = 0;
  for (let i = 0; i < x.length; i++) rest += (back.high[i]! * factor - x[i]!) ** 2;
  return { log2, residual: Math.sqrt(rest / own) + 2 ** -50 };
}

/** The relative error of a product with a matrix of order n: that of the sum of the low parts, and of the last digit. */
export function stepError(n: number): number {
  return 4 * (n * 2 ** -53) ** 2;
}

function repeated(w: Matrix, k: number, start: LongVector, tick?: () => void): LongVector | null {
  let x = start;
  for (let step = 0; step < k; step++) {
    if (step % 16 === 0) tick?.();
    const { high, low } = product(w, x);
    const shift = normalize(high);
    if (high.every((value) => value === 0)) return null;
    const factor = 2 ** -shift;
    for (let i = 0; i < low.length; i++) low[i] = low[i]! * factor;
    x = { high, low, exponent: x.exponent + shift };
  }
  return x;
}

function product({ rows: n, data }: Matrix, { high, low }: LongVector): Pick<LongVector, 'high' | 'low'> {
  const upper = high.map((value) => {
    const c = splitter * value;
    return c - (c - value);
  });
  const resultHigh = new Float64Array(n);
  const resultLow = new Float64Array(n);
  for (let i = 0, at = 0; i < n; i++) {
    let sum = 0;
    let rest = 0;
    for (let j = 0; j < n; j++, at++) {
      const a = data[at]!;
      const b = high[j]!;
      const c = splitter * a;
      const aUpper = c - (c - a);
      const aLower = a - aUpper;
      const bUpper = upper[j]!;
      const bLower = b - bUpper;
      const p = a * b;
      const lost = aLower * bLower - (p - aUpper * bUpper - aLower * bUpper - aUpper * bLower);
      const next = sum + p;
      const added = next - sum;
      rest += sum - (next - added) + (p - added) + lost + a * low[j]!;
      sum = next;
    }
    resultHigh[i] = sum + rest;
    resultLow[i] = sum - resultHigh[i]! + rest;
  }
  return { high: resultHigh, low: resultLow };
}

/** To the last digit or two. */
function sumOfSquares({ high, low }: LongVector): number {
  let sum = 0;
  let rest = 0;
  for (let i = 0; i < high.length; i++) {
    const x = high[i]!;
    const square = x * x;
    const c = splitter * x;
    const upper = c - (c - x);
    const lower = x - upper;
    const lost = lower * lower - (square - upper * upper - 2 * upper * lower);
    const next = sum + square;
    const added = next - sum;
    rest += sum - (next - added) + (square - added) + lost + 2 * x * low[i]!;
    sum = next;
  }
  return sum + rest;
}
