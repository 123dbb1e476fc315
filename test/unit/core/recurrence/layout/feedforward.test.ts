import assert from 'node:assert/strict';
import { recognize } from '../../../../../src/core/recurrence/layout/recognize';
import { infos } from './infos';

const square = [8, 8];
const chainsOf = (shapes: Record<string, readonly number[]>, config?: unknown): string[] =>
  recognize(infos(shapes), config === undefined ? {} : { config }).feedforward.map(
    ({ name, order, layers }) => `${name} ${order}: ${layers.map(({ tensor }) => tensor).join(' ')}`,
  );
const squares = (...names: string[]): Record<string, readonly number[]> =>
  Object.fromEntries(names.map((name) => [name, square]));

describe('the order of feed-forward layers', () => {
  it('is declared by indices and by numbers', () => {
    assert.deepEqual(chainsOf(squares('net.0.weight', 'net.2.weight')), [
      'net indices: net.0.weight net.2.weight',
    ]);
    assert.deepEqual(chainsOf(squares('layers.0.linear.weight', 'layers.1.linear.weight')), [
      'layers indices: layers.0.linear.weight layers.1.linear.weight',
    ]);
    assert.deepEqual(
      chainsOf({ 'fc1.weight': [16, 8], 'fc2.weight': [4, 16], 'conv1.weight': [8, 1, 3, 3] }),
      ['(top level) numbers: fc1.weight fc2.weight'],
    );
    // Rows by columns or columns by rows: the shapes say which, and squares do not.
    for (const shapes of [
      { W1: [784, 30], W2: [30, 10] },
      { W1: [30, 784], W2: [10, 30] },
    ])
      assert.deepEqual(chainsOf(shapes), ['(top level) numbers: W1 W2']);
    assert.deepEqual(chainsOf(squares('W1', 'W2', 'W3')), []);
    assert.deepEqual(chainsOf({ 'a.layer_10.weight': [4, 8], 'a.layer_9.weight': square }), [
      'a numbers: a.layer_9.weight a.layer_10.weight',
    ]);
    assert.deepEqual(
      chainsOf({
        'classifier.0.weight': [9, 8],
        'classifier.3.weight': [9, 9],
        'classifier.6.weight': [4, 9],
      }),
      ['classifier indices: classifier.0.weight classifier.3.weight classifier.6.weight'],
    );
  });

  it('is not declared by names that merely fit in shape', () => {
    for (const names of [
      [
        'blocks.0.att.key.weight',
        'blocks.0.att.value.weight',
        'blocks.0.att.receptance.weight',
        'blocks.0.att.output.weight',
      ],
      ['a.key.weight', 'a.query.weight', 'a.value.weight'],
      ['a.w_q', 'a.w_k', 'a.w_v', 'a.w_o'],
      ['m.linear_in.weight', 'm.linear_out.weight'],
      ['m.left.weight', 'm.right.weight'],
      ['self_attn.linears.0.weight', 'self_attn.linears.1.weight', 'self_attn.linears.2.weight'],
      ['mix.c_fc.weight', 'mix.c_proj.weight'],
      ['alpha.weight', 'beta.weight', 'gamma_layer.weight'],
      ['enc.mu.weight', 'enc.log_var.weight'],
    ])
      assert.deepEqual(chainsOf(squares(...names)), [], names.join());
  });

  it('is not declared by numbers of things side by side', () => {
    for (const names of [
      ['heads.0.weight', 'heads.1.weight'],
      ['experts.0.weight', 'experts.1.weight', 'experts.2.weight'],
      ['q1.weight', 'q2.weight'],
      ['projs.0.weight', 'projs.1.weight'],
      ['branch1.weight', 'branch2.weight'],
      ['views.0.weight', 'views.1.weight'],
      ['res_blocks.0.weight', 'res_blocks.1.weight'],
      ['gates.0.weight', 'gates.2.weight'],
      ['stem.feed_forward.w1.weight', 'stem.feed_forward.w2.weight', 'stem.feed_forward.w3.weight'],
      ['experts.0.fc1.weight', 'experts.0.fc2.weight'],
      ['blocks.0.net.0.weight', 'blocks.0.net.2.weight'],
      ['blocks.0.lin_a.weight', 'blocks.0.lin_b.weight', 'blocks.1.lin_a.weight', 'blocks.1.lin_b.weight'],
      ['cells.0.lin_a.weight', 'cells.0.lin_b.weight', 'cells.1.lin_a.weight', 'cells.1.lin_b.weight'],
    ])
      assert.deepEqual(chainsOf(squares(...names)), [], names.join());
  });

  it('is the graph of a Keras model, where there is one', () => {
    const dense = (name: string, from?: string) => ({
      class_name: 'Dense',
      config: { name },
      ...(from === undefined ? {} : { inbound_nodes: [[[from, 0, 0, {}]]] }),
    });
    const weights = squares(
      'model_weights/a/a/kernel:0',
      'model_weights/b/b/kernel:0',
      'model_weights/c/c/kernel:0',
    );
    const sequential = [dense('b'), { class_name: 'Dropout', config: { name: 'd' } }, dense('a'), dense('c')];
    assert.deepEqual(chainsOf(weights, { class_name: 'Sequential', config: { layers: sequential } }), [
      '(top level) graph: model_weights/b/b/kernel:0 model_weights/a/a/kernel:0 model_weights/c/c/kernel:0',
    ]);
    // As Keras 2.1 and older wrote it.
    assert.equal(chainsOf(weights, { class_name: 'Sequential', config: sequential }).length, 1);
    const input = { class_name: 'InputLayer', config: { name: 'x' }, inbound_nodes: [] };
    const functional = (...layers: object[]) => ({
      class_name: 'Functional',
      config: { layers: [input, ...layers] },
    });
    // Three heads side by side, though they are numbered.
    assert.deepEqual(chainsOf(weights, functional(dense('a', 'x'), dense('b', 'x'), dense('c', 'x'))), []);
    assert.deepEqual(chainsOf(weights, functional(dense('a', 'x'), dense('b', 'a'), dense('c', 'x'))), [
      '(top level) graph: model_weights/a/a/kernel:0 model_weights/b/b/kernel:0',
    ]);
    // A way beside the second layer: a branch, and no link of a chain.
    const add = {
      class_name: 'Add',
      config: { name: 's' },
      inbound_nodes: [
        [
          ['a', 0, 0, {}],
          ['b', 0, 0, {}],
        ],
      ],
    };
    assert.deepEqual(chainsOf(weights, functional(dense('a', 'x'), dense('b', 'a'), add)), []);
    const history = (from: string) => ({
      inbound_nodes: [
        { args: [{ class_name: '__keras_tensor__', config: { keras_history: [from, 0, 0] } }] },
      ],
    });
    const third = squares('layers/dense/vars/0', 'layers/dense_1/vars/0');
    assert.deepEqual(
      chainsOf(third, functional({ ...dense('p'), ...history('x') }, { ...dense('q'), ...history('p') })),
      ['(top level) graph: layers/dense/vars/0 layers/dense_1/vars/0'],
    );
  });

  it('ends in a circle of a graph, and hears out a hostile one', () => {
    const weights = squares('a/kernel:0', 'b/kernel:0');
    const node = (name: string, from: unknown) => ({
      class_name: 'Dense',
      config: { name },
      inbound_nodes: from,
    });
    const graph = (...layers: object[]) => ({ class_name: 'Functional', config: { layers } });
    assert.deepEqual(
      chainsOf(weights, graph(node('a', [[['b', 0, 0, {}]]]), node('b', [[['a', 0, 0, {}]]]))),
      [],
    );
    let deep: unknown = ['b', 0, 0];
    for (let i = 0; i < 10_000; i++) deep = [deep];
    for (const from of [deep, null, 3, 'a', [[[]]], { x: { keras_history: 4 } }])
      assert.deepEqual(chainsOf(weights, graph(node('a', from), node('b', from))), []);
    assert.deepEqual(
      chainsOf(weights, { class_name: 'Sequential', config: { layers: [null, 4, {}, 'a'] } }),
      [],
    );
  });
});
