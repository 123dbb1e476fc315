import assert from 'node:assert/strict';
import { identity, transpose } from '../../../src/core/linalg/matrix';
import { multiply } from '../../../src/core/linalg/product';
import { createRandom, randomOrthogonal } from '../../../src/core/random';

describe('random', () => {
  it('repeats itself for a seed and differs between seeds', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed);
      return Array.from({ length: 5 }, () => random.gaussian());
    };
    assert.deepEqual(draw(7), draw(7));
    assert.notDeepEqual(draw(7), draw(8));
  });

  it('has the moments of its distributions', () => {
    const random = createRandom(1);
    const n = 200_000;
    let uniform = 0;
    let mean = 0;
    let square = 0;
    let fourth = 0;
    for (let i = 0; i < n; i++) {
      const u = random.uniform();
      assert.ok(u >= 0 && u < 1);
      uniform += u / n;
      const x = random.gaussian();
      mean += x / n;
      square += x ** 2 / n;
      fourth += x ** 4 / n;
    }
    assert.ok(Math.abs(uniform - 0.5) < 0.005);
    assert.ok(Math.abs(mean) < 0.01);
    assert.ok(Math.abs(square - 1) < 0.02);
    assert.ok(Math.abs(fourth - 3) < 0.1);
  });

  it('makes orthogonal matrices, of either determinant', () => {
    const q = randomOrthogonal(30, 4);
    const gram = multiply(transpose(q), q).data;
    assert.ok(gram.every((x, i) => Math.abs(x - identity(30).data[i]!) < 1e-13));
    const signs = new Set(
      Array.from({ length: 20 }, (_, seed) => Math.sign(randomOrthogonal(1, seed).data[0]!)),
    );
    assert.deepEqual(
      [...signs].sort((a, b) => a - b),
      [-1, 1],
    );
    assert.throws(() => randomOrthogonal(0, 1), RangeError);
  });
});
