import assert from 'node:assert/strict';
import { models, only, valuesOf } from './read';

/** Sources with the cell, the hidden size and the library that they make. */
const constructors: readonly (readonly [string, string, number | undefined, string])[] = [
  ['import torch.nn as nn\nr = nn.RNN(8, 64)', 'rnn', 64, 'pytorch'],
  ['from torch import nn\nr = nn.LSTM(input_size=8, hidden_size=64)', 'lstm', 64, 'pytorch'],
  ['from torch.nn import GRUCell\nr = GRUCell(8, 64)', 'gru', 64, 'pytorch'],
  ['import torch\nr = torch.nn.LSTMCell(8, 64)', 'lstm', 64, 'pytorch'],
  ['from keras.layers import SimpleRNN\nr = SimpleRNN(32)', 'rnn', 32, 'keras'],
  ['import tensorflow as tf\nr = tf.keras.layers.GRU(units=32)', 'gru', 32, 'keras'],
  ['from tensorflow.keras import layers\nr = layers.Bidirectional(layers.LSTM(32))', 'lstm', 32, 'keras'],
  ['from tensorflow import keras\nr = keras.layers.RNN(keras.layers.LSTMCell(32))', 'lstm', 32, 'keras'],
  ['import flax.linen as nn\nr = nn.SimpleCell(features=16)', 'rnn', 16, 'flax'],
  ['from flax import linen\nr = linen.RNN(linen.MGUCell(16))', 'gru', 16, 'flax'],
  [
    "import flax.linen as nn\nLSTM = nn.scan(nn.OptimizedLSTMCell, variable_broadcast='params', in_axes=1)\nr = LSTM(16)",
    'lstm',
    16,
    'flax',
  ],
  ['from flax import linen as nn\nr = nn.scan(nn.remat(nn.GRUCell), out_axes=1)(16)', 'gru', 16, 'flax'],
  ['from flax import nnx\nr = nnx.OptimizedLSTMCell(4, 16, rngs=rngs)', 'lstm', 16, 'flax'],
  ['import haiku as hk\nr = hk.VanillaRNN(16)', 'rnn', 16, 'haiku'],
  ['import equinox as eqx\nr = eqx.nn.GRUCell(4, 16, key=k)', 'gru', 16, 'equinox'],
  ['import tensorflow as tf\nr = tf.nn.rnn_cell.BasicRNNCell(16)', 'rnn', 16, 'tf1'],
  ['import tensorflow.compat.v1 as tf\nr = tf.nn.rnn_cell.GRUCell(16)', 'gru', 16, 'tf1'],
  ['from tensorflow.contrib import rnn\nr = rnn.BasicLSTMCell(16)', 'lstm', 16, 'tf1'],
  ['import paddle\nr = paddle.nn.SimpleRNN(4, 16)', 'rnn', 16, 'paddle'],
  ['from reservoirpy.nodes import ESN\nr = ESN(units=300, sr=0.9)', 'reservoir', 300, 'reservoirpy'],
  [
    'from pyESN import ESN\nr = ESN(n_inputs=1, n_outputs=1, n_reservoir=300, spectral_radius=1.5)',
    'reservoir',
    300,
    'reservoir',
  ],
  [
    'from toolbox import EchoStateNetwork\nr = EchoStateNetwork(n_reservoir=50, spectral_radius=0.9)',
    'reservoir',
    50,
    'reservoir',
  ],
];

describe('constructors of recurrent models', () => {
  for (const [source, cell, hidden, library] of constructors) {
    it(`${source.split('\n')[1]}: ${cell} of ${library}`, () => {
      const [model, ...rest] = models(source);
      assert.equal(rest.length, 0);
      assert.ok(model, 'nothing was found');
      const values = valuesOf(model);
      assert.deepEqual(
        [values.cell, values.hiddenSize, model.code?.library, model.name],
        [cell, hidden, library, 'r'],
      );
      assert.equal(model.code?.evidence[0]?.kind, 'constructor');
    });
  }

  it('reads layers, directions, activation and the place of each argument', () => {
    const text =
      "from torch import nn\nself.rnn = nn.RNN(8, 64, num_layers=2, nonlinearity='relu', bidirectional=True)\n";
    const [model] = models(text);
    assert.ok(model);
    assert.deepEqual(valuesOf(model), { cell: 'rnn', hiddenSize: 64, layers: 2, activation: 'relu' });
    assert.equal(model.code?.bidirectional, true);
    const { activation, hiddenSize, cell } = model.fields;
    assert.equal(text.slice(activation!.range.start, activation!.range.end), "'relu'");
    assert.equal(text.slice(activation!.keyRange!.start, activation!.keyRange!.end), 'nonlinearity');
    assert.equal(text.slice(hiddenSize!.range.start, hiddenSize!.range.end), '64');
    assert.equal(text.slice(cell!.range.start, cell!.range.end), 'nn.RNN');
  });

  it('reads factories whose choice stands in the file, and nothing of others', () => {
    const factory = (choice: string) =>
      `from torch import nn\nkind = ${choice}\nrnn = getattr(nn, kind)(8, 64)\n`;
    assert.equal(only(factory("'LSTM'")).cell, 'lstm');
    assert.equal(models(factory('input()')).length, 0);
    assert.equal(
      only("from torch import nn\nkind = 'GRU'\nrnn = {'LSTM': nn.LSTM, 'GRU': nn.GRU}[kind](8, 64)\n").cell,
      'gru',
    );
    assert.equal(only('from torch import nn\ncell = nn.LSTM\nrnn = cell(8, 64)\n').cell, 'lstm');
    assert.equal(
      only(
        'import argparse\nfrom torch import nn\np = argparse.ArgumentParser()\np.add_argument("--model", default="GRU")\nargs = p.parse_args()\nrnn = getattr(nn, args.model)(8, 64)\n',
      ).cell,
      'gru',
    );
  });

  it('counts the layers of a stack of cells', () => {
    const stack =
      'import tensorflow as tf\nr = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(64)] * 3)\n';
    assert.deepEqual([only(stack).layers, only(stack).hiddenSize], [3, 64]);
  });

  it('reads subclasses of the same file', () => {
    const base = 'from torch import nn\n\nclass Own(nn.LSTM):\n';
    assert.equal(only(`${base}    def __init__(self):\n        super().__init__(8, 64)\n`).hiddenSize, 64);
    const { cell, hiddenSize, name } = only(`${base}    pass\n\nrnn = Own(8, 32)\n`);
    assert.deepEqual([cell, hiddenSize, name], ['lstm', 32, 'rnn']);
  });

  it('reads Julia and MATLAB', () => {
    const flux = models(
      'using Flux\nm = Chain(RNN(4 => 32, relu), LSTM(32 => 16), Dense(16 => 1))\n',
      'julia',
    );
    assert.deepEqual(
      flux.map(valuesOf).map(({ cell, hiddenSize, activation }) => [cell, hiddenSize, activation]),
      [
        ['rnn', 32, 'relu'],
        ['lstm', 16, undefined],
      ],
    );
    const layers = models(
      "n = 80;\nlayers = [sequenceInputLayer(3), bilstmLayer(n, 'RecurrentWeightsInitializer', 'he'), gruLayer(20)];\n",
      'matlab',
    );
    assert.deepEqual(
      layers.map(valuesOf).map(({ cell, hiddenSize }) => [cell, hiddenSize]),
      [
        ['lstm', 80],
        ['gru', 20],
      ],
    );
    assert.equal(layers[0]?.code?.bidirectional, true);
    assert.equal(layers[0].fields.initializer?.value.kind, 'variance-scaling');
  });

  it('says nothing of transformers, convolutions and linear layers', () => {
    const quiet = [
      'import torch.nn as nn\nclass Block(nn.Module):\n    def __init__(self, d):\n        super().__init__()\n        self.fc = nn.Linear(d, d)\n    def forward(self, x, hidden_states):\n        return self.fc(hidden_states) + x\n',
      'import torch.nn as nn\nclass Output(nn.Module):\n    def __init__(self, c):\n        super().__init__()\n        self.dense = nn.Linear(c.hidden_size, c.hidden_size)\n    def forward(self, hidden_states, input_tensor):\n        hidden_states = self.dense(hidden_states)\n        return self.norm(hidden_states + input_tensor)\n',
      'import torch.nn as nn\nconv = nn.Conv2d(3, 64, 3)\nenc = nn.TransformerEncoderLayer(512, 8)\n',
      'from keras.layers import ConvLSTM2D, Dense\nx = Dense(64)(ConvLSTM2D(64, 3)(y))\n',
      'import numpy as np\nW = np.random.randn(64, 64)\ny = W @ x\n',
      'import numpy as np\nW1 = np.random.randn(4, 8)\nW2 = np.random.randn(8, 1)\nh = np.tanh(x @ W1)\ny = h @ W2\n',
      'import torch.nn as nn\nclass Attention(nn.Module):\n    def __init__(self, h):\n        super().__init__()\n        self.attn = nn.Linear(h * 2, h)\n        self.v = nn.Linear(h, 1)\n    def forward(self, hidden, outputs):\n        return self.v(torch.tanh(self.attn(torch.cat((hidden, outputs), 2))))\n',
      'class RNN:\n    pass\n\nr = RNN(3, 4)\n',
    ];
    for (const text of quiet)
      assert.deepEqual(
        models(text).map(({ name }) => name),
        [],
        text,
      );
  });
});
