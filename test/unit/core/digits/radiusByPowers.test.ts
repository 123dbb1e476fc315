import assert from 'node:assert/strict';
import { radiusByPowers } from '../../../../src/core/digits/radiusByPowers';
import { kernels } from '../../../../src/core/kernels/choose';
import { fromRows, scale, transpose } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { build, forsythe, gaussian } from '../linalg/matrices';

const open = { value: 1, lower: 0, upper: 1e3 };
const narrowed = (w: Parameters<typeof radiusByPowers>[0]) => radiusByPowers(w, open, kernels())!;

describe('radiusByPowers', () => {
  /** Upper triangular with a chain of couplings, hidden by a similarity in whole numbers that is exact in doubles. */
  const hidden = (n: number, lambda: number, coupling: number) => {
    const j = build(n, n, (i, k) => (i === k ? lambda : k === i + 1 ? coupling : 0));
    const lowerOne = build(n, n, (i, k) => (i === k || i === k + 1 ? 1 : 0));
    const inverse = build(n, n, (i, k) => (i >= k ? (-1) ** (i - k) : 0));
    return multiply(multiply(lowerOne, j), inverse);
  };

  it('tells ρ from 1 where every eigenvalue is ill-conditioned', () => {
    for (const [lambda, below] of [
      [1 - 2 ** -7, true],
      [1 + 2 ** -7, false],
    ] as const) {
      // prettier-ignore
      const { lower, upper, value } = narrowed(hidden(12, lambda, 8));
      assert.ok(lower <= lambda && lambda <= upper, `${lower} ${upper}`);
      assert.ok(below ? upper < 1 : lower > 1, `${lower} ${upper}`);
      assert.ok(lower <= value && value <= upper);
    }
  });

  it('holds the truth for Forsythe matrices, pairs of complex eigenvalues and symmetric matrices', () => {
    // (λ − 1/2)^20 = 2^−60
    const around = narrowed(forsythe(20, 0.5, 2 ** -60));
    assert.ok(around.lower <= 0.625 && around.upper >= 0.625);
    const turning = narrowed(scale(fromRows([[3, -4], [4, 3]]), 0.25)); // prettier-ignore
    assert.ok(turning.lower <= 1.25 && turning.upper >= 1.25 && turning.lower > 1);
    const a = gaussian(10, 10, 4);
    const square = multiply(a, transpose(a));
    const { lower, upper } = narrowed(scale(square, 1 / kernels().sigmaMax(square).value));
    assert.ok(lower <= 1 + 1e-12 && upper >= 1 - 1e-12 && upper - lower < 1e-5, `${lower} ${upper}`);
  });

  it('finds a trace that lies far below the entries', () => {
    // Powers of it are of 1e30, their traces of 1: no double of an entry leaves anything of them.
    const { lower, upper } = narrowed(hidden(24, 1 + 2 ** -5, 8));
    assert.ok(lower > 1 && lower <= 1 + 2 ** -5 && upper >= 1 + 2 ** -5, `${lower} ${upper}`);
  });

  it('leaves large matrices alone and is canceled by its checkpoint', () => {
    assert.equal(radiusByPowers(gaussian(257, 257, 1), open, kernels()), null);
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => radiusByPowers(gaussian(40, 40, 1), open, kernels(), cancel), /canceled/);
  });
});
