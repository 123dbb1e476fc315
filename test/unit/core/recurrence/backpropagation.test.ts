import assert from 'node:assert/strict';
import { identity, zeros } from '../../../../src/core/linalg/matrix';
import { frobeniusNorm } from '../../../../src/core/linalg/vector';
import { backpropagate } from '../../../../src/core/recurrence/backpropagation';
import { createCell } from '../../../../src/core/recurrence/createCell';
import { entriesOf, log10NormOf, normOf } from '../../../../src/core/recurrence/scaledVector';
import { unroll } from '../../../../src/core/recurrence/unroll';
import { distance } from '../linalg/matrices';
import { cases } from './cells';

function assertClose(found: number, expected: number, what: string): void {
  assert.ok(Math.abs(found - expected) <= 1e-10 * Math.abs(expected), `${what}: ${found}, not ${expected}`);
}

describe('backpropagate', () => {
  cases.forEach(({ kind, hidden, cell, inputs, loss, ...torch }, index) => {
    it(`agrees with torch on case ${index}, ${kind}`, () => {
      const unrolled = unroll(cell, inputs);
      const { stateGradients, weights } = backpropagate(unrolled, loss);
      torch.hiddenStates.forEach((expected, t) => {
        assert.ok(distance(unrolled.states[t]!.subarray(0, hidden), expected) < 1e-12, `h_${t}`);
      });
      assert.equal(stateGradients.length, torch.gradNormByStep.length);
      stateGradients.forEach((gradient, t) => {
        const byHidden = entriesOf(gradient).subarray(0, hidden);
        assertClose(frobeniusNorm(byHidden), torch.gradNormByStep[t]!, `step ${t}`);
      });
      torch.cellGradNormByStep?.forEach((expected, t) => {
        assertClose(
          frobeniusNorm(entriesOf(stateGradients[t]!).subarray(hidden)),
          expected,
          `cell, step ${t}`,
        );
      });
      assertClose(frobeniusNorm(weights.weightHh.data), torch.weightHhGradNorm, 'weight_hh');
      assertClose(frobeniusNorm(weights.weightIh.data), torch.weightIhGradNorm, 'weight_ih');
    });
  });

  const scalar = (w: number) =>
    createCell('rnn_identity', {
      weightIh: identity(1),
      weightHh: identity(1, w),
      biasIh: new Float64Array(1),
      biasHh: new Float64Array(1),
    });
  const still = (steps: number) => new Array<Float64Array>(steps).fill(new Float64Array(1));

  it('neither overflows nor vanishes beyond what a double holds', () => {
    for (const w of [2.5, 1e-3]) {
      const { stateGradients } = backpropagate(
        unroll(scalar(w), still(5000)),
        new Map([[5000, Float64Array.of(1)]]),
      );
      const expected = 5000 * Math.log10(w);
      assert.ok(Math.abs(log10NormOf(stateGradients[0]!) / expected - 1) < 1e-12);
      assert.equal(normOf(stateGradients[0]!), w > 1 ? Infinity : 0);
    }
  });

  it('sums weight gradients of any size on one scale', () => {
    // h_t = x_t + w·h_{t−1} with x_1 = 1 alone: ∂L/∂U = w^(T−1), ∂L/∂W = Σ_t w^(T−t)·h_{t−1} = (T − 1)·w^(T−2).
    const steps = 3000;
    const { weights, weightExponent } = backpropagate(
      unroll(scalar(1.2), still(steps).with(0, Float64Array.of(1))),
      new Map([[steps, Float64Array.of(1)]]),
    );
    const log10 = (value: number) => Math.log10(value) + weightExponent * Math.log10(2);
    const rate = Math.log10(1.2);
    assert.ok(Math.abs(log10(weights.weightIh.data[0]!) - (steps - 1) * rate) < 1e-9);
    const expected = (steps - 2) * rate + Math.log10(steps - 1);
    assert.ok(Math.abs(log10(weights.weightHh.data[0]!) - expected) < 1e-9);
  });

  it('adds the losses of all steps', () => {
    const { cell, inputs, steps, hidden } = cases[4]!;
    const unrolled = unroll(cell, inputs);
    const v = Float64Array.from({ length: hidden }, (_, i) => i - 1);
    const of = (...at: number[]) => backpropagate(unrolled, new Map(at.map((t) => [t, v])));
    const [both, early, late] = [of(7, steps), of(7), of(steps)];
    both.stateGradients.forEach((gradient, t) => {
      const parts = [early, late].map(({ stateGradients }) => entriesOf(stateGradients[t]!));
      assert.ok(
        distance(
          entriesOf(gradient),
          parts[0]!.map((value, i) => value + parts[1]![i]!),
        ) < 1e-14,
      );
    });
    const sum = early.weights.weightHh.data.map((value, i) => value + late.weights.weightHh.data[i]!);
    assert.ok(distance(both.weights.weightHh.data, sum) < 1e-14);
    assert.equal(log10NormOf(early.stateGradients[8]!), -Infinity);
  });

  it('names what does not fit, and can be canceled', () => {
    const { cell, inputs, steps } = cases[0]!;
    const unrolled = unroll(cell, inputs);
    assert.throws(() => unroll(cell, [new Float64Array(2)]), /input x_1 has 2 entries, it should have 3/);
    assert.throws(() => unroll(cell, inputs, new Float64Array(1)), /the initial state has 1 entries/);
    assert.throws(
      () => backpropagate(unrolled, new Map([[steps + 1, zeros(1, 6).data]])),
      /names step 21 of 20/,
    );
    assert.throws(
      () => backpropagate(unrolled, new Map([[3, new Float64Array(2)]])),
      /at step 3 has 2 entries/,
    );
    const growing = still(1000).with(0, Float64Array.of(1));
    assert.throws(() => unroll(scalar(10), growing), /overflows at step 310/);
    const cancel = () => {
      throw new Error('canceled');
    };
    assert.throws(() => unroll(cell, inputs, undefined, cancel), /canceled/);
    assert.throws(() => backpropagate(unrolled, new Map(), cancel), /canceled/);
  });
});
