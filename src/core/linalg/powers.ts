import type { Operator } from './lanczos';
import type { Progress, Matrix } from './matrix';
import { multiply, multiplyVector, transposeMultiplyVector } from './product';
import { exponentOf, maxAbs, normalize, scaled, type Scaled } from './scaling';

/** The k-th power of anything that `product` multiplies, by squaring; k ≥ 1. */
export function powerBySquaring<T>(base: T, k: number, product: (a: T, b: T) => T): T {
  let square = base;
  let power: T | undefined;
  for (let rest = k; ; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) power = power === undefined ? square : product(power, square);
    if (rest <= 1) return power ?? square;
    square = product(square, square);
  }
}

/** Wᵏ as an operator times 2^`exponent`. */
export interface ScaledOperator {
  readonly operator: Operator;
  readonly exponent: number;
}

/** W^(2^b) for 2^b ≤ `steps`, each rescaled by a power of two (exactly). */
export function squaredPowers(w: Matrix, steps: number, progress?: Progress): Scaled[] {
  const table = [scaled(w)];
  for (let power = 2; power <= steps; power *= 2) {
    const { matrix, exponent } = table.at(-1)!;
    const square = multiply(matrix, matrix, progress);
    table.push({ matrix: square, exponent: 2 * exponent + normalize(square.data) });
  }
  return table;
}

/**
 * Wᵏ as the product of the table's entries in k's binary form, never formed. The factors that keep intermediate
 * vectors near 1 are found on `probe`, which must have a share in every direction. `null` when Wᵏ·probe is zero.
 */
export function powerOperator(
  table: readonly Scaled[],
  k: number,
  probe: Float64Array,
): ScaledOperator | null {
  const factors = factorsOf(table, k);
  const n = probe.length;
  const shifts: number[] = [];
  let total = 0;
  let x = probe;
  for (const { matrix, exponent } of factors) {
    const y = multiplyVector(matrix, x);
    const size = maxAbs(y);
    if (size === 0) return null;
    const shift = exponentOf(size) - exponentOf(maxAbs(x));
    const factor = 2 ** -shift;
    for (let i = 0; i < n; i++) y[i] = y[i]! * factor;
    shifts.push(factor);
    total += exponent + shift;
    x = y;
  }
  const buffers = [new Float64Array(n), new Float64Array(n)] as const;
  const run = (
    order: readonly number[],
    step: (a: Matrix, x: Float64Array, y: Float64Array) => Float64Array,
    from: Float64Array,
    to: Float64Array,
  ) => {
    let current = from;
    order.forEach((f, position) => {
      const target = position === order.length - 1 ? to : buffers[position % 2 === 0 ? 0 : 1];
      step(factors[f]!.matrix, current, target);
      const factor = shifts[f]!;
      if (factor !== 1) for (let i = 0; i < n; i++) target[i] = target[i]! * factor;
      current = target;
    });
  };
  const forward = [...factors.keys()];
  const backward = forward.toReversed();
  return {
    exponent: total,
    operator: {
      rows: n,
      columns: n,
      apply: (from, to) => {
        run(forward, multiplyVector, from, to);
      },
      applyTranspose: (from, to) => {
        run(backward, transposeMultiplyVector, from, to);
      },
    },
  };
}

function factorsOf(table: readonly Scaled[], k: number): readonly Scaled[] {
  return table.filter((_, b) => Math.floor(k / 2 ** b) % 2 === 1);
}
