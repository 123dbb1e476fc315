import assert from 'node:assert/strict';
import { models, only, valuesOf } from './read';

const header = 'import torch\nfrom torch import nn\n';
const step = (...lines: readonly string[]): string =>
  `${header}def run(xs, h, c, W, U):\n    for x in xs:\n${lines.map((line) => `        ${line}\n`).join('')}    return h\n`;
const lstm = [
  'f = torch.sigmoid(W[0] @ h + x)',
  'i = torch.sigmoid(W[1] @ h + x)',
  'g = torch.tanh(W[2] @ h + x)',
];
const gru = ['z = torch.sigmoid(W @ h + x)', 'r = torch.sigmoid(U @ h + x)', 'n = torch.tanh(W @ (r * h))'];

describe('cells whose gates are written by hand', () => {
  it('are named by the update of their state, and not modeled', () => {
    for (const [lines, update, cell] of [
      [lstm, 'c = f * c + i * g', 'lstm'],
      [lstm, 'c = i * g + f * c', 'lstm'],
      [[], 'c = torch.sigmoid(x) * c + torch.sigmoid(h) * torch.tanh(x)', 'lstm'],
      [gru, 'h = z * h + (1 - z) * n', 'gru'],
      [gru, 'h = (1.0 - z) * n + z * h', 'gru'],
    ] as const) {
      const [model, ...rest] = models(step(...lines, update));
      assert.equal(rest.length, 0, update);
      assert.ok(model, update);
      assert.equal(valuesOf(model).cell, cell);
      assert.equal(model.code?.unmodeled, 'own-gates');
    }
  });

  it('a gated mix in depth is none: a highway has one gate, a running mean has no sigmoid', () => {
    for (const lines of [
      ['t = torch.sigmoid(W @ h)', 'h = t * torch.tanh(U @ h) + (1 - t) * h'],
      ['h = 0.9 * h + 0.1 * x'],
      ['m = beta * m + (1 - beta) * x'],
    ]) {
      assert.deepEqual(models(step(...lines)), []);
    }
  });
});

describe('a normalized state', () => {
  const cell = (norm: string): string =>
    `import tensorflow as tf\nclass C(tf.keras.layers.Layer):\n    def __init__(self, n):\n        self.cell = tf.keras.layers.SimpleRNNCell(n, activation=None)\n        ${norm}\n`;

  it('is no unbounded one', () => {
    const [normed] = models(cell('self.norm = tf.keras.layers.LayerNormalization()'));
    assert.equal(normed?.code?.unmodeled, 'normalized-state');
    const [bare] = models(cell('self.n = n'));
    assert.equal(bare?.code?.unmodeled, undefined);
  });
});

describe('clipping of several Keras models', () => {
  const model = (name: string, optimizer: string): string =>
    `${name} = tf.keras.Sequential([tf.keras.layers.SimpleRNN(32)])\nopt = ${optimizer}\n${name}.compile(loss="mse", optimizer=opt)\n`;

  it('belongs to the model that is compiled with the optimizer', () => {
    const text = `import tensorflow as tf\n${model('a', '"adam"')}${model('b', 'tf.keras.optimizers.SGD(clipnorm=0.5)')}${model('c', 'tf.keras.optimizers.SGD()')}`;
    assert.deepEqual(
      models(text).map((config) => config.fields.clipping?.value.threshold),
      [undefined, 0.5, undefined],
    );
  });

  it('of a model that is compiled somewhere else is not that of the next compile', () => {
    const helper = 'def fit(model):\n    model.compile(loss="mse", optimizer=tf.keras.optimizers.SGD())\n';
    const bare = 'a = tf.keras.Sequential([tf.keras.layers.SimpleRNN(32)])\nfit(a)\n';
    const text = `import tensorflow as tf\n${helper}${bare}${model('b', 'tf.keras.optimizers.SGD(clipnorm=0.5)')}`;
    assert.deepEqual(
      models(text).map((config) => config.fields.clipping?.value.threshold),
      [undefined, 0.5],
    );
  });

  it('of one model it is the script\u2019s', () => {
    const text = `import tensorflow as tf\n${model('a', 'tf.keras.optimizers.SGD(clipvalue=2.0)')}`;
    assert.equal(only(text).clipping?.threshold, 2);
  });
});

it('Keras 1 says output_dim and inner_init', () => {
  const text =
    "from keras.layers import LSTM\nl = LSTM(output_dim=32, inner_init='glorot_uniform', inner_activation='hard_sigmoid')\n";
  const { hiddenSize, initializer } = only(text);
  assert.equal(hiddenSize, 32);
  assert.equal(initializer?.kind, 'variance-scaling');
});
