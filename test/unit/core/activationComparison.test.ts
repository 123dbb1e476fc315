import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  comparedActivations,
  inputs,
  productAt,
  productOverDepth,
} from '../../../src/core/activationComparison';
import { activation } from '../../../src/core/recurrence/activation';

describe('comparison of activations', () => {
  it('multiplies the derivative at the same x, as the article does', () => {
    // 0.25¹⁰ = 9.5e-7 is the best that sigmoid can do; tanh keeps 1 at rest and loses 11 decades at x = 2.
    assert.ok(Math.abs(productAt('sigmoid', 0, 10, 'same-input')! + 6.020599913279624) < 1e-12);
    assert.equal(productAt('tanh', 0, 10, 'same-input'), 0);
    assert.ok(Math.abs(productAt('tanh', 2, 10, 'same-input')! + 11.508827633683383) < 1e-12);
  });

  it('multiplies along the composition', () => {
    assert.ok(Math.abs(productAt('sigmoid', 1, 10, 'composition')! + 6.5552111087431975) < 1e-12);
    assert.ok(Math.abs(productAt('tanh', 2, 10, 'composition')! + 2.4348170318875515) < 1e-12);
  });

  it('is the slope of φ∘…∘φ as differences measure it', () => {
    const names = fc.constantFrom(...comparedActivations);
    const depths = fc.integer({ min: 1, max: 6 });
    const places = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(names, depths, places, fc.boolean(), (name, depth, distance, left) => {
        const x = left ? -distance : distance;
        const composed = (start: number): number => {
          let a = start;
          for (let layer = 0; layer < depth; layer++) a = activation(name).value(a);
          return a;
        };
        const step = 1e-5;
        const slope = Math.abs(composed(x + step) - composed(x - step)) / (2 * step);
        const log10 = productAt(name, x, depth, 'composition');
        return Math.abs(slope - (log10 === null ? 0 : 10 ** log10)) < 1e-6 * Math.max(1, slope);
      }),
    );
  });

  it('ends where a derivative is exactly zero, and does not underflow', () => {
    assert.deepEqual(productOverDepth('relu', -1, 3, 'same-input'), [null, null, null]);
    assert.deepEqual(productOverDepth('relu', 1, 3, 'composition'), [0, 0, 0]);
    assert.ok(Math.abs(productAt('sigmoid', 0, 1000, 'same-input')! + 602.0599913279624) < 1e-9);
  });

  it('spaces inputs evenly, zero among them', () => {
    assert.deepEqual(inputs(-5, 5, 5), [-5, -2.5, 0, 2.5, 5]);
    assert.ok(inputs(-5, 5, 201).includes(0));
  });

  it('refuses what is no depth and no input', () => {
    for (const depth of [0, 1.5, NaN])
      assert.throws(() => productAt('tanh', 0, depth, 'composition'), RangeError);
    assert.throws(() => productAt('tanh', NaN, 3, 'composition'), RangeError);
  });
});
