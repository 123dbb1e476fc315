import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fromRows, identity, scale, transpose, zeros, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import {
  sigmaMax,
  singularValueDecomposition,
  singularValues,
} from '../../../../src/core/linalg/singularValues';
import { randomOrthogonal } from '../../../../src/core/random';
import { build, distance, gaussian, maxOrder, references } from './matrices';

const order = fc.integer({ min: 1, max: maxOrder });
const seed = fc.integer({ min: 0, max: 1e6 });

function assertDecomposes(a: Matrix, tolerance = 1e-13) {
  const { u, singularValues: sigma, v } = singularValueDecomposition(a);
  const r = Math.min(a.rows, a.columns);
  const weighted = build(a.rows, r, (i, j) => u.data[i * r + j]! * sigma[j]!);
  assert.ok(distance(multiply(weighted, transpose(v)).data, a.data) <= tolerance * sigma[0]! * 10);
  for (const basis of [u, v]) {
    assert.ok(distance(multiply(transpose(basis), basis).data, identity(r).data) < 1e-13 * 10);
  }
}

describe('singularValues', () => {
  for (const { name, matrix, singularValues: expected } of references) {
    it(`agrees with numpy on ${name}`, () => {
      assert.ok(distance(singularValues(matrix), expected) <= 1e-14 * (expected[0] ?? 0));
    });
  }

  it('is invariant under orthogonal factors and transposition', () => {
    fc.assert(
      fc.property(order, order, seed, (m, n, s) => {
        const a = gaussian(m, n, s);
        const sigma = singularValues(a);
        const turned = multiply(multiply(randomOrthogonal(m, s + 1), a), randomOrthogonal(n, s + 2));
        assert.ok(distance(singularValues(turned), sigma) < 1e-13 * sigma[0]!);
        assert.ok(distance(singularValues(transpose(a)), sigma) < 1e-13 * sigma[0]!);
      }),
    );
  });

  it('scales exactly by powers of two', () => {
    fc.assert(
      fc.property(order, order, seed, fc.integer({ min: -900, max: 900 }), (m, n, s, e) => {
        const a = gaussian(m, n, s);
        const expected = singularValues(a).map((x) => x * 2 ** e);
        assert.deepEqual(singularValues(scale(a, 2 ** e)), expected);
      }),
    );
  });

  it('has the Frobenius norm and the determinant', () => {
    fc.assert(
      fc.property(order, seed, (n, s) => {
        const a = gaussian(n, n, s);
        const total = a.data.reduce((sum, x) => sum + x * x, 0);
        const squares = singularValues(a).reduce((sum, x) => sum + x * x, 0);
        assert.ok(Math.abs(squares - total) < 1e-13 * total);
      }),
    );
  });

  it('takes vectors, zeros and rank one', () => {
    assert.deepEqual([...singularValues(fromRows([[3, 4]]))], [5]);
    assert.deepEqual([...singularValues(fromRows([[3], [4]]))], [5]);
    assert.deepEqual([...singularValues(zeros(3, 2))], [0, 0]);
    const ones = singularValues(build(40, 40, () => 1));
    assert.ok(Math.abs(ones[0]! - 40) < 1e-12 && ones[1]! < 1e-13);
  });

  it('survives entries of 1e±300', () => {
    for (const size of [1e300, 1e-300]) {
      const sigma = singularValues(fromRows([[size, size], [0, size]])); // prettier-ignore
      assert.ok(Math.abs(sigma[0]! / size - (1 + Math.sqrt(5)) / 2) < 1e-15 * 4);
      assert.ok(Math.abs(sigma[1]! / size - (Math.sqrt(5) - 1) / 2) < 1e-15 * 4);
    }
    assert.deepEqual([...singularValues(fromRows([[1, 0], [0, 1e-200]]))], [1, 1e-200]); // prettier-ignore
  });

  it('agrees with Lanczos on larger matrices of any shape', () => {
    for (const [m, n] of [
      [90, 90],
      [128, 70],
      [70, 128],
    ] as const) {
      // prettier-ignore
      const a = gaussian(m, n, 7);
      const sigma = singularValues(a);
      assert.ok(Math.abs(sigmaMax(a) / sigma[0]! - 1) < 1e-13);
    }
    assert.equal(sigmaMax(identity(100, 3)), 3);
    assert.equal(sigmaMax(zeros(100)), 0);
  });

  it('refuses what has no singular values, naming the culprit', () => {
    assert.throws(() => singularValues(zeros(0)), { name: 'RangeError', message: 'a 0×0 matrix is empty' });
    assert.throws(() => singularValues(fromRows([[1, NaN]])), /entry \[0, 1\] is NaN/);
    assert.throws(() => singularValues(fromRows([[1], [Infinity]])), /entry \[1, 0\] is Infinity/);
    assert.throws(() => sigmaMax(fromRows([[NaN]])), RangeError);
    assert.throws(() => singularValueDecomposition(fromRows([[NaN]])), RangeError);
  });

  it('is canceled by its checkpoint', () => {
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => singularValues(gaussian(50, 50, 1), cancel), /canceled/);
    assert.throws(() => singularValueDecomposition(gaussian(20, 20, 1), cancel), /canceled/);
  });
});

describe('singularValueDecomposition', () => {
  it('decomposes matrices of any shape', () => {
    fc.assert(fc.property(order, order, seed, (m, n, s) => { assertDecomposes(gaussian(m, n, s)); })); // prettier-ignore
  });

  it('decomposes singular, graded and repeated matrices', () => {
    assertDecomposes(zeros(4, 3));
    assertDecomposes(identity(5));
    assertDecomposes(build(6, 6, (i, j) => (i + 1) * (j + 1)));
    assertDecomposes(build(8, 8, (i, j) => (i === j + 1 ? 1 : 0)));
    assertDecomposes(build(10, 10, (i, j) => Math.sin(i * 10 + j) * 10 ** (-3 * j)));
  });

  it('agrees with bidiagonal QR', () => {
    for (const { matrix } of references) {
      const sigma = singularValues(matrix);
      assert.ok(distance(singularValueDecomposition(matrix).singularValues, sigma) <= 1e-14 * sigma[0]!);
    }
  });
});
