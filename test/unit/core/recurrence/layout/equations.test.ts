// A step of each layout against the equations that its framework documents, written down here on their own.
import assert from 'node:assert/strict';
import { buildCell } from '../../../../../src/core/recurrence/layout/buildCell';
import type { Hints } from '../../../../../src/core/recurrence/layout/layout';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import type { Tensor } from '../../../../../src/core/tensor';
import { infos } from './infos';

const [inputs, units] = [3, 2];
const x = [0.4, -0.7, 0.2];
const h = [0.3, -0.6];
const c = [0.5, 0.1];

/** Tensors of small numbers that are all different. */
function filled(shapes: Readonly<Record<string, readonly number[]>>): Map<string, Tensor> {
  let n = 0;
  return new Map(
    infos(shapes).map((info): [string, Tensor] => {
      const length = info.shape.reduce((size, each) => size * each, 1);
      return [info.name, { ...info, data: Float64Array.from({ length }, () => Math.sin(1.7 * n++)) }];
    }),
  );
}

const sigmoid = (a: number): number => 1 / (1 + Math.exp(-a));
const hard = (a: number): number => Math.min(1, Math.max(0, 0.2 * a + 0.5));
/** Column `column` of row·matrix, the rows from `from` on. */
function product(row: readonly number[], { data, shape }: Tensor, column: number, from = 0): number {
  return row.reduce((sum, value, i) => sum + value * data[(from + i) * shape[1]! + column]!, 0);
}

/** The only cell's state after a step from (h, c). */
function stepped(tensors: ReadonlyMap<string, Tensor>, hints: Hints = {}): number[] {
  const { cell: cells, unrecognized } = recognize([...tensors.values()], hints);
  assert.deepEqual(unrecognized, []);
  assert.equal(cells.length, 1);
  assert.deepEqual(
    cells[0]!.alternatives.filter(({ doubt }) => doubt.kind !== 'activation'),
    [],
  );
  const cell = buildCell(cells[0]!, tensors);
  const state = cell.kind === 'lstm' ? [...h, ...c] : h;
  return [...cell.step(Float64Array.from(x), Float64Array.from(state)).state];
}

function close(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  found.forEach((value, i) => {
    assert.ok(Math.abs(value - expected[i]!) < 1e-12, `${value}, not ${expected[i]}`);
  });
}

const each = (make: (unit: number) => number): number[] =>
  Array.from({ length: units }, (_, unit) => make(unit));

describe('a step of a cell', () => {
  for (const [kernel, bias, end] of [
    ['kernel', 'bias', ''],
    ['weights', 'biases', ''],
    ['kernel', 'bias', ':0'],
  ] as const) {
    it(`of TensorFlow 1's GRUCell: the reset state goes through the candidate's ${kernel}${end}`, () => {
      const path = 'rnn/multi_rnn_cell/cell_0/gru_cell/';
      const tensors = filled({
        [`${path}candidate/${kernel}${end}`]: [inputs + units, units],
        [`${path}candidate/${bias}${end}`]: [units],
        [`${path}gates/${kernel}${end}`]: [inputs + units, 2 * units],
        [`${path}gates/${bias}${end}`]: [2 * units],
      });
      const at = (name: string): Tensor => tensors.get(`${path}${name}${end}`)!;
      const gate = (column: number) =>
        sigmoid(product([...x, ...h], at(`gates/${kernel}`), column) + at(`gates/${bias}`).data[column]!);
      const [r, u] = [each(gate), each((unit) => gate(units + unit))];
      const reset = [...x, ...h.map((value, i) => r[i]! * value)];
      const n = each((unit) =>
        Math.tanh(product(reset, at(`candidate/${kernel}`), unit) + at(`candidate/${bias}`).data[unit]!),
      );
      close(
        stepped(tensors),
        each((i) => u[i]! * h[i]! + (1 - u[i]!) * n[i]!),
      );
    });
  }

  it("of CuDNN's GRU in its canonical names: the reset gate multiplies the state's projection", () => {
    const path = 'cudnn_gru/rnn/multi_rnn_cell/cell_0/cudnn_compatible_gru_cell/';
    const tensors = filled({
      [`${path}gates/kernel`]: [inputs + units, 2 * units],
      [`${path}gates/bias`]: [2 * units],
      [`${path}candidate/input_projection/kernel`]: [inputs, units],
      [`${path}candidate/input_projection/bias`]: [units],
      [`${path}candidate/hidden_projection/kernel`]: [units, units],
      [`${path}candidate/hidden_projection/bias`]: [units],
    });
    const at = (name: string): Tensor => tensors.get(`${path}${name}`)!;
    const gate = (column: number) =>
      sigmoid(product([...x, ...h], at('gates/kernel'), column) + at('gates/bias').data[column]!);
    const side = (row: readonly number[], name: string, unit: number) =>
      product(row, at(`candidate/${name}/kernel`), unit) + at(`candidate/${name}/bias`).data[unit]!;
    close(
      stepped(tensors),
      each((i) => {
        const [r, u] = [gate(i), gate(units + i)];
        const n = Math.tanh(side(x, 'input_projection', i) + r * side(h, 'hidden_projection', i));
        return u * h[i]! + (1 - u) * n;
      }),
    );
  });

  for (const [module, added] of [
    ['basic_lstm_cell', 1],
    ['cudnn_compatible_lstm_cell', 0],
  ] as const) {
    it(`of TensorFlow 1's ${module}: gates i j f o, ${added} added to the forget gate`, () => {
      const path = `rnn/${module}/`;
      const tensors = filled({
        [`${path}kernel`]: [inputs + units, 4 * units],
        [`${path}bias`]: [4 * units],
      });
      const gate = (block: number, unit: number) => {
        const column = block * units + unit;
        return (
          product([...x, ...h], tensors.get(`${path}kernel`)!, column) +
          tensors.get(`${path}bias`)!.data[column]!
        );
      };
      const next = each(
        (i) => c[i]! * sigmoid(gate(2, i) + added) + sigmoid(gate(0, i)) * Math.tanh(gate(1, i)),
      );
      close(stepped(tensors), [...each((i) => Math.tanh(next[i]!) * sigmoid(gate(3, i))), ...next]);
    });
  }

  it("of TensorFlow 1's BasicRNNCell: one kernel, the input's rows first", () => {
    const tensors = filled({
      'rnn/basic_rnn_cell/kernel': [inputs + units, units],
      'rnn/basic_rnn_cell/bias': [units],
    });
    const [kernel, bias] = [...tensors.values()];
    close(
      stepped(tensors),
      each((i) => Math.tanh(product([...x, ...h], kernel!, i) + bias!.data[i]!)),
    );
  });

  it("of Haiku's GRU: z lets the new state in, the reset state goes through the product", () => {
    const tensors = filled({
      'net/gru/w_i': [inputs, 3 * units],
      'net/gru/w_h': [units, 3 * units],
      'net/gru/b': [3 * units],
    });
    const [wi, wh, b] = [...tensors.values()];
    const gate = (column: number, state: readonly number[]) =>
      product(x, wi!, column) + product(state, wh!, column) + b!.data[column]!;
    const r = each((i) => sigmoid(gate(units + i, h)));
    const reset = h.map((value, i) => r[i]! * value);
    close(
      stepped(tensors),
      each((i) => {
        const z = sigmoid(gate(i, h));
        return (1 - z) * h[i]! + z * Math.tanh(gate(2 * units + i, reset));
      }),
    );
  });

  for (const gpu of [false, true]) {
    it(`of Keras 1's LSTM, ${gpu ? 'gates side by side' : 'a tensor a gate'}: hard sigmoids`, () => {
      const path = 'lstm_1/lstm_1_';
      const shapes = gpu
        ? { [`${path}W`]: [inputs, 4 * units], [`${path}U`]: [units, 4 * units], [`${path}b`]: [4 * units] }
        : Object.fromEntries(
            ['i', 'c', 'f', 'o'].flatMap((gate) => [
              [`${path}W_${gate}`, [inputs, units]],
              [`${path}U_${gate}`, [units, units]],
              [`${path}b_${gate}`, [units]],
            ]),
          );
      const tensors = filled(shapes);
      const gate = (name: string, unit: number) => {
        const [ending, column] = gpu ? ['', 'ifco'.indexOf(name) * units + unit] : [`_${name}`, unit];
        const at = (side: string): Tensor => tensors.get(`${path}${side}${ending}`)!;
        return product(x, at('W'), column) + product(h, at('U'), column) + at('b').data[column]!;
      };
      const next = each((i) => hard(gate('f', i)) * c[i]! + hard(gate('i', i)) * Math.tanh(gate('c', i)));
      close(stepped(tensors), [...each((i) => hard(gate('o', i)) * Math.tanh(next[i]!)), ...next]);
    });
  }

  it("of Keras 1's GRU: the reset state goes through the product", () => {
    const path = 'gru_1/gru_1_';
    const tensors = filled(
      Object.fromEntries(
        ['z', 'r', 'h'].flatMap((gate) => [
          [`${path}W_${gate}`, [inputs, units]],
          [`${path}U_${gate}`, [units, units]],
          [`${path}b_${gate}`, [units]],
        ]),
      ),
    );
    const gate = (name: string, unit: number, state: readonly number[]) =>
      product(x, tensors.get(`${path}W_${name}`)!, unit) +
      product(state, tensors.get(`${path}U_${name}`)!, unit) +
      tensors.get(`${path}b_${name}`)!.data[unit]!;
    const reset = each((i) => hard(gate('r', i, h)) * h[i]!);
    close(
      stepped(tensors),
      each((i) => {
        const z = hard(gate('z', i, h));
        return z * h[i]! + (1 - z) * Math.tanh(gate('h', i, reset));
      }),
    );
  });

  it("of MATLAB's lstmLayer: columns multiply, gates i f c o", () => {
    const tensors = filled({
      'layer.InputWeights': [4 * units, inputs],
      'layer.RecurrentWeights': [4 * units, units],
      'layer.Bias': [4 * units],
    });
    const [w, u, b] = [...tensors.values()];
    const rows = ({ data, shape }: Tensor, row: number, vector: readonly number[]) =>
      vector.reduce((sum, value, i) => sum + data[row * shape[1]! + i]! * value, 0);
    const gate = (block: number, unit: number) => {
      const row = block * units + unit;
      return rows(w!, row, x) + rows(u!, row, h) + b!.data[row]!;
    };
    const next = each((i) => sigmoid(gate(1, i)) * c[i]! + sigmoid(gate(0, i)) * Math.tanh(gate(2, i)));
    close(stepped(tensors), [...each((i) => sigmoid(gate(3, i)) * Math.tanh(next[i]!)), ...next]);
  });
});

describe('names of cells', () => {
  const lstm = (path: string) => ({ [`${path}W`]: [3, 16], [`${path}U`]: [4, 16], [`${path}b`]: [16] });
  it('`…_U` is of Keras 1 where Keras wrote the file, and of Theano elsewhere', () => {
    const read = (path: string, hints: Hints = {}) =>
      recognize(infos(lstm(path)), hints).cell.map(({ framework, gates, name }) => [
        framework,
        gates.join(''),
        name,
      ]);
    assert.deepEqual(read('lstm_1/lstm_1_'), [['keras', 'ifco', 'lstm_1']]);
    assert.deepEqual(read('lstm_'), [['theano', 'ifoc', 'lstm']]);
    assert.deepEqual(read('lstm_', { metadata: new Map([['keras.version', '1.2.2']]) }), [
      ['keras', 'ifco', 'lstm'],
    ]);
    assert.deepEqual(
      read('bidirectional_1/backward_lstm_1_').map(([, , name]) => name),
      ['lstm_1'],
    );
  });
  it('variants of tf.contrib have no verdict', () => {
    for (const variant of ['layer_norm_basic_lstm_cell', 'coupled_input_forget_gate_lstm_cell']) {
      const { cell, unrecognized } = recognize(infos({ [`rnn/${variant}/kernel`]: [7, 16] }));
      assert.deepEqual([cell, unrecognized.map(({ reason }) => reason.kind)], [[], ['not-modeled']], variant);
    }
  });
  it("a bilstmLayer of MATLAB's is two cells, and a part that does not fit none", () => {
    const parts = { 'net.InputWeights': [32, 3], 'net.RecurrentWeights': [32, 4], 'net.Bias': [32] };
    assert.deepEqual(
      recognize(infos(parts)).cell.map(({ direction, hiddenSize, inputSize }) => [
        direction,
        hiddenSize,
        inputSize,
      ]),
      [
        ['forward', 4, 3],
        ['reverse', 4, 3],
      ],
    );
    assert.deepEqual(
      recognize(infos({ 'gru_cell/gates/kernel': [7, 8], 'gru_cell/candidate/kernel': [6, 4] })).cell,
      [],
    );
  });

  it('a part beside its like is claimed once, by its own stem', () => {
    const read = (shapes: Record<string, number[]>) =>
      recognize(infos(shapes)).cell.map(({ name, recurrent, input, inputBias }) => [
        name,
        recurrent.stacked!.tensor,
        input?.stacked?.tensor,
        inputBias?.stacked?.tensor,
      ]);
    const stems = ['enc', 'dec'].map((stem) => ({
      [`W_ih_${stem}`]: [24, 3],
      [`W_hh_${stem}`]: [24, 6],
      [`b_${stem}`]: [24],
    }));
    assert.deepEqual(read({ ...stems[1], ...stems[0] }), [
      ['dec', 'W_hh_dec', 'W_ih_dec', 'b_dec'],
      ['enc', 'W_hh_enc', 'W_ih_enc', 'b_enc'],
    ]);
    const square = { 'rnn.c.Wx': [24, 6], 'rnn.c.Wh': [24, 6], 'rnn.c.b': [24] };
    assert.deepEqual(read(square), [['rnn.c', 'rnn.c.Wh', 'rnn.c.Wx', 'rnn.c.b']]);
  });
  it('two of one shape that no name tells apart have no verdict', () => {
    const { cell, unrecognized } = recognize(infos({ lstm_A: [6, 24], lstm_B: [6, 24], lstm_b: [24] }));
    assert.deepEqual([cell, unrecognized.map(({ reason }) => reason.kind)], [[], ['pair']]);
  });
});
