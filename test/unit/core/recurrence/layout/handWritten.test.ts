import assert from 'node:assert/strict';
import { cellWeights } from '../../../../../src/core/recurrence/layout/cellWeights';
import type { Hints } from '../../../../../src/core/recurrence/layout/layout';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { counting } from '../checkpoint';
import { infos } from './infos';

const cellsIn = (shapes: Readonly<Record<string, readonly number[]>>, hints?: Hints) =>
  recognize(infos(shapes), hints).cell.map(
    ({ name, cell, hiddenSize, inputSize, orientation, inputBias, recurrentBias }) => {
      const biases = Number(inputBias !== null) + Number(recurrentBias !== null);
      return [name, cell, hiddenSize, inputSize, orientation, biases];
    },
  );

describe('hand-written cells', () => {
  it('a vanilla cell by the names that people give its weights', () => {
    const top = '(top level)';
    assert.deepEqual(cellsIn({ Wxh: [4, 3], Whh: [4, 4], Why: [2, 4], bh: [4, 1] }), [
      [top, 'rnn', 4, 3, 'col', 1],
    ]);
    assert.deepEqual(cellsIn({ W_xh: [3, 4], W_hh: [4, 4], b_h: [4] }), [[top, 'rnn', 4, 3, 'row', 1]]);
    assert.deepEqual(cellsIn({ 'net.i2h.weight': [4, 3], 'net.h2h.weight': [4, 4], 'net.h2h.bias': [4], 'net.i2h.bias': [4] }), [['net', 'rnn', 4, 3, 'col', 2]]); // prettier-ignore
    assert.deepEqual(cellsIn({ inputWeights: [4, 3], recurrentWeights: [4, 4] }), [
      [top, 'rnn', 4, 3, 'col', 0],
    ]);
    assert.deepEqual(cellsIn({ 'p["Wx"]': [3, 4], 'p["Wh"]': [4, 4], 'p["b"]': [4] }), [
      ['p', 'rnn', 4, 3, 'row', 1],
    ]);
    assert.deepEqual(cellsIn({ w_in: [4], w_rec: [4, 4] }), [[top, 'rnn', 4, 1, 'col', 0]]);
  });

  it('a square matrix, a layer or weights that do not fit are none', () => {
    assert.deepEqual(cellsIn({ Whh: [4, 4] }), []);
    assert.deepEqual(cellsIn({ Whh: [4, 4], Wxh: [5, 3] }), []);
    assert.deepEqual(cellsIn({ Why: [2, 4], Wxh: [4, 4] }), []);
    assert.deepEqual(cellsIn({ Whh: [4, 3], Wxh: [4, 3] }), []);
    assert.deepEqual(cellsIn({ 'a.Whh': [4, 4], 'b.Wxh': [4, 3] }), []);
  });

  it('gated cells with a matrix a gate, in every style', () => {
    const gates = (letters: string, ...forms: [(g: string) => string, number[]][]) =>
      Object.fromEntries(Array.from(letters).flatMap((g) => forms.map(([name, shape]) => [name(g), shape])));
    const d2l = gates('ifoc', [(g) => `W_x${g}`, [3, 4]], [(g) => `W_h${g}`, [4, 4]], [(g) => `b_${g}`, [4]]);
    assert.deepEqual(cellsIn(d2l), [['(top level)', 'lstm', 4, 3, 'row', 1]]);
    const keras = gates('ifco', [(g) => `W${g}`, [4, 3]], [(g) => `U${g}`, [4, 4]], [(g) => `b${g}`, [4, 1]]);
    assert.deepEqual(cellsIn(keras), [['(top level)', 'lstm', 4, 3, 'col', 1]]);
    const torch = gates('rzn', [(g) => `g.W_i${g}`, [4, 3]], [(g) => `g.W_h${g}`, [4, 4]], [(g) => `g.b_i${g}`, [4]], [(g) => `g.b_h${g}`, [4]]); // prettier-ignore
    assert.deepEqual(cellsIn(torch), [['g', 'gru', 4, 3, 'col', 2]]);
    const gru = gates('rzh', [(g) => `W_x${g}`, [3, 4]], [(g) => `W_h${g}`, [4, 4]], [(g) => `b_${g}`, [4]]);
    assert.deepEqual(cellsIn(gru), [['(top level)', 'gru', 4, 3, 'row', 1]]);
    const words = { W_forget: [4, 3], U_forget: [4, 4], W_input: [4, 3], U_input: [4, 4], W_output: [4, 3], U_output: [4, 4], W_cell: [4, 3], U_cell: [4, 4], b_forget: [4] }; // prettier-ignore
    assert.deepEqual(cellsIn(words), [['(top level)', 'lstm', 4, 3, 'col', 1]]);
    // Three of four gates are no LSTM.
    assert.deepEqual(cellsIn(gates('ifo', [(g) => `W${g}`, [4, 3]], [(g) => `U${g}`, [4, 4]])), []);
  });

  it('a GRU without a bias of its own for the state resets before the product; what z keeps stays open', () => {
    const shapes = infos({ Wr: [4, 3], Ur: [4, 4], Wz: [4, 3], Uz: [4, 4], Wh: [4, 3], Uh: [4, 4], bh: [4] });
    const [cell] = recognize(shapes).cell;
    assert.deepEqual([cell!.resetAfter, cell!.updateKeeps, cell!.gates], [false, true, ['r', 'z', 'n']]);
    assert.deepEqual(cell!.alternatives.map(({ doubt, cell: { updateKeeps } }) => [doubt.kind, updateKeeps]), [['update', false]]); // prettier-ignore
  });

  it('a matrix a gate for state and input together, where the text tells which comes first', () => {
    const tensors = ['f', 'i', 'c', 'o'].map((gate, k) => counting(`W${gate}`, [2, 5], 100 * k));
    const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
    assert.deepEqual(recognize(tensors).cell, []);
    const [cell] = recognize(tensors, { handWritten: { joined: 'hidden-first' } }).cell;
    const [input] = cellWeights(cell!, byName);
    assert.deepEqual([input!.gate, [...input!.recurrent.data], [...input!.input!.data]], ['i', [100, 101, 105, 106], [102, 103, 104, 107, 108, 109]]); // prettier-ignore
    const [other] = recognize(tensors, { handWritten: { joined: 'input-first' } }).cell;
    assert.deepEqual([...cellWeights(other!, byName)[0]!.recurrent.data], [103, 104, 108, 109]);
    const rows = ['f', 'i', 'c', 'o'].map((gate, k) => counting(`W${gate}`, [3, 2], 100 * k));
    const [turned] = recognize(rows, { handWritten: { joined: 'hidden-first' } }).cell;
    const [first] = cellWeights(turned!, new Map(rows.map((tensor) => [tensor.name, tensor])));
    assert.deepEqual(
      [[...first!.recurrent.data], [...first!.input!.data]],
      [
        [100, 102, 101, 103],
        [104, 105],
      ],
    );
  });

  it('a cell known by its shape has the biases beside it', () => {
    const [cell] = recognize(infos({ 'lstm.Wx': [3, 16], 'lstm.Wh': [4, 16], 'lstm.b': [16] })).cell;
    assert.deepEqual(
      [cell!.cell, cell!.inputBias?.stacked?.tensor, cell!.recurrentBias],
      ['lstm', 'lstm.b', null],
    );
    const [two] = recognize(
      infos({ 'gru.u': [12, 4], 'gru.w': [12, 3], 'gru.b_hh': [12], 'gru.b_ih': [12] }),
    ).cell;
    assert.deepEqual(
      [two!.inputBias?.stacked?.tensor, two!.recurrentBias?.stacked?.tensor],
      ['gru.b_ih', 'gru.b_hh'],
    );
  });
});
