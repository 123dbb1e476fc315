import assert from 'node:assert/strict';
import type { Matrix } from '../../../../src/core/linalg/matrix';
import type { Cell } from '../../../../src/core/recurrence/cell';
import { buildCell } from '../../../../src/core/recurrence/layout/buildCell';
import { recognize } from '../../../../src/core/recurrence/layout/recognize';
import { distance, gaussian } from '../linalg/matrices';

/** A layer's variables as Keras stores them. */
interface KerasWeights {
  readonly kernel: Matrix;
  readonly recurrentKernel: Matrix;
  readonly bias: Float64Array;
}

const hidden = 3;
const input = 2;
const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));

/** The exact cell of a file with these variables; a GRU with two rows of biases resets after the product. */
function cellOf({ kernel, recurrentKernel, bias }: KerasWeights): Cell {
  const matrix = (name: string, { rows, columns, data }: Matrix) => ({
    name,
    dtype: 'F64',
    shape: [rows, columns],
    data,
  });
  const { columns } = kernel;
  const shape = bias.length === columns ? [columns] : [2, columns];
  const tensors = [
    matrix('l/kernel', kernel),
    matrix('l/recurrent_kernel', recurrentKernel),
    { name: 'l/bias', dtype: 'F64', shape, data: bias },
  ];
  const [cell] = recognize(tensors).cell;
  return buildCell(cell!, new Map(tensors.map((tensor) => [tensor.name, tensor])));
}

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
    const cell = cellOf({ kernel, recurrentKernel, bias });
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
    const cell = cellOf({ kernel, recurrentKernel, bias });
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
    const cell = cellOf({ ...weights, bias });
    assert.ok(distance(cell.step(x, Float64Array.of(...h, ...c)).state, expected) < 1e-14);
  });
});
