import assert from 'node:assert/strict';
import { transpose, type Matrix } from '../../../../src/core/linalg/matrix';
import { multiply, multiplyVector, transposeMultiplyVector } from '../../../../src/core/linalg/product';
import type { Cell } from '../../../../src/core/recurrence/cell';
import { backpropagate } from '../../../../src/core/recurrence/backpropagation';
import { createCell, parseCellName } from '../../../../src/core/recurrence/createCell';
import { unroll } from '../../../../src/core/recurrence/unroll';
import type { CellWeights } from '../../../../src/core/recurrence/weights';
import { distance, gaussian } from '../linalg/matrices';
import { makers, seededWeights } from './cells';

const hidden = 4;
const input = 3;
const vector = (size: number, seed: number): Float64Array => gaussian(1, size, seed).data;

/** ∂f/∂x_j for every output, by central differences, one row for each j. */
function differences(f: (x: Float64Array) => Float64Array, x: Float64Array): Matrix {
  const step = 1e-5;
  const rows = [...x].map((_, j) => {
    const moved = (by: number): Float64Array => f(x.map((value, i) => (i === j ? value + by : value)));
    const [up, down] = [moved(step), moved(-step)];
    return up.map((value, i) => (value - down[i]!) / (2 * step));
  });
  return {
    rows: x.length,
    columns: rows[0]!.length,
    data: Float64Array.from(rows.flatMap((row) => [...row])),
  };
}

/** vᵀ·h_T after five steps. */
function loss(cell: Cell, inputs: readonly Float64Array[], v: Float64Array): Float64Array {
  const h = unroll(cell, inputs).states.at(-1)!;
  return Float64Array.of(v.reduce((sum, value, i) => sum + value * h[i]!, 0));
}

for (const [name, gates, make] of makers) {
  describe(`${name} cell`, () => {
    const weights = seededWeights(gates, hidden, input, 11);
    const cell = make(weights);
    const state = vector(cell.stateSize, 21);
    const x = vector(input, 22);
    const step = cell.step(x, state);

    it('has the Jacobian that differences find', () => {
      const found = transpose(step.jacobian());
      assert.ok(distance(found.data, differences((s) => cell.step(x, s).state, state).data) < 1e-9);
    });

    it('has the input gradient that differences find', () => {
      const delta = vector(cell.stateSize, 25);
      const slopes = differences((moved) => cell.step(moved, state).state, x);
      assert.ok(distance(step.inputGradient(delta), multiplyVector(slopes, delta)) < 1e-9);
    });

    it('multiplies by its Jacobian from either side', () => {
      const delta = vector(cell.stateSize, 23);
      const q = gaussian(cell.stateSize, 3, 24);
      const jacobian = step.jacobian();
      assert.ok(distance(step.backward(delta), transposeMultiplyVector(jacobian, delta)) < 1e-14);
      assert.ok(distance(step.forward(q).data, multiply(jacobian, q).data) < 1e-14);
    });

    it('has the weight gradients that differences find', () => {
      const inputs = [31, 32, 33, 34, 35].map((seed) => vector(input, seed));
      const v = vector(hidden, 36);
      const found = backpropagate(unroll(cell, inputs), new Map([[5, v]])).weights;
      const parts: [keyof CellWeights, (data: Float64Array) => CellWeights, Float64Array, Float64Array][] = [
        ['weightHh', (data) => ({ ...weights, weightHh: { ...weights.weightHh, data } }), weights.weightHh.data, found.weightHh.data],
        ['weightIh', (data) => ({ ...weights, weightIh: { ...weights.weightIh, data } }), weights.weightIh.data, found.weightIh.data],
        ['biasIh', (biasIh) => ({ ...weights, biasIh }), weights.biasIh, found.biasIh],
        ['biasHh', (biasHh) => ({ ...weights, biasHh }), weights.biasHh, found.biasHh],
      ]; // prettier-ignore
      for (const [part, replaced, data, gradient] of parts) {
        const expected = differences((moved) => loss(make(replaced(moved)), inputs, v), data).data;
        assert.ok(distance(gradient, expected) < 1e-8, part);
      }
    });

    it('refuses weights that do not fit together', () => {
      assert.throws(
        () => make({ ...weights, biasHh: new Float64Array(2) }),
        /bias_hh has 2 entries, it should have/,
      );
      assert.throws(
        () => make({ ...weights, weightIh: gaussian(5, input, 1) }),
        /weight_ih is 5×3, it should have/,
      );
      const data = weights.weightHh.data.with(5, NaN);
      assert.throws(
        () => make({ ...weights, weightHh: { ...weights.weightHh, data } }),
        /weight_hh: entry \[1, 1\] is NaN/,
      );
    });
  });
}

describe('createCell', () => {
  it("reads PyTorch's names and any activation's", () => {
    assert.deepEqual(['RNN', 'rnn_relu', 'rnn_swish', 'LSTM', 'gru', 'rnn_x', 'mamba'].map(parseCellName), [
      'rnn_tanh', 'rnn_relu', 'rnn_silu', 'lstm', 'gru', undefined, undefined,
    ]); // prettier-ignore
    assert.deepEqual(createCell('rnn_relu', seededWeights(1, 2, 2, 1)).kind, 'rnn');
  });
});
