import assert from 'node:assert/strict';
import { depthPass } from '../../../src/core/depthPass';
import { identity } from '../../../src/core/linalg/matrix';
import { quantile } from '../../../src/core/quantile';
import { entriesOf, log10NormOf } from '../../../src/core/recurrence/scaledVector';
import { freshLayers } from '../../../src/core/training/network';
import { distance, gaussian } from './linalg/matrices';

describe('depthPass', () => {
  const layers = freshLayers([4, 6, 6, 3], { name: 'xavier_normal' }, 5);
  const x = gaussian(1, 4, 6).data;
  const v = gaussian(1, 3, 7).data;
  const loss = (residual: boolean, input: Float64Array) => {
    const out = depthPass(layers, input, v, { residual }).activations.at(-1)!;
    return out.reduce((sum, value, i) => sum + value * v[i]!, 0);
  };

  for (const residual of [false, true]) {
    it(`has the gradient that differences find, ${residual ? 'with' : 'without'} a residual path`, () => {
      const { gradients, activations } = depthPass(layers, x, v, { residual });
      assert.deepEqual(activations.map(({ length }) => length), [4, 6, 6, 3]); // prettier-ignore
      const expected = x.map((value, i) => {
        const at = (by: number) => loss(residual, x.with(i, value + by));
        return (at(1e-5) - at(-1e-5)) / 2e-5;
      });
      assert.ok(distance(entriesOf(gradients[0]!), expected) < 1e-9);
      assert.deepEqual(entriesOf(gradients[3]!), v);
    });
  }

  it('goes far below what a double holds', () => {
    const deep = Array.from({ length: 2000 }, () => ({
      weight: identity(2, 0.1),
      bias: new Float64Array(2),
    }));
    const { gradients } = depthPass(deep, Float64Array.of(1, 1), Float64Array.of(1, 0), {
      activation: 'identity',
    });
    assert.ok(Math.abs(log10NormOf(gradients[0]!) + 2000) < 1e-9);
  });

  it('names what does not fit', () => {
    assert.throws(() => depthPass(layers, v, v), /the input has 3 entries, it should have 4/);
    assert.throws(() => depthPass(layers, x, x), /the loss direction has 4 entries, it should have 3/);
    const steep = Array.from({ length: 400 }, () => ({ weight: identity(1, 10), bias: new Float64Array(1) }));
    const one = Float64Array.of(1);
    assert.throws(() => depthPass(steep, one, one, { activation: 'relu' }), /overflows at layer 309/);
  });
});

describe('quantile', () => {
  it("interpolates linearly as numpy's default does", () => {
    assert.equal(quantile([1, 2, 4, 8], 0.5), 3);
    assert.ok(Math.abs(quantile([1, 2, 4, 8], 0.1) - 1.3) < 1e-15);
    assert.equal(quantile([7], 0.9), 7);
    assert.equal(quantile([-Infinity, -Infinity, 1], 0.5), -Infinity);
    assert.throws(() => quantile([], 0.5), /no numbers have no quantile/);
  });
});
