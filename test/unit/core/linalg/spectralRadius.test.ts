import assert from 'node:assert/strict';
import fc from 'fast-check';
import { boundedGrowth } from '../../../../src/core/growth';
import { eigenvalues } from '../../../../src/core/linalg/eigenvalues';
import { henrici } from '../../../../src/core/linalg/henrici';
import { fromRows, identity, scale, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { spectralRadius } from '../../../../src/core/linalg/spectralRadius';
import { randomOrthogonal } from '../../../../src/core/random';
import { build, forsythe, gaussian, grcar, maxOrder, references, rotated } from './matrices';

const radius = (a: Matrix, steps = 0) =>
  spectralRadius(a, eigenvalues(a), steps > 0 ? { growth: boundedGrowth(a, steps) } : {});
const order = fc.integer({ min: 1, max: maxOrder });
const seed = fc.integer({ min: 0, max: 1e6 });

describe('spectralRadius', () => {
  for (const { name, matrix, spectralRadius: expected } of references) {
    it(`agrees with numpy on ${name}`, () => {
      const { value, lower, upper } = radius(matrix, 20);
      assert.ok(Math.abs(value - expected) <= 1e-10 * expected);
      assert.ok(lower <= expected * (1 + 1e-14) && upper >= expected * (1 - 1e-14));
      assert.ok(upper - lower <= 1e-10 * expected);
    });
  }

  it('is exact for triangular matrices', () => {
    const half = { value: 0.5, lower: 0.5, upper: 0.5 };
    assert.deepEqual(radius(fromRows([[0.5, 10], [0, 0.5]])), half); // prettier-ignore
    assert.deepEqual(radius(fromRows([[0.5, 0], [10, -0.5]])), half); // prettier-ignore
    assert.deepEqual(radius(fromRows([[1, 1], [0, 1]])), { value: 1, lower: 1, upper: 1 }); // prettier-ignore
    assert.deepEqual(radius(forsythe(64, 0.5)), half);
    assert.deepEqual(radius(forsythe(64, 0)), { value: 0, lower: 0, upper: 0 });
    assert.deepEqual(radius(zeros(3)), { value: 0, lower: 0, upper: 0 });
  });

  it('is sharp for normal matrices', () => {
    for (const n of [2, 12, 64, 100]) {
      const { lower, upper } = radius(randomOrthogonal(n, n));
      assert.ok(lower <= 1 && upper >= 1 && upper - lower < 1e-10, `order ${n}`);
    }
    // A reflection has the eigenvalue 1 many times over.
    const reflection = rotated(
      build(40, 40, (i, j) => (i === j ? (i === 0 ? -1 : 1) : 0)),
      5,
    );
    const { lower, upper } = radius(reflection);
    assert.ok(lower <= 1 && upper >= 1 && upper - lower < 1e-9);
  });

  it('admits what it does not know of a rotated Jordan block of 0.9', () => {
    for (const n of [16, 64]) {
      for (const steps of [0, 100]) {
        const { lower, upper } = radius(rotated(forsythe(n, 0.9), n), steps);
        assert.ok(lower <= 0.9 && upper > 1.004, `order ${n}: ${lower} … ${upper}`);
      }
    }
  });

  it('contains the truth for Forsythe 64 with corner 1e-16 and for Grcar 256', () => {
    const truth = 0.5 + 1e-16 ** (1 / 64);
    const forsythe64 = radius(forsythe(64, 0.5, 1e-16));
    assert.ok(forsythe64.lower <= truth && forsythe64.upper >= truth);
    // numpy says 2.27 for the matrix and 2.69 for its transpose; the same interval must hold both.
    const { lower, upper } = radius(grcar(256));
    assert.ok(lower <= 2.2 && upper >= 2.69);
  });

  it('is no larger than any ‖Wᵏ‖^(1/k)', () => {
    const w = rotated(forsythe(16, 0.9), 3);
    assert.ok(radius(w, 1000).upper < radius(w, 100).upper);
    const { value, upper } = radius(fromRows([[1, 1], [-1, -1]]), 5); // prettier-ignore
    assert.ok(value <= upper && upper < 1e-6);
  });

  it('orders lower ≤ value ≤ upper and scales exactly', () => {
    fc.assert(
      fc.property(order, seed, fc.integer({ min: -800, max: 800 }), (n, s, e) => {
        const a = gaussian(n, n, s);
        const { value, lower, upper } = radius(a);
        assert.ok(lower <= value && value <= upper);
        const k = 2 ** e;
        assert.deepEqual(radius(scale(a, k)), { value: value * k, lower: lower * k, upper: upper * k });
      }),
    );
  });

  it('refuses what has no powers', () => {
    assert.throws(
      () => spectralRadius(zeros(1, 2), { re: new Float64Array(), im: new Float64Array() }),
      RangeError,
    );
  });
});

describe('henrici', () => {
  const departure = (a: Matrix) => henrici(a, eigenvalues(a));

  it('is 0 for normal matrices', () => {
    assert.equal(departure(identity(4, 3)), 0);
    assert.equal(departure(zeros(2)), 0);
    assert.equal(departure(randomOrthogonal(30, 1)), 0);
    assert.equal(departure(fromRows([[0.6, -0.8], [0.8, 0.6]])), 0); // prettier-ignore
    const half = gaussian(20, 20, 2);
    assert.equal(departure(build(20, 20, (i, j) => half.data[i * 20 + j]! + half.data[j * 20 + i]!)), 0);
  });

  it('is what lies off the diagonal of a triangular matrix', () => {
    assert.equal(departure(fromRows([[0.5, 10], [0, 0.5]])), 10); // prettier-ignore
    assert.equal(departure(fromRows([[1, 1e-9], [0, 1]])), 1e-9); // prettier-ignore
    assert.ok(Math.abs(departure(rotated(forsythe(3, 0), 1)) - Math.SQRT2) < 1e-9);
  });

  it('survives entries of 1e±300', () => {
    for (const size of [1e300, 1e-300]) {
      const w = scale(fromRows([[1, 2, 0], [0.5, 1, 0.25], [0, 3, 1]]), size); // prettier-ignore
      assert.ok(Math.abs(departure(w) / size / departure(scale(w, 1 / size)) - 1) < 1e-12);
    }
  });
});
