import assert from 'node:assert/strict';
import { cellWeights, gateMatrices } from '../../../../../src/core/recurrence/layout/cellWeights';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import type { Tensor } from '../../../../../src/core/tensor';
import { alternativeReason } from '../../../../../src/present/layout/alternative';
import { problemText } from '../../../../../src/present/layout/problem';
import { counting } from '../checkpoint';
import { infos } from './infos';

const byName = (tensors: readonly Tensor[]) => new Map(tensors.map((tensor) => [tensor.name, tensor]));
const nodes = (...list: object[]) => ({ metadata: new Map([['onnx.recurrentNodes', JSON.stringify(list)]]) });

describe('ONNX layouts', () => {
  const tensors = [
    counting('onnx::W', [2, 8, 3]),
    counting('onnx::R', [2, 8, 2], 1000),
    counting('onnx::B', [2, 16], 2000),
  ];
  const node = {
    name: '/lstm/LSTM',
    op: 'LSTM',
    W: 'onnx::W',
    R: 'onnx::R',
    B: 'onnx::B',
    direction: 'bidirectional',
  };

  it('a bidirectional LSTM: a cell a direction, gates i o f c, two halves of the bias', () => {
    const { cell: cells, unrecognized } = recognize(tensors, nodes(node));
    assert.deepEqual(unrecognized, []);
    assert.deepEqual(
      cells.map(({ name, direction, hiddenSize, inputSize }) => [name, direction, hiddenSize, inputSize]),
      [
        ['/lstm/LSTM', 'forward', 2, 3],
        ['/lstm/LSTM', 'reverse', 2, 3],
      ],
    );
    const gates = cellWeights(cells[1]!, byName(tensors));
    const forget = gates[2]!;
    assert.equal(forget.gate, 'f');
    // Direction 1 starts after 16 elements, gate 2 after two gates of four.
    assert.deepEqual([...forget.recurrent.data], [1024, 1025, 1026, 1027]);
    assert.deepEqual([...forget.input!.data], [36, 37, 38, 39, 40, 41]);
    assert.deepEqual([...forget.inputBias!], [2020, 2021]);
    assert.deepEqual([...forget.recurrentBias!], [2028, 2029]);
  });

  it('a GRU resets before the product unless linear_before_reset; an RNN has its activation', () => {
    const shapes = infos({ R: [1, 12, 4], R1: [1, 4, 4] });
    const read = (...list: object[]) => recognize(shapes, nodes(...list)).cell;
    assert.equal(read({ op: 'GRU', W: 'W', R: 'R' })[0]!.resetAfter, false);
    assert.equal(read({ op: 'GRU', W: 'W', R: 'R', linearBeforeReset: 1 })[0]!.resetAfter, true);
    assert.equal(read({ op: 'RNN', W: 'W', R: 'R1', activations: ['Relu'] })[0]!.activation, 'relu');
    assert.equal(read({ op: 'RNN', W: 'W', R: 'R1', direction: 'reverse' })[0]!.direction, 'reverse');
    const [affine] = read({ op: 'RNN', W: 'W', R: 'R1', activations: ['Affine'], alpha: [2] });
    assert.deepEqual(affine!.equations!.candidate, { kind: 'affine', alpha: 2, beta: 0 });
    // An activation that is not known is named, and no other one stands for it.
    assert.deepEqual(read({ op: 'RNN', W: 'W', R: 'R1', activations: ['Mish'] }), []);
  });

  it('nodes whose tensors are missing or do not fit say why', () => {
    const reason = (shapes: Record<string, number[]>, part: object): string =>
      problemText(
        recognize(infos(shapes), nodes({ op: 'LSTM', W: 'W', R: 'R', B: 'B', ...part })).unrecognized[0]!
          .reason,
      );
    assert.match(reason({}, {}), /not stored/);
    assert.match(reason({ R: [1, 9, 2] }, {}), /R is 1×9×2: the R of an ONNX LSTM is D×4H×H/);
    assert.match(reason({ R: [3, 8, 2] }, {}), /D×4H×H/);
    assert.match(reason({ R: [1, 8, 2], W: [1, 6, 3] }, {}), /W is 1×6×3/);
    assert.match(reason({ R: [1, 8, 2], B: [1, 8] }, {}), /B is 1×8/);
    assert.match(reason({ R: [1, 8, 2] }, { op: 'Loop' }), /not one of RNN/);
    for (const text of ['{', '3', '[null]', '[{"op": 4}]']) {
      assert.deepEqual(recognize([], { metadata: new Map([['onnx.recurrentNodes', text]]) }).cell, []);
    }
  });
});

describe('Theano layouts', () => {
  const gru = { e_U: [4, 8], e_W: [3, 8], e_b: [8], e_Ux: [4, 4], e_Wx: [3, 4], e_bx: [4] };
  it('an LSTM by its order i f o c, a GRU by its two kernels', () => {
    const { cell: found } = recognize(infos({ d_U: [4, 16], d_W: [3, 16], d_b: [16], U: [4, 2], ...gru }));
    assert.deepEqual(
      found.map(({ name, cell, framework, inputSize, gates }) => [name, cell, framework, inputSize, gates.join('')]), // prettier-ignore
      [
        ['d', 'lstm', 'theano', 3, 'ifoc'],
        ['e', 'gru', 'theano', 3, 'rzn'],
      ],
    );
    assert.deepEqual(found[1]!.recurrent.perGate!.map((part) => part!.column ?? part!.tensor), [0, 4, 'e_Ux']); // prettier-ignore
  });
  it('are none where a part is missing, or in a file of Keras', () => {
    for (const part of Object.keys(gru)) {
      const rest = Object.fromEntries(Object.entries(gru).filter(([name]) => name !== part));
      assert.ok(recognize(infos(rest)).cell.every(({ framework }) => framework !== 'theano'));
    }
    assert.ok(recognize(infos(gru), { framework: 'keras' }).cell.every(({ framework }) => framework !== 'theano')); // prettier-ignore
  });
});

describe('Flax layouts', () => {
  it('linen: one kernel a gate, by name, turned', () => {
    const tensors = ['i', 'f', 'g', 'o'].flatMap((gate, k) => [
      counting(`params/rnn/cell/h${gate}/kernel`, [2, 2], 10 * k),
      counting(`params/rnn/cell/h${gate}/bias`, [2], 100 * k),
      counting(`params/rnn/cell/i${gate}/kernel`, [3, 2], 1000 * k),
    ]);
    const { cell: cells } = recognize(tensors);
    assert.equal(cells.length, 1);
    const [cell] = cells;
    assert.deepEqual(
      [cell!.name, cell!.cell, cell!.framework, cell!.inputSize, cell!.orientation],
      ['rnn', 'lstm', 'flax', 3, 'row'],
    );
    const gates = cellWeights(cell!, byName(tensors));
    assert.deepEqual([...gates[1]!.recurrent.data], [10, 12, 11, 13]);
    assert.deepEqual([...gates[3]!.recurrentBias!], [300, 301]);
    assert.equal(gates[3]!.inputBias, null);
  });

  it('GRU with a recurrent bias on n alone, SimpleCell, nnx, a backward cell, and no MGU', () => {
    const square = (names: string[]): Record<string, number[]> =>
      Object.fromEntries(names.map((name) => [name, [4, 4]]));
    const read = (shapes: Record<string, number[]>) =>
      recognize(infos(shapes)).cell.map(({ name, cell, direction }) => [name, cell, direction]);
    const gru = ['hr', 'hz', 'hn', 'ir', 'iz', 'in'].map((gate) => `a/backward_rnn/cell/${gate}/kernel`);
    assert.deepEqual(read({ ...square(gru), 'a/backward_rnn/cell/hn/bias': [4] }), [
      ['a/backward_rnn', 'gru', 'reverse'],
    ]);
    assert.deepEqual(read(square(['s.h.kernel', 's.i.kernel'])), [['s', 'rnn', 'forward']]);
    assert.deepEqual(read(square(['m/hf/kernel', 'm/hn/kernel', 'm/if/kernel', 'm/in/kernel'])), []);
    assert.deepEqual(read({ 'n.dense_h.kernel': [4, 12], 'n.dense_i.kernel': [7, 12] }), [
      ['n', 'gru', 'forward'],
    ]);
    const lstm = ['hi', 'hf', 'hg', 'ho', 'ii', 'if_', 'ig', 'io'].map((gate) => `x.${gate}.kernel`);
    const [nnx] = recognize(infos(square(lstm))).cell;
    assert.ok(nnx!.input!.perGate!.every((part) => part !== null));
  });

  it('kernels of unequal shape say which', () => {
    const { cell: cells, unrecognized } = recognize(
      infos({ 'c/hi/kernel': [4, 4], 'c/hf/kernel': [4, 4], 'c/hg/kernel': [4, 5], 'c/ho/kernel': [4, 4] }),
    );
    assert.deepEqual(cells, []);
    assert.match(problemText(unrecognized[0]!.reason), /hg\/kernel is 4×5/);
  });
});

describe('TensorFlow 1 and Haiku', () => {
  it('the recurrent rows follow the input rows, and 1 is added to the forget bias', () => {
    const tensors = [
      counting('rnn/basic_lstm_cell/kernel', [3, 8]),
      counting('rnn/basic_lstm_cell/bias', [8], 100),
    ];
    const [cell] = recognize(tensors).cell;
    assert.deepEqual([cell!.framework, cell!.hiddenSize, cell!.inputSize], ['tensorflow1', 2, 1]);
    const gates = cellWeights(cell!, byName(tensors));
    assert.deepEqual(
      gates.map(({ gate }) => gate),
      ['i', 'j', 'f', 'o'],
    );
    assert.deepEqual([...gates[1]!.recurrent.data], [10, 18, 11, 19]);
    assert.deepEqual([...gates[2]!.inputBias!], [105, 106]);
    const [haiku] = recognize(infos({ 'net/lstm/linear/w': [9, 16], 'net/lstm/linear/b': [16] })).cell;
    assert.deepEqual([haiku!.framework, haiku!.gates.join(''), haiku!.inputSize], ['haiku', 'igfo', 5]);
    assert.match(
      problemText(recognize(infos({ 'rnn/lstm_cell/kernel': [3, 10] })).unrecognized[0]!.reason),
      /stores \(I\+H\)×4H/,
    );
  });
});

describe('cells under names of the author’s own', () => {
  it('a (3H, H) matrix offers every gate order in use and settles on none silently', () => {
    const [cell] = recognize(infos({ 'decoder.U': [12, 4], 'decoder.W': [12, 7] })).cell;
    assert.equal(cell!.cell, 'gru');
    assert.equal(cell!.inputSize, 7);
    const orders = [cell!, ...cell!.alternatives.map(({ cell: other }) => other)].map(
      ({ framework, gates, resetAfter }) => [framework, gates.join(''), resetAfter],
    );
    assert.deepEqual(orders, [
      ['pytorch', 'rzn', true],
      ['onnx', 'zrh', false],
      ['keras', 'zrh', true],
    ]);
    assert.match(alternativeReason(cell!.alternatives[0]!), /only the shape 12×4/);
  });

  it('(H, 4H) is read by rows', () => {
    const [cell] = recognize(infos({ lstm_hidden: [4, 16] })).cell;
    assert.deepEqual([cell!.cell, cell!.orientation, cell!.alternatives.length], ['lstm', 'row', 2]);
  });

  it("a transformer's (3H, H) and (4H, H) weights are no cells", () => {
    const { cell: cells } = recognize(
      infos({
        'h.0.attn.c_attn.weight': [12, 4],
        'h.0.mlp.c_fc.weight': [16, 4],
        'h.0.mlp.c_proj.weight': [4, 16],
        'layers.0.mlp.gate_proj.weight': [16, 4],
        'layers.0.mlp.up_proj.weight': [16, 4],
        'encoder.layers.0.linear1.weight': [16, 4],
        'encoder.layers.0.self_attn.in_proj_weight': [12, 4],
      }),
    );
    assert.deepEqual(cells, []);
  });
});

describe('what is no cell', () => {
  it('square matrices under a telling name are recurrent without company too, others are none, sequences of Linear layers are stacks', () => {
    const { matrix: squares, feedforward: stacks } = recognize(
      infos({
        Whh: [5, 5],
        weight_hh: [6, 6],
        'd/recurrent_kernel': [4, 4],
        'net.0.weight': [20, 10],
        'net.2.weight': [10, 20],
        'net.10.weight': [1, 10],
        'other.weight': [7, 3],
        'embed.weight': [9, 9],
      }),
    );
    assert.deepEqual(
      squares.map(({ name }) => name),
      ['Whh', 'weight_hh', 'd/recurrent_kernel'],
    );
    assert.deepEqual(
      stacks.map(({ name, layers }) => [name, layers.map(({ tensor }) => tensor)]),
      [['net', ['net.0.weight', 'net.2.weight', 'net.10.weight']]],
    );
  });

  it('fifty thousand tensors are sorted out in one pass, a layer’s own projections with the layer', () => {
    const tensors = Array.from({ length: 10_000 }, (_, i) =>
      infos({
        [`layers.${i}.mixer.A_log`]: [4],
        [`layers.${i}.mixer.dt_bias`]: [4],
        [`layers.${i}.mixer.D`]: [4],
        [`layers.${i}.mixer.out_proj.weight`]: [8, 8],
        [`layers.${i}.q.weight`]: [8, 8],
      }),
    ).flat();
    const { 'linear-recurrence': linear, matrix: squares, cell: cells } = recognize(tensors);
    assert.deepEqual([linear.length, squares.length, cells.length], [10_000, 0, 0]);
  });

  it('Dense kernels chain by rows', () => {
    const { feedforward: stacks } = recognize(
      infos({ 'model/dense/kernel:0': [10, 20], 'model/dense_1/kernel:0': [20, 5] }),
    );
    assert.deepEqual(
      stacks[0]!.layers.map(({ inputSize, outputSize }) => [inputSize, outputSize]),
      [
        [10, 20],
        [20, 5],
      ],
    );
  });

  it('a tensor that was not read, or is shorter than its shape, is named', () => {
    const [cell] = recognize(infos({ 'l.weight_hh_l0': [16, 4] })).cell;
    assert.throws(() => gateMatrices(cell!, new Map()), /l\.weight_hh_l0 was not read/);
    const short = { name: 'l.weight_hh_l0', dtype: 'F32', shape: [16, 4], data: new Float64Array(60) };
    assert.throws(() => gateMatrices(cell!, byName([short])), /60 elements/);
  });
});
