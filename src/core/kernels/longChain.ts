import { transpose, type Matrix } from '../linalg/matrix';
import { maxAbs, normalize } from '../linalg/scaling';
import { dot } from '../linalg/vector';
import { withSession } from './instance';
import type { Session } from './session';

/** Wᵏx = (high + low)·2^exponent, each low part below the last digit of its high part. */
export interface LongVector {
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly exponent: number;
}

/** A vector and what a chain of products made of it. */
export interface Chain {
  readonly image: LongVector;
  /** log2 ‖Wⁱx‖ of each vector before it was multiplied, i = 0…k − 1. */
  readonly log2: readonly number[];
}

/**
 * Wᵏx, or (Wᵀ)ᵏx where `isTransposed`, step by step as double-doubles ([Ogita2005]): each product is off by at most `stepError(n)`·‖W‖_F·‖x‖.
 * `null` where the image vanishes.
 */
export function longChain(
  w: Matrix,
  k: number,
  start: LongVector,
  isTransposed: boolean,
  tick?: () => void,
): Chain | null {
  return withSession((session) => chain(session, isTransposed ? transpose(w) : w, k, start, tick));
}

/** The relative error of a product with a matrix of order n: that of the sum of the low parts, and of the last digit. */
export function stepError(n: number): number {
  return 4 * ((n + 2) * 2 ** -53) ** 2;
}

/** Between two looks at the checkpoint. */
const stepsAtOnce = 16;

function chain(session: Session, w: Matrix, k: number, start: LongVector, tick?: () => void): Chain | null {
  const n = w.rows;
  const even = n + (n % 2);
  const { address, stride } = session.store(widened(w, even));
  const places = Array.from({ length: 5 }, () => session.reserve(even));
  const [x, xLow, y, yLow, work] = places as [number, number, number, number, number];
  const view = (at: number): Float64Array => session.view(at, even).fill(0).subarray(0, n);
  const [from, fromLow, to, toLow] = [view(x), view(xLow), view(y), view(yLow)];
  from.set(start.high);
  fromLow.set(start.low);
  let { exponent } = start;
  const log2: number[] = [];
  for (let step = 0; step < k; step++) {
    if (step % stepsAtOnce === 0) tick?.();
    log2.push(Math.log2(dot(from, from)) / 2 + exponent);
    session.kernel.gemvLong(n, even, address, stride, x, xLow, y, yLow, work);
    const shift = normalize(to);
    const factor = 2 ** -shift;
    if (maxAbs(to) === 0) return null;
    from.set(to);
    for (let i = 0; i < n; i++) fromLow[i] = toLow[i]! * factor;
    exponent += shift;
  }
  return { image: { high: from.slice(), low: fromLow.slice(), exponent }, log2 };
}

/** With columns of zeros at the end. */
function widened({ rows, columns, data }: Matrix, width: number): Matrix {
  if (columns === width) return { rows, columns, data };
  const wide = new Float64Array(rows * width);
  for (let i = 0; i < rows; i++) wide.set(data.subarray(i * columns, (i + 1) * columns), i * width);
  return { rows, columns: width, data: wide };
}

const splitter = 2 ** 27 + 1;

/** ‖high + low‖² to the last digit or two. */
export function longSquare({ high, low }: LongVector): number {
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
