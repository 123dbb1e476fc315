import assert from 'node:assert/strict';
import { depthPass, layerGains } from '../../../src/core/feedforward';
import { growthOfPowers } from '../../../src/core/growth';
import { fromRows, identity, scale, zeros } from '../../../src/core/linalg/matrix';
import { multiply } from '../../../src/core/linalg/product';
import { sigmaMax } from '../../../src/core/linalg/singularValues';
import { quantile } from '../../../src/core/quantile';
import { entriesOf, log10NormOf } from '../../../src/core/recurrence/scaledVector';
import { freshLayers } from '../../../src/core/training/network';
import { distance, gaussian } from './linalg/matrices';

describe('layerGains', () => {
  it("gives each layer's gain and that of all up to it", () => {
    const weights = [gaussian(7, 3, 1), gaussian(5, 7, 2), gaussian(1, 5, 3)];
    const gains = layerGains(weights, 0.25);
    const products = [weights[0]!, multiply(weights[1]!, weights[0]!)];
    products.push(multiply(weights[2]!, products[1]!));
    gains.forEach(({ rows, columns, sigmaMax: own, log10Gain, log10Product }, l) => {
      assert.deepEqual([rows, columns], [weights[l]!.rows, weights[l]!.columns]);
      assert.ok(Math.abs(own / sigmaMax(weights[l]!) - 1) < 1e-12);
      assert.ok(Math.abs(log10Gain! - Math.log10(0.25 * own)) < 1e-12);
      assert.ok(Math.abs(log10Product! - Math.log10(0.25 ** (l + 1) * sigmaMax(products[l]!))) < 1e-12);
    });
  });

  it('of one matrix again and again is the growth of its powers, at any length', () => {
    const w = scale(gaussian(6, 6, 4), 3);
    const curve = layerGains(new Array<typeof w>(600).fill(w), 1).map(({ log10Product }) => log10Product!);
    assert.ok(distance(curve, growthOfPowers(w, 600) as number[]) < 1e-7);
    assert.ok(curve.at(-1)! > 400);
  });

  it('zeros are null, and misfits are named', () => {
    const gains = layerGains([identity(2), zeros(2), identity(2)], 1);
    assert.deepEqual(gains.map(({ log10Product }) => log10Product), [0, null, null]); // prettier-ignore
    assert.deepEqual(gains.map(({ log10Gain }) => log10Gain), [0, null, 0]); // prettier-ignore
    assert.throws(
      () => layerGains([identity(2), identity(3)], 1),
      /layer 2 is 3×3, it should have 2 columns/,
    );
    assert.throws(() => layerGains([fromRows([[NaN]])], 1), /entry \[0, 0\] is NaN/);
  });
});

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
