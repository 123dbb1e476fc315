import assert from 'node:assert/strict';
import {
  initializerNames,
  sampleMatrix,
  type InitializerSpec,
} from '../../../../src/core/initializers/sample';
import { multiply } from '../../../../src/core/linalg/product';
import { identity, transpose } from '../../../../src/core/linalg/matrix';
import { createRandom } from '../../../../src/core/random';
import { distance } from '../linalg/matrices';

const rows = 200;
const columns = 100;
const draw = (spec: InitializerSpec, m = rows, n = columns) => sampleMatrix(spec, m, n, createRandom(6)).data;

describe('sampleMatrix', () => {
  // Standard deviation and bound by the papers' formulas for fan_in 100 and fan_out 200.
  const expected: readonly (readonly [InitializerSpec, number, number])[] = [
    [{ name: 'torch_default' }, 0.1 / Math.sqrt(3), 0.1],
    [{ name: 'xavier_uniform' }, Math.sqrt(2 / 300), Math.sqrt(6 / 300)],
    [{ name: 'xavier_normal', scale: 2 }, 2 * Math.sqrt(2 / 300), Infinity],
    [{ name: 'he_uniform' }, Math.sqrt(2 / 100), Math.sqrt(6 / 100)],
    [{ name: 'he_normal' }, Math.sqrt(2 / 100), Infinity],
    [{ name: 'lecun_uniform' }, 0.1, Math.sqrt(3 / 100)],
    [{ name: 'lecun_normal' }, 0.1, Infinity],
    [{ name: 'uniform', scale: 0.3 }, 0.3 / Math.sqrt(3), 0.3],
    [{ name: 'normal', scale: 0.02 }, 0.02, Infinity],
    [{ name: 'truncated_normal', scale: 0.5 }, 0.5 * 0.87962566, 1],
  ];
  for (const [spec, deviation, bound] of expected) {
    it(`${spec.name} has its deviation and bound`, () => {
      const data = draw(spec);
      const mean = data.reduce((sum, value) => sum + value, 0) / data.length;
      const square = data.reduce((sum, value) => sum + value * value, 0) / data.length;
      assert.ok(Math.abs(mean) < (4 * deviation) / Math.sqrt(data.length));
      assert.ok(Math.abs(Math.sqrt(square) / deviation - 1) < 0.02);
      const largest = Math.max(...data.map(Math.abs));
      assert.ok(largest <= bound && (bound === Infinity || largest > 0.98 * bound));
      if (bound === Infinity) assert.ok(largest > 3 * deviation);
    });
  }

  it('orthogonal has orthonormal rows or columns, times the gain', () => {
    for (const [m, n] of [
      [6, 6],
      [9, 4],
      [4, 9],
    ] as const) {
      // prettier-ignore
      const a = sampleMatrix({ name: 'orthogonal', scale: 2 }, m, n, createRandom(3));
      const gram = m < n ? multiply(a, transpose(a)) : multiply(transpose(a), a);
      assert.ok(distance(gram.data, identity(Math.min(m, n), 4).data) < 1e-13);
    }
  });

  it('identity and zeros', () => {
    assert.deepEqual([...draw({ name: 'identity', scale: 3 }, 2, 3)], [3, 0, 0, 0, 3, 0]);
    assert.deepEqual([...draw({ name: 'identity' }, 2, 2)], [1, 0, 0, 1]);
    assert.deepEqual([...draw({ name: 'zeros' }, 2, 2)], [0, 0, 0, 0]);
  });

  it('follows the seed, and names what it cannot draw', () => {
    for (const name of initializerNames) assert.deepEqual(draw({ name }, 5, 4), draw({ name }, 5, 4));
    assert.notDeepEqual(
      sampleMatrix({ name: 'normal' }, 3, 3, createRandom(1)),
      sampleMatrix({ name: 'normal' }, 3, 3, createRandom(2)),
    );
    assert.throws(() => draw({ name: 'normal' }, 0, 3), /a 0×3 matrix is empty/);
    assert.throws(() => draw({ name: 'normal', scale: NaN }), /NaN is not a finite scale for normal/);
  });
});
