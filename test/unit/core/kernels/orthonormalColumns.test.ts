import assert from 'node:assert/strict';
import { orthonormalColumns } from '../../../../src/core/kernels/orthonormalColumns';
import { transpose, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply } from '../../../../src/core/linalg/product';
import { thinQr } from '../../../../src/core/linalg/thinQr';
import { createRandom, gaussianMatrix } from '../../../../src/core/random';

const farthest = (a: Float64Array, b: Float64Array): number =>
  a.reduce((max, value, i) => Math.max(max, Math.abs(value - b[i]!)), 0);

function offOrthonormal(q: Matrix): number {
  const { data } = multiply(transpose(q), q);
  return farthest(
    data,
    data.map((_, at) => (at % (q.columns + 1) === 0 ? 1 : 0)),
  );
}

describe('orthonormalColumns', () => {
  for (const [m, k] of [
    [3, 3],
    [24, 24],
    [64, 64],
    [160, 40],
    [129, 128],
  ] as const) {
    it(`is Gram–Schmidt’s Q of a ${m}×${k} matrix`, () => {
      const a = gaussianMatrix(m, k, createRandom(m + k));
      const q = orthonormalColumns(a);
      assert.ok(offOrthonormal(q) < 1e-13);
      assert.ok(farthest(q.data, thinQr(a).q.data) < 1e-9);
    });
  }

  it('gives orthonormal columns of a matrix whose columns depend on each other, or nearly', () => {
    for (const noise of [0, 1e-12, 1e-7]) {
      const random = createRandom(3);
      const a = gaussianMatrix(60, 40, random);
      for (let i = 0; i < 60; i++) a.data[i * 40 + 39] = a.data[i * 40]! + noise * random.gaussian();
      assert.ok(offOrthonormal(orthonormalColumns(a)) < 1e-13, `noise ${noise}`);
    }
  });

  it('refuses a wide matrix', () => {
    assert.throws(() => orthonormalColumns(gaussianMatrix(30, 40, createRandom(1))), RangeError);
  });
});
