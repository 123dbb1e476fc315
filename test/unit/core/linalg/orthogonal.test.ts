import assert from 'node:assert/strict';
import fc from 'fast-check';
import { identity, scale, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { polarFactor } from '../../../../src/core/linalg/polar';
import { multiply } from '../../../../src/core/linalg/product';
import { qr } from '../../../../src/core/linalg/qr';
import { randomOrthogonal } from '../../../../src/core/random';
import { build, distance, gaussian, maxOrder } from './matrices';

const order = fc.integer({ min: 1, max: maxOrder });
const seed = fc.integer({ min: 0, max: 1e6 });

function assertOrthogonal(q: Matrix) {
  assert.ok(distance(multiply(transpose(q), q).data, identity(q.columns).data) < 1e-12);
}

describe('qr', () => {
  it('factors matrices of any shape', () => {
    fc.assert(
      fc.property(order, order, seed, (m, n, s) => {
        const a = gaussian(m, n, s);
        const { q, r } = qr(a);
        assertOrthogonal(q);
        assert.ok(distance(multiply(q, r).data, a.data) < 1e-13);
        r.data.forEach((x, index) => {
          if (Math.floor(index / n) > index % n) assert.equal(x, 0);
        });
      }),
    );
  });

  it('leaves a triangular matrix as it is', () => {
    const a = build(4, 4, (i, j) => (j > i ? 1 : 0));
    assert.deepEqual(qr(a), { q: identity(4), r: a });
  });

  it('refuses empty and non-finite matrices', () => {
    assert.throws(() => qr(zeros(0)), RangeError);
    assert.throws(() => qr(build(2, 2, () => NaN)), RangeError);
  });
});

describe('polarFactor', () => {
  /** A = Q·S with S symmetric and positive semidefinite settles Q as the polar factor. */
  function assertPolar(a: Matrix) {
    const q = polarFactor(a);
    assertOrthogonal(q);
    const s = multiply(transpose(q), a);
    const size = Math.max(...a.data.map(Math.abs)) * a.rows;
    assert.ok(distance(s.data, transpose(s).data) <= 1e-13 * size);
  }

  it('is orthogonal with a symmetric complement', () => {
    fc.assert(fc.property(order, seed, (n, s) => { assertPolar(gaussian(n, n, s)); })); // prettier-ignore
    assertPolar(gaussian(130, 130, 1));
  });

  it('gives an orthogonal matrix back, at any scale', () => {
    const q = randomOrthogonal(20, 3);
    assert.ok(distance(polarFactor(q).data, q.data) < 1e-13);
    assert.ok(distance(polarFactor(scale(q, 1e-200)).data, q.data) < 1e-13);
    const large = randomOrthogonal(100, 3);
    assert.ok(distance(polarFactor(scale(large, 1e200)).data, large.data) < 1e-12);
  });

  it('takes singular matrices', () => {
    assertPolar(build(5, 5, (i, j) => i + 2 * j));
    assertPolar(build(8, 8, (i, j) => (j === i + 1 ? 1 : 0)));
    assertPolar(zeros(3));
    assertPolar(build(100, 100, (i, j) => (i < 50 && j < 50 ? Math.sin(i * 50 + j) : i === j ? i - 50 : 0)));
  });

  it('is canceled by its checkpoint', () => {
    assert.throws(
      () =>
        polarFactor(gaussian(100, 100, 1), () => {
          throw new Error('canceled');
        }),
      /canceled/,
    );
  });
});
