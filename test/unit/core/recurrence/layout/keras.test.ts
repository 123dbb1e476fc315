import assert from 'node:assert/strict';
import type { Tensor } from '../../../../../src/core/tensor';
import { cellWeights } from '../../../../../src/core/recurrence/layout/cellWeights';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { alternativeLabel } from '../../../../../src/present/layout/alternative';
import { problemText } from '../../../../../src/present/layout/problem';
import { counting } from '../checkpoint';
import { infos } from './infos';

const layer = (class_name: string, config: object): object => ({ class_name, config });
const hintsFor = (...layers: object[]) => ({
  metadata: new Map([['keras.config', JSON.stringify(layer('Sequential', { layers }))]]),
});

describe('Keras layouts', () => {
  it('Keras 3: numbered variables under cells, named by the config', () => {
    const tensors = infos({
      'layers/lstm/cell/vars/0': [5, 16],
      'layers/lstm/cell/vars/1': [4, 16],
      'layers/lstm/cell/vars/2': [16],
      'layers/bidirectional/forward_layer/cell/vars/0': [4, 9],
      'layers/bidirectional/forward_layer/cell/vars/1': [3, 9],
      'layers/bidirectional/forward_layer/cell/vars/2': [2, 9],
      'layers/bidirectional/backward_layer/cell/vars/0': [4, 9],
      'layers/bidirectional/backward_layer/cell/vars/1': [3, 9],
      'layers/bidirectional/backward_layer/cell/vars/2': [2, 9],
      'layers/gru/cell/vars/0': [6, 6],
      'layers/gru/cell/vars/1': [2, 6],
      'layers/gru/cell/vars/2': [6],
      'layers/dense/vars/0': [2, 2],
      'layers/dense/vars/1': [2],
      'optimizer/vars/1': [4, 16],
    });
    const hints = hintsFor(
      layer('LSTM', { name: 'enc', activation: 'tanh' }),
      layer('Bidirectional', { name: 'both', layer: layer('GRU', { name: 'gru_9', activation: 'tanh' }) }),
      layer('GRU', { name: 'gru_1', activation: 'relu', reset_after: false }),
    );
    const { cell: cells, unrecognized } = recognize(tensors, hints);
    assert.deepEqual(unrecognized, []);
    assert.deepEqual(
      cells.map(({ name, cell, direction, resetAfter, activation, orientation }) => [
        name,
        cell,
        direction,
        resetAfter,
        activation,
        orientation,
      ]),
      [
        ['enc', 'lstm', 'forward', null, 'tanh', 'row'],
        ['both', 'gru', 'forward', true, 'tanh', 'row'],
        ['both', 'gru', 'reverse', true, 'tanh', 'row'],
        ['gru_1', 'gru', 'forward', false, 'relu', 'row'],
      ],
    );
    assert.ok(cells.every(({ alternatives }) => alternatives.length === 0));
  });

  it('Keras 2 and TensorFlow checkpoints: names with :0 and VARIABLE_VALUE', () => {
    const { cell: cells } = recognize(
      infos({
        'model_weights/enc/enc/lstm_cell/kernel:0': [5, 16],
        'model_weights/enc/enc/lstm_cell/recurrent_kernel:0': [4, 16],
        'model_weights/enc/enc/lstm_cell/bias:0': [16],
        'layer_with_weights-0/cell/recurrent_kernel/.ATTRIBUTES/VARIABLE_VALUE': [4, 4],
        'layer_with_weights-0/cell/kernel/.ATTRIBUTES/VARIABLE_VALUE': [3, 4],
      }),
    );
    assert.deepEqual(
      cells.map(({ cell, framework, inputSize }) => [cell, framework, inputSize]),
      [
        ['lstm', 'keras', 5],
        ['rnn', 'keras', 3],
      ],
    );
    assert.deepEqual(cells[1]!.alternatives.map(alternativeLabel), ['relu instead of tanh']);
  });

  it('gates are columns in the order i f c o, turned; a double GRU bias is split', () => {
    const tensors = [
      counting('g/gru_cell/recurrent_kernel', [2, 6]),
      counting('g/gru_cell/kernel', [1, 6], 100),
      counting('g/gru_cell/bias', [2, 6], 200),
    ];
    const [cell] = recognize(tensors).cell;
    const gates = cellWeights(cell!, new Map(tensors.map((tensor) => [tensor.name, tensor])));
    assert.deepEqual(
      gates.map(({ gate }) => gate),
      ['z', 'r', 'h'],
    );
    assert.deepEqual([...gates[1]!.recurrent.data], [2, 8, 3, 9]);
    assert.deepEqual([...gates[1]!.input!.data], [102, 103]);
    assert.deepEqual([...gates[1]!.inputBias!], [202, 203]);
    assert.deepEqual([...gates[1]!.recurrentBias!], [208, 209]);
  });

  it("a Keras 3 weights file without a config keeps the layers' names beside them", () => {
    const tensors = infos({ 'layers/lstm/cell/vars/0': [5, 16], 'layers/lstm/cell/vars/1': [4, 16] });
    const metadata = new Map([['keras.layerNames', '{"layers/lstm/vars": "enc"}']]);
    assert.equal(recognize(tensors, { metadata }).cell[0]!.name, 'enc');
    assert.equal(recognize(tensors).cell[0]!.name, 'layers/lstm');
  });

  it('a GRU without bias and config leaves reset_after open', () => {
    const [cell] = recognize(infos({ 'gru/gru_cell/recurrent_kernel': [4, 12] })).cell;
    assert.deepEqual(
      cell!.alternatives.map(({ cell: other }) => other.resetAfter),
      [false],
    );
  });

  it('a CuDNN layer is turned as Keras turns it', () => {
    const [inputs, hidden] = [3, 2];
    const tensor = (name: string, shape: number[], from: number): Tensor => {
      const count = shape.reduce((size, each) => size * each, 1);
      return { name, dtype: 'F32', shape, data: Float64Array.from({ length: count }, (_, i) => from + i) };
    };
    const all = [
      tensor('l/kernel', [inputs, 4 * hidden], 100),
      tensor('l/recurrent_kernel', [hidden, 4 * hidden], 200),
      tensor('l/bias', [8 * hidden], 300),
    ];
    const [cell] = recognize(all).cell;
    assert.deepEqual([cell!.inputSize, cell!.hiddenSize], [inputs, hidden]);
    const gates = cellWeights(cell!, new Map(all.map((each) => [each.name, each])));
    // np.hsplit, then `k.T` of the state's block and `k.T.reshape(k.shape, order='F')` of the input's, of the gate f.
    const { gate, recurrent, input, inputBias, recurrentBias } = gates[1]!;
    assert.equal(gate, 'f');
    // Keras multiplies a row vector, h·W: W = block.T, so that W.T·h has the block as it is stored.
    assert.deepEqual([...recurrent.data], [202, 203, 210, 211]);
    // block = [[102, 103], [110, 111], [118, 119]]; its elements in a row fill the columns of the 3 × 2 kernel.
    assert.deepEqual([input!.rows, input!.columns, ...input!.data], [2, 3, 102, 103, 110, 111, 118, 119]);
    assert.deepEqual([...inputBias!, ...recurrentBias!], [302, 303, 310, 311]);
    const gru = recognize(infos({ 'g/recurrent_kernel': [4, 12], 'g/kernel': [5, 12], 'g/bias': [24] })).cell;
    assert.deepEqual([gru[0]!.cell, gru[0]!.resetAfter, gru[0]!.alternatives], ['gru', true, []]);
  });

  const wrong: readonly [RegExp, Record<string, number[]>][] = [
    [/recurrent_kernel is 4×10: Keras stores/, { 'l/recurrent_kernel': [4, 10] }],
    [/recurrent_kernel is 16×4/, { 'l/recurrent_kernel': [16, 4] }],
    [/shape of a lstm, but its name says gru/, { 'gru/gru_cell/recurrent_kernel': [4, 16] }],
    [/kernel is 5×15, but/, { 'l/recurrent_kernel': [4, 16], 'l/kernel': [5, 15] }],
    [/bias is 4, but/, { 'l/recurrent_kernel': [4, 16], 'l/bias': [4] }],
  ];
  for (const [reason, shapes] of wrong) {
    it(`the right name on the wrong shape: ${JSON.stringify(shapes)}`, () => {
      const { cell: cells, unrecognized } = recognize(infos(shapes));
      assert.deepEqual(cells, []);
      assert.match(problemText(unrecognized[0]!.reason), reason);
    });
  }

  it('a config that is no model config, or broken, changes nothing', () => {
    const tensors = infos({ 'lstm/lstm_cell/recurrent_kernel': [4, 16] });
    for (const text of [
      '',
      '{',
      'null',
      '[]',
      '{"class_name": 3}',
      '{"config": {"layers": [null, {"config": 4}]}}',
    ]) {
      assert.equal(recognize(tensors, { metadata: new Map([['keras.config', text]]) }).cell.length, 1);
    }
  });
});
