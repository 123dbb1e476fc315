import assert from 'node:assert/strict';
import { models, only, valuesOf } from './read';

const torch = 'import torch\nimport torch.nn as nn\n';
const net = (name: string, layer: string, more = '') =>
  `class ${name}(nn.Module):\n    def __init__(self, hid=100):\n        super().__init__()\n        self.rnn = ${layer}\n${more}`;
const kinds = (text: string) => models(text).map((config) => valuesOf(config).initializer?.kind);

describe('functions that are applied to modules', () => {
  const orthogonal = (test: string, loop: string) =>
    `${torch}def init(m):\n    ${test}\n        ${loop}\n            nn.init.orthogonal_(p)\n`;
  const named = "for n, p in m.named_parameters():\n          if 'weight_hh' in n:";

  it('fill what their tests of class, name and attribute let through', () => {
    for (const test of [
      'if isinstance(m, nn.LSTM):',
      "name = m.__class__.__name__\n    if name.find('LSTM') != -1:",
      "if 'LSTM' in type(m).__name__:",
      "if m.__class__.__name__ == 'LSTM':",
      "if hasattr(m, 'weight_hh_l0'):",
    ]) {
      const text = `${orthogonal(test, named)}${net('Net', 'nn.LSTM(8, hid)')}net = Net()\nnet.apply(init)\n`;
      assert.deepEqual(kinds(text), ['orthogonal'], test);
    }
    const none = `${orthogonal("if 'GRU' in type(m).__name__:", named)}${net('Net', 'nn.LSTM(8, hid)')}Net().apply(init)\n`;
    assert.deepEqual(kinds(none), [undefined]);
  });

  it('fill the weight of what they are given by its attribute', () => {
    const text = `${torch}def init(m):\n    if isinstance(m, nn.GRU):\n        nn.init.eye_(m.weight_hh_l0)\n${net('Net', 'nn.GRU(8, hid)')}net = Net()\nnet.apply(init)\n`;
    assert.deepEqual(kinds(text), ['identity']);
  });

  it('fill only the module that they are applied to', () => {
    const text = `${torch}def init(m):\n    for n, p in m.named_parameters():\n        if 'weight_hh' in n:\n            nn.init.eye_(p)\n${net('A', 'nn.RNN(8, hid)', '        self.apply(init)\n')}${net('B', 'nn.RNN(8, hid)')}`;
    assert.deepEqual(kinds(text), ['identity', undefined]);
  });
});

describe('biases of forget gates that are filled', () => {
  const filled = (lines: string, layer = 'nn.LSTM(8, hid)') =>
    only(`${torch}${net('Net', layer, lines.replace(/^/gm, '        '))}`).forgetBias;

  it('by their slice, one or both of them', () => {
    for (const [lines, bias] of [
      ['self.rnn.bias_hh_l0.data[hid:2 * hid].fill_(3)', 3],
      ['n = self.rnn.bias_ih_l0.size(0)\nself.rnn.bias_ih_l0.data[n // 4 : n // 2] = 1.5', 1.5],
      ['nn.init.constant_(self.rnn.bias_hh_l0[100:200], 2)', 2],
      [
        "for name, p in self.rnn.named_parameters():\n    if 'bias' in name:\n        n = p.size(0)\n        p.data[n // 4:n // 2].fill_(1)",
        2,
      ],
      [
        "for name, p in self.rnn.named_parameters():\n    if 'bias_hh' in name:\n        n = p.size(0)\n        start, end = n // 4, n // 2\n        p.data[start:end].fill_(1)",
        1,
      ],
      [
        "for names in self.rnn._all_weights:\n    for name in filter(lambda n: 'bias' in n, names):\n        bias = getattr(self.rnn, name)\n        n = bias.size(0)\n        start, end = int(n / 4), int(n / 2)\n        bias.data[start:end].fill_(1.)",
        2,
      ],
    ] as const) {
      assert.equal(filled(lines), bias, lines);
    }
  });

  it('of other slices, other layers and other cells are left alone', () => {
    assert.equal(filled('self.rnn.bias_hh_l0.data[0:hid].fill_(3)'), undefined);
    assert.equal(filled('self.rnn.bias_hh_l1.data[hid:2 * hid].fill_(3)', 'nn.LSTM(8, hid, 2)'), undefined);
    assert.equal(filled('self.rnn.bias_hh_l0.data[hid:2 * hid].fill_(3)', 'nn.GRU(8, hid)'), undefined);
  });
});

describe('lengths and sizes by other names', () => {
  it('self.H is a size and no transpose', () => {
    const text =
      'import numpy as np\nclass Res:\n    def __init__(self, H):\n        self.H = H\n        self.W = np.random.randn(self.H, self.H) / np.sqrt(self.H)\n    def run(self, xs):\n        h = np.zeros(self.H)\n        for x in xs:\n            h = np.tanh(self.W @ h + x)\n        return h\nr = Res(50)\n';
    const { hiddenSize, initializer } = only(text);
    assert.equal(hiddenSize, 50);
    assert.deepEqual(initializer, {
      kind: 'variance-scaling',
      gain: 1,
      fan: 'fan-in',
      distribution: 'normal',
    });
  });

  it('a window that another function names', () => {
    const keras = 'from keras.layers import LSTM\n';
    const build = 'def build():\n    return LSTM(4, input_shape=(look_back, 1))\n';
    const data = (n: number) => `def data${n}(x, look_back=${n}):\n    return x\n`;
    assert.equal(only(keras + data(12) + build).sequenceLength, 12);
    assert.equal(only(keras + data(12) + data(3) + build).sequenceLength, undefined);
  });

  it('what a model is given is its own', () => {
    const text =
      "from darts.models import RNNModel, BlockRNNModel\na = RNNModel(model='LSTM', hidden_dim=20, training_length=20, input_chunk_length=14)\nb = BlockRNNModel(input_chunk_length=24, model='GRU', n_rnn_layers=2)\nc = RNNModel(model=MyCell)\n";
    assert.deepEqual(
      models(text).map((config) => {
        const { cell, hiddenSize, layers, sequenceLength } = valuesOf(config);
        return [config.name, cell, hiddenSize, layers, sequenceLength];
      }),
      [
        ['a', 'lstm', 20, undefined, 20],
        ['b', 'gru', 25, 2, 24],
      ],
    );
  });
});

it('forecasters of pytorch-forecasting, and the factory of OpenNMT', () => {
  const text =
    "from pytorch_forecasting import DeepAR, RecurrentNetwork\nfrom onmt.utils.rnn_factory import rnn_factory\na = DeepAR.from_dataset(data, hidden_size=30, rnn_layers=2)\nb = RecurrentNetwork.from_dataset(data, cell_type='GRU')\nc, _ = rnn_factory('LSTM', input_size=5, hidden_size=64, num_layers=2)\nd, _ = rnn_factory(kind, input_size=5, hidden_size=64)\n";
  assert.deepEqual(
    models(text).map((config) => [valuesOf(config).cell, valuesOf(config).hiddenSize]),
    [
      ['lstm', 30],
      ['gru', 10],
      ['lstm', 64],
    ],
  );
});

it('getattr of a name in other letters', () => {
  const text = `${torch}def make(kind='lstm'):\n    return getattr(nn, kind.upper())(8, 32)\n`;
  assert.equal(only(text).cell, 'lstm');
});

describe('sparse draws', () => {
  const head = 'import numpy as np\nfrom scipy import sparse, stats\nn = 500\n';
  const start = (lines: string) => only(`${head}${lines.replace(/\bW\b/g, 'W_hh')}\n`).initializer;
  const normal = (mean: number, variance: number) => ({ mean, variance });
  const near = (lines: string, wanted: { mean: number; variance: number } | undefined) => {
    const found = start(lines);
    if (!wanted) {
      assert.equal(found, undefined, lines);
      return;
    }
    assert.ok(found?.kind === 'normal', lines);
    assert.ok(Math.abs(found.mean - wanted.mean) < 1e-12, `${lines}: mean ${found.mean}`);
    assert.ok(Math.abs(found.deviation ** 2 - wanted.variance) < 1e-12, `${lines}: ${found.deviation}`);
  };

  it('that are moved move their zeros as well, unless those are set back', () => {
    near('W = sparse.random(n, n, density=0.1).toarray() - 0.5', normal(-0.45, 0.1 / 3 - 0.05 ** 2));
    near(
      'W = (sparse.random(n, n, density=0.1).toarray() - 0.5) * 2',
      normal(-0.9, 4 * (0.1 / 3 - 0.05 ** 2)),
    );
    near('W = sparse.rand(n, n, 0.1).todense() - 0.5\nW[W == -0.5] = 0', normal(0, 0.1 / 12));
    near('W = (sparse.rand(n, n, 0.1).todense() - 0.5) * 2\nW[np.where(W == -1)] = 0', normal(0, 0.4 / 12));
  });

  it('have the share and the entries that they are given', () => {
    near('W = sparse.random(n, n).toarray()', normal(0.005, 0.01 / 3 - 0.005 ** 2));
    near('W = sparse.random(n, n, density=0.1, data_rvs=stats.norm().rvs).toarray()', normal(0, 0.1));
    near('W = sparse.random(n, n, density=0.1, data_rvs=draw).toarray()', undefined);
  });
});

it('the orthogonal factor that Julia names', () => {
  for (const source of ['Matrix(qr(randn(n, n)).Q)', 'svd(randn(n, n)).U']) {
    const text = `using LinearAlgebra\nn = 64\nW = ${source}\nh = zeros(n)\nfor t in 1:100\n    h = tanh.(W * h .+ x[t])\nend\n`;
    assert.equal(only(text, 'julia').initializer?.kind, 'orthogonal', source);
  }
});

it('Keras 1 names the forget gate’s start', () => {
  const text =
    "from keras.layers import LSTM\na = LSTM(8, forget_bias_init='one')\nb = LSTM(8, forget_bias_init='zero')\n";
  assert.deepEqual(
    models(text).map((config) => valuesOf(config).forgetBias),
    [1, 0],
  );
});
