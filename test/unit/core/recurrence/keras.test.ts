import assert from 'node:assert/strict';
import { createCell } from '../../../../src/core/recurrence/createCell';
import { GruResetBeforeCell } from '../../../../src/core/recurrence/gruResetBefore';
import { fromKeras, toKeras, type KerasWeights } from '../../../../src/core/recurrence/keras';
import { distance, gaussian } from '../linalg/matrices';
import { seededWeights } from './cells';

const hidden = 3;
const input = 2;
const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** Column j of x @ kernel + bias, as Keras multiplies. */
function sums(x: Float64Array, { columns, data }: KerasWeights['kernel'], bias: Float64Array): number[] {
  return Array.from({ length: columns }, (_, j) =>
    x.reduce((sum, value, i) => sum + value * data[i * columns + j]!, bias[j]!),
  );
}

describe('Keras weights', () => {
  const h = gaussian(1, hidden, 5).data;
  const x = gaussian(1, input, 6).data;
  const none = new Float64Array(3 * hidden);
  const kernel = gaussian(input, 3 * hidden, 1);
  const recurrentKernel = gaussian(hidden, 3 * hidden, 2);

  it('GRU with reset_after, as its documentation computes it', () => {
    const bias = gaussian(1, 6 * hidden, 3).data;
    const ax = sums(x, kernel, bias.subarray(0, 9));
    const ah = sums(h, recurrentKernel, bias.subarray(9));
    const expected = [...h].map((old, j) => {
      const z = sigmoid(ax[j]! + ah[j]!);
      const r = sigmoid(ax[3 + j]! + ah[3 + j]!);
      return z * old + (1 - z) * Math.tanh(ax[6 + j]! + r * ah[6 + j]!);
    });
    const cell = createCell('gru', fromKeras('gru', { kernel, recurrentKernel, bias }));
    assert.ok(distance(cell.step(x, h).state, expected) < 1e-14);
  });

  it('GRU without reset_after, as its documentation computes it', () => {
    const bias = gaussian(1, 3 * hidden, 3).data;
    const ax = sums(x, kernel, bias);
    const ah = sums(h, recurrentKernel, none);
    const reset = h.map((old, j) => old * sigmoid(ax[3 + j]! + ah[3 + j]!));
    const inner = sums(reset, recurrentKernel, none);
    const expected = [...h].map((old, j) => {
      const z = sigmoid(ax[j]! + ah[j]!);
      return z * old + (1 - z) * Math.tanh(ax[6 + j]! + inner[6 + j]!);
    });
    const cell = new GruResetBeforeCell(fromKeras('gru', { kernel, recurrentKernel, bias }));
    assert.ok(distance(cell.step(x, h).state, expected) < 1e-14);
  });

  it('LSTM, as its documentation computes it', () => {
    const weights = { kernel: gaussian(input, 12, 1), recurrentKernel: gaussian(hidden, 12, 2) };
    const bias = gaussian(1, 12, 3).data;
    const c = gaussian(1, hidden, 7).data;
    const ax = sums(x, weights.kernel, bias);
    const a = sums(h, weights.recurrentKernel, new Float64Array(12)).map((sum, j) => sum + ax[j]!);
    const cells = [...c].map((old, j) => sigmoid(a[3 + j]!) * old + sigmoid(a[j]!) * Math.tanh(a[6 + j]!));
    const expected = [...cells.map((value, j) => sigmoid(a[9 + j]!) * Math.tanh(value)), ...cells];
    const cell = createCell('lstm', fromKeras('lstm', { ...weights, bias }));
    assert.ok(distance(cell.step(x, Float64Array.of(...h, ...c)).state, expected) < 1e-14);
  });

  it('go to PyTorch and back', () => {
    for (const [kind, gates] of [
      ['rnn', 1],
      ['lstm', 4],
      ['gru', 3],
    ] as const) {
      // prettier-ignore
      const weights = seededWeights(gates, hidden, input, 40);
      const there = fromKeras(kind, toKeras(kind, weights));
      assert.deepEqual(there.weightHh, weights.weightHh);
      assert.deepEqual(there.weightIh, weights.weightIh);
      const total = (from: typeof weights): number[] => [...from.biasIh].map((b, i) => b + from.biasHh[i]!);
      assert.deepEqual(total(there), total(weights));
    }
    const { biasHh } = seededWeights(3, hidden, input, 40);
    assert.deepEqual(fromKeras('gru', toKeras('gru', seededWeights(3, hidden, input, 40))).biasHh, biasHh);
  });

  it('without a bias have zeros, and misfits are named', () => {
    assert.deepEqual(fromKeras('gru', { kernel, recurrentKernel, bias: null }).biasIh, none);
    assert.throws(
      () => fromKeras('lstm', { kernel, recurrentKernel, bias: null }),
      /kernel is 2×9, it should have 12 columns/,
    );
    assert.throws(
      () => fromKeras('gru', { kernel, recurrentKernel, bias: new Float64Array(4) }),
      /bias has 4 entries, it should have 9/,
    );
  });
});
