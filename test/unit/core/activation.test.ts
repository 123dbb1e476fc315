import assert from 'node:assert/strict';
import { activation, activationNames, parseActivation } from '../../../src/core/recurrence/activation';

/** Points that bracket every supremum: gelu and silu peak at 1.41 and 2.40, selu just below 0, softplus at infinity. */
const points = [-1e-9, 1e-9, 40, ...Array.from({ length: 200_001 }, (_, i) => (i - 100_000) / 1e4)];

describe('activation', () => {
  for (const name of activationNames) {
    const { value, derivative, maxSlope, slopeAtRest } = activation(name);

    it(`${name}: γ is the numeric supremum of |φ'|`, () => {
      const supremum = points.reduce((most, a) => Math.max(most, Math.abs(derivative(a))), 0);
      assert.ok(Math.abs(supremum - maxSlope) < 1e-8 * maxSlope, `${supremum} against ${maxSlope}`);
    });

    it(`${name}: φ' is the slope of φ`, () => {
      for (const a of [-3.1, -1.7, -0.6, -0.2, 0.3, 0.8, 1.4, 2.4, 3.3]) {
        const h = 1e-5;
        const slope = (value(a + h) - value(a - h)) / (2 * h);
        assert.ok(Math.abs(slope - derivative(a)) < 1e-8, `at ${a}: ${slope} against ${derivative(a)}`);
      }
    });

    it(`${name}: the slope at rest is φ'(0), or 1 on the active side of a kink`, () => {
      assert.ok(Math.abs(derivative(1e-12) - slopeAtRest) < 1e-10);
    });
  }

  it('agrees with the table of the theory', () => {
    const table = {
      sigmoid: [0.25, 0.25],
      selu: [1.7581, 1.0507],
      gelu: [1.1289, 0.5],
      silu: [1.0998, 0.5],
    } as const;
    for (const [name, [gamma, rest]] of Object.entries(table)) {
      const found = activation(name as keyof typeof table);
      assert.ok(Math.abs(found.maxSlope - gamma) < 5e-5, name);
      assert.ok(Math.abs(found.slopeAtRest - rest) < 5e-5, name);
    }
  });

  it('stays finite where exp overflows', () => {
    for (const name of activationNames) {
      for (const a of [-1e3, 1e3]) {
        assert.ok(Number.isFinite(activation(name).value(a)), `${name}(${a})`);
        assert.ok(Number.isFinite(activation(name).derivative(a)), `${name}'(${a})`);
      }
    }
  });

  it('folds the names that configs use', () => {
    assert.equal(parseActivation('ReLU'), 'relu');
    assert.equal(parseActivation('swish'), 'silu');
    assert.equal(parseActivation('linear'), 'identity');
    assert.equal(parseActivation('tan'), undefined);
  });
});
