import assert from 'node:assert/strict';
import fc from 'fast-check';
import { transpose } from '../../../../src/core/linalg/matrix';
import { multiply, multiplyVector, transposeMultiplyVector } from '../../../../src/core/linalg/product';
import { build, distance, gaussian } from './matrices';

const size = fc.integer({ min: 1, max: 70 });

describe('product', () => {
  it('equals the definition for any shape', () => {
    fc.assert(
      fc.property(size, size, size, (m, k, n) => {
        const a = gaussian(m, k, 1);
        const b = gaussian(k, n, 2);
        const expected = build(m, n, (i, j) => {
          let sum = 0;
          for (let l = 0; l < k; l++) sum += a.data[i * k + l]! * b.data[l * n + j]!;
          return sum;
        });
        assert.ok(distance(multiply(a, b).data, expected.data) < 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it('multiplies vectors from either side as the matrix product does', () => {
    fc.assert(
      fc.property(size, size, (m, n) => {
        const a = gaussian(m, n, 3);
        const x = gaussian(n, 1, 4);
        const y = gaussian(m, 1, 5);
        assert.ok(distance(multiplyVector(a, x.data), multiply(a, x).data) < 1e-12);
        assert.ok(distance(transposeMultiplyVector(a, y.data), multiply(transpose(a), y).data) < 1e-12);
      }),
      { numRuns: 40 },
    );
  });

  it('crosses block borders', () => {
    const a = gaussian(5, 131, 6);
    const b = gaussian(131, 300, 7);
    const c = multiply(a, b);
    for (let j = 0; j < 300; j += 37) {
      const column = Float64Array.from({ length: 131 }, (_, i) => b.data[i * 300 + j]!);
      const expected = multiplyVector(a, column);
      for (let i = 0; i < 5; i++) assert.ok(Math.abs(expected[i]! - c.data[i * 300 + j]!) < 1e-12);
    }
  });

  it('refuses shapes that do not fit', () => {
    assert.throws(() => multiply(gaussian(2, 3, 1), gaussian(2, 3, 1)), RangeError);
  });
});
