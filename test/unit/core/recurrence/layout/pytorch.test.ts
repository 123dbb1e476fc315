import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { plainKernels } from '../../../../../src/core/kernels/plain';
import { gateMatrices } from '../../../../../src/core/recurrence/layout/cellWeights';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { problemText } from '../../../../../src/present/layout/problem';
import { checkpoint } from '../checkpoint';
import { infos } from './infos';

describe('PyTorch layouts', () => {
  it("a character model: every cell, and every gate's σ_max and ρ as numpy has them", () => {
    const { tensors, byName } = checkpoint('char_model.safetensors');
    const { cell: cells, matrix: squares, unrecognized } = recognize(tensors);
    assert.deepEqual(unrecognized, []);
    assert.deepEqual(squares, []);
    assert.deepEqual(
      cells.map(({ name, cell, layer, direction, hiddenSize, inputSize }) =>
        [name, cell, layer, direction, hiddenSize, inputSize].join(' '),
      ),
      [
        'rnn rnn 0 forward 24 12',
        'rnn rnn 1 forward 24 24',
        'lstm lstm 0 forward 20 24',
        'lstm lstm 0 reverse 20 24',
        'gru gru 0 forward 16 40',
      ],
    );
    const expected = JSON.parse(
      readFileSync('test/fixtures/checkpoints/char_model_expected.json', 'utf8'),
    ) as Record<string, { sigmaMax: number; spectralRadius: number }[]>;
    for (const cell of cells) {
      const wanted = expected[cell.recurrent.stacked!.tensor]!;
      const gates = gateMatrices(cell, byName);
      assert.deepEqual(
        gates.map(({ gate }) => gate),
        cell.gates,
      );
      assert.equal(gates.length, wanted.length);
      gates.forEach(({ matrix }, i) => {
        const { sigmaMax, spectralRadius } = wanted[i]!;
        assert.ok(Math.abs(plainKernels.sigmaMax(matrix).value / sigmaMax - 1) < 1e-6);
        const { re, im } = plainKernels.eigenvalues(matrix);
        assert.ok(Math.abs(Math.hypot(re[0]!, im[0]!) / spectralRadius - 1) < 1e-6);
      });
    }
  });

  it('a vanilla RNN offers relu beside tanh, unless the config says which', () => {
    const tensors = infos({ 'rnn.weight_ih_l0': [8, 3], 'rnn.weight_hh_l0': [8, 8] });
    const [cell] = recognize(tensors).cell;
    assert.equal(cell!.activation, 'tanh');
    assert.deepEqual(
      cell!.alternatives.map(({ cell: { activation } }) => activation),
      ['relu'],
    );
    const [named] = recognize(tensors, { config: { nonlinearity: 'relu' } }).cell;
    assert.equal(named!.activation, 'relu');
    assert.deepEqual(named!.alternatives, []);
  });

  it('wrappers and nests go from the name, optimizer states are left alone', () => {
    const names = (shapes: Record<string, number[]>): string[] =>
      recognize(infos(shapes)).cell.map(({ name }) => name);
    assert.deepEqual(names({ 'module.encoder.rnn.weight_hh_l0': [12, 4] }), ['encoder.rnn']);
    assert.deepEqual(names({ 'state_dict._orig_mod.lstm.weight_hh_l0': [16, 4] }), ['lstm']);
    assert.deepEqual(names({ 'model_state_dict.module.weight_hh_l0': [16, 4] }), ['(top level)']);
    assert.deepEqual(names({ weight_hh: [12, 4], weight_ih: [12, 2] }), ['(top level)']);
    assert.deepEqual(
      names({ 'optimizer.state.0.weight_hh_l0': [12, 4], 'optimizer_states.0.exp_avg': [12, 4] }),
      [],
    );
  });

  it('stacked, bidirectional and cell names; AWD-LSTM keeps the raw weight', () => {
    const { cell: cells } = recognize(
      infos({
        'rnns.weight_hh_l0': [16, 4],
        'rnns.weight_hh_l1_reverse': [16, 4],
        'cell.weight_hh': [12, 4],
        'awd.weight_hh_l0_raw': [16, 4],
        'awd.weight_ih_l0': [16, 7],
      }),
    );
    assert.deepEqual(
      cells.map(({ name, layer, direction, cell, inputSize }) => [name, layer, direction, cell, inputSize]),
      [
        ['rnns', 0, 'forward', 'lstm', null],
        ['rnns', 1, 'reverse', 'lstm', null],
        ['cell', 0, 'forward', 'gru', null],
        ['awd', 0, 'forward', 'lstm', 7],
      ],
    );
  });

  it('a projection gives its size, and a recurrent weight that takes the projected state', () => {
    const { cell: cells } = recognize(
      infos({ 'l.weight_ih_l0': [40, 6], 'l.weight_hh_l0': [40, 3], 'l.weight_hr_l0': [3, 10] }),
    );
    assert.equal(cells[0]!.hiddenSize, 10);
    assert.equal(cells[0]!.projection, 3);
    assert.equal(cells[0]!.cell, 'lstm');
  });

  const wrong: readonly [RegExp, Record<string, number[]>][] = [
    [/weight_hh_l0 is 20×8: PyTorch stores H×H/, { 'l.weight_hh_l0': [20, 8] }],
    [/weight_hh_l0 is 32:/, { 'l.weight_hh_l0': [32] }],
    [/weight_hh_l0 is 0×0/, { 'l.weight_hh_l0': [0, 0] }],
    [/weight_ih_l0 is 31×5, but .* has 32 rows/, { 'l.weight_hh_l0': [32, 8], 'l.weight_ih_l0': [31, 5] }],
    [/bias_hh_l0 is 8, but .* has 32 rows/, { 'l.weight_hh_l0': [32, 8], 'l.bias_hh_l0': [8] }],
    [/does not project the state/, { 'l.weight_hh_l0': [32, 3], 'l.weight_hr_l0': [4, 8] }],
    [/remove the parametrization/, { 'l.parametrizations.weight_hh_l0.original0': [32, 1] }],
    [/remove the parametrization/, { 'l.weight_hh_l0_g': [32, 1] }],
  ];
  for (const [reason, shapes] of wrong) {
    it(`the right name on the wrong shape: ${JSON.stringify(shapes)}`, () => {
      const { cell: cells, unrecognized } = recognize(infos(shapes));
      assert.deepEqual(cells, []);
      assert.match(problemText(unrecognized[0]!.reason), reason);
    });
  }
});
