import assert from 'node:assert/strict';
import { models, only } from './read';

const torch = 'import torch\nfrom torch import nn\nH = 64\nrnn = nn.RNN(8, H)\n';
const uniform = (a: number) => ({ kind: 'uniform', low: -a, high: a });

/** What is done to a layer's weights afterward, and what its recurrent weight is drawn from then. */
const fillings: readonly (readonly [string, unknown])[] = [
  ['nn.init.orthogonal_(rnn.weight_hh_l0)', { kind: 'orthogonal', gain: 1 }],
  ['nn.init.orthogonal_(rnn.weight_hh_l0, gain=0.9)', { kind: 'orthogonal', gain: 0.9 }],
  ['nn.init.normal_(rnn.weight_hh_l0.data, 0, 0.02)', { kind: 'normal', mean: 0, deviation: 0.02 }],
  ['rnn.weight_hh_l0.data.uniform_(-0.1, 0.1)', uniform(0.1)],
  ['rnn.weight_hh_l0.data.copy_(torch.eye(H))', { kind: 'identity', gain: 1 }],
  ['rnn.weight_hh_l0.data = 0.5 * torch.eye(H)', { kind: 'identity', gain: 0.5 }],
  [
    "for name, p in rnn.named_parameters():\n    if 'weight_hh' in name:\n        nn.init.orthogonal_(p)",
    { kind: 'orthogonal', gain: 1 },
  ],
  [
    "for name, p in rnn.named_parameters():\n    if 'bias' in name:\n        nn.init.zeros_(p)\n    elif 'weight' in name:\n        nn.init.uniform_(p, -0.2, 0.2)",
    uniform(0.2),
  ],
  [
    "for name, p in rnn.named_parameters():\n    if 'weight' in name:\n        nn.init.eye_(p)\n    elif 'weight_hh' in name:\n        nn.init.uniform_(p, -0.2, 0.2)",
    { kind: 'identity', gain: 1 },
  ],
  [
    "for name, p in rnn.named_parameters():\n    if 'weight_ih' in name:\n        nn.init.eye_(p)\n    else:\n        nn.init.uniform_(p, -0.2, 0.2)",
    uniform(0.2),
  ],
  ['k = 1 / H ** 0.5\nfor p in rnn.parameters():\n    p.data.uniform_(-k, k)', { kind: 'pytorch-default' }],
  [
    'for p in rnn.parameters():\n    if p.dim() > 1:\n        nn.init.eye_(p)\n    else:\n        nn.init.zeros_(p)',
    { kind: 'identity', gain: 1 },
  ],
  // These touch other weights, or nobody knows.
  ['nn.init.orthogonal_(rnn.weight_ih_l0)', undefined],
  ["for name, p in rnn.named_parameters():\n    if 'bias' in name:\n        nn.init.zeros_(p)", undefined],
  ['for name, p in rnn.named_parameters():\n    if test(name):\n        nn.init.zeros_(p)', undefined],
  ['for p in other.parameters():\n    nn.init.zeros_(p)', undefined],
];

/** What matrices of one's own are drawn from, size 64. */
const draws: readonly (readonly [string, unknown])[] = [
  ['np.random.randn(H, H) * 0.01', { kind: 'normal', mean: 0, deviation: 0.01 }],
  ['0.1 * np.random.randn(H, H)', { kind: 'normal', mean: 0, deviation: 0.1 }],
  [
    'np.random.randn(H, H) / np.sqrt(H)',
    { kind: 'variance-scaling', gain: 1, fan: 'fan-in', distribution: 'normal' },
  ],
  [
    '1.5 / np.sqrt(H) * np.random.randn(H, H)',
    { kind: 'variance-scaling', gain: 1.5, fan: 'fan-in', distribution: 'normal' },
  ],
  [
    'np.random.normal(0, 1.5 / np.sqrt(H), (H, H))',
    { kind: 'variance-scaling', gain: 1.5, fan: 'fan-in', distribution: 'normal' },
  ],
  ['np.random.uniform(-0.1, 0.1, (H, H))', uniform(0.1)],
  ['rng.uniform(-0.1, 0.1, size=(H, H))', uniform(0.1)],
  ['np.random.rand(H, H) - 0.5', uniform(0.5)],
  ['2 * np.random.rand(H, H) - 1', uniform(1)],
  ['(np.random.rand(H, H) * 2 - 1) * 0.1', uniform(0.1)],
  ['rng.standard_normal((H, H)) * 0.1', { kind: 'normal', mean: 0, deviation: 0.1 }],
  ['np.random.normal(loc=0, scale=0.3, size=(H, H))', { kind: 'normal', mean: 0, deviation: 0.3 }],
  ['np.linalg.qr(np.random.randn(H, H))[0]', { kind: 'orthogonal', gain: 1 }],
  ['scipy.linalg.orth(np.random.randn(H, H)) * 0.9', { kind: 'orthogonal', gain: 0.9 }],
  ['torch.randn(H, H) * 0.2', { kind: 'normal', mean: 0, deviation: 0.2 }],
  ['nn.Parameter(torch.randn(H, H) * 0.2)', { kind: 'normal', mean: 0, deviation: 0.2 }],
  ['nn.Parameter(torch.empty(H, H).uniform_(-0.1, 0.1))', uniform(0.1)],
  ['nn.init.orthogonal_(torch.empty(H, H))', { kind: 'orthogonal', gain: 1 }],
  ['jax.random.normal(key, (H, H)) * 0.2', { kind: 'normal', mean: 0, deviation: 0.2 }],
  ['jax.random.uniform(key, (H, H), minval=-0.1, maxval=0.1)', uniform(0.1)],
  ['jax.nn.initializers.orthogonal()(key, (H, H))', { kind: 'orthogonal', gain: 1 }],
  ['tf.Variable(tf.random.normal([H, H], stddev=0.5))', { kind: 'normal', mean: 0, deviation: 0.5 }],
  ['tf.Variable(tf.random.uniform((H, H), -0.1, 0.1))', uniform(0.1)],
  ["self.add_weight(shape=(H, H), initializer='orthogonal')", { kind: 'orthogonal', gain: 1 }],
];

const close = (actual: unknown, expected: unknown): void => {
  const round = (_: string, value: unknown): unknown =>
    typeof value === 'number' ? Number(value.toPrecision(9)) : value;
  assert.equal(JSON.stringify(actual, round), JSON.stringify(expected, round));
};

describe('initializers in source code', () => {
  for (const [source, expected] of fillings) {
    it(source.replaceAll('\n', ' ').replace(/ +/g, ' '), () => {
      const [model] = models(`${torch}${source}\n`);
      close(model?.fields.initializer?.value, expected);
    });
  }

  for (const [source, expected] of draws) {
    it(source, () => {
      close(only(`import numpy as np\nH = 64\nW_hh = ${source}\n`).initializer, expected);
    });
  }

  it('reads arguments of Keras, Flax and TensorFlow', () => {
    const keras = (argument: string) =>
      only(
        `from tensorflow import keras\nfrom keras import initializers\nr = keras.layers.GRU(8, recurrent_initializer=${argument})\n`,
      ).initializer;
    assert.equal(keras("'he_normal'")?.kind, 'variance-scaling');
    close(keras('keras.initializers.RandomNormal(stddev=0.1)'), { kind: 'normal', mean: 0, deviation: 0.1 });
    close(keras('initializers.RandomUniform(-0.2, 0.2)'), uniform(0.2));
    close(keras('initializers.Orthogonal(gain=1.2)'), { kind: 'orthogonal', gain: 1.2 });
    assert.equal(keras('my_initializer(3)'), undefined);
    close(
      only(
        'import flax.linen as nn\nr = nn.SimpleCell(8, recurrent_kernel_init=nn.initializers.normal(0.2))\n',
      ).initializer,
      { kind: 'normal', mean: 0, deviation: 0.2 },
    );
  });

  it('follows what is done to a matrix before it is used: ρ is what it is scaled to', () => {
    const reservoir = (lines: string) =>
      only(
        `import numpy as np\nN = 100\n${lines}\nx = np.zeros(N)\nfor u in us:\n    x = np.tanh(W @ x + u)\n`,
      );
    const { spectralRadius, cell } = reservoir(
      'sr = 0.95\nW = np.random.rand(N, N) - 0.5\nW *= sr / np.max(np.abs(np.linalg.eigvals(W)))',
    );
    assert.deepEqual([spectralRadius, cell], [0.95, 'reservoir']);
    assert.equal(
      reservoir(
        'W = np.random.rand(N, N) - 0.5\nradius = np.max(np.abs(np.linalg.eigvals(W)))\nW = W * (1.25 / radius)',
      ).spectralRadius,
      1.25,
    );
    assert.equal(
      reservoir('W0 = np.random.randn(N, N)\nW = 0.9 * W0 / max(abs(np.linalg.eig(W0)[0]))').spectralRadius,
      0.9,
    );
    assert.equal(
      reservoir(
        'W = np.random.rand(N, N) - 0.5\nW[np.random.rand(N, N) < 0.9] = 0\nW *= 1.1 / np.max(np.abs(np.linalg.eigvals(W)))',
      ).spectralRadius,
      1.1,
    );
    const { initializer } = reservoir('W = np.random.randn(N, N)\nW *= np.random.rand(N, N) < 0.25');
    close(initializer, { kind: 'normal', mean: 0, deviation: 0.5 });
    close(reservoir('W = np.random.randn(N, N)\nW *= 0.1').initializer, {
      kind: 'normal',
      mean: 0,
      deviation: 0.1,
    });
  });

  it('knows the scale of a matrix whose size is not known', () => {
    const own = (draw: string) =>
      only(`import numpy as np\nclass Rnn:\n    def __init__(self, n):\n        self.W_hh = ${draw}\n`)
        .initializer;
    close(own('np.random.uniform(-np.sqrt(1 / n), np.sqrt(1 / n), (n, n))'), { kind: 'pytorch-default' });
    close(own('np.random.randn(n, n) * np.sqrt(2 / n)'), {
      kind: 'variance-scaling',
      gain: Math.SQRT2,
      fan: 'fan-in',
      distribution: 'normal',
    });
    close(own('np.random.randn(n, n) * n ** -0.5'), {
      kind: 'variance-scaling',
      gain: 1,
      fan: 'fan-in',
      distribution: 'normal',
    });
  });

  it('follows a cell of one’s own whose weights are filled by a loop over its parameters', () => {
    const cell = (condition: string) =>
      only(
        `import torch, math\nfrom torch import nn\nclass Cell(nn.Module):\n    def __init__(self, n_in, n=64):\n        super().__init__()\n        self.n = n\n        self.weight_ih = nn.Parameter(torch.Tensor(n, n_in))\n        self.weight_hh = nn.Parameter(torch.Tensor(n, n))\n        k = 1 / math.sqrt(self.n)\n        for name, p in self.named_parameters():\n            if ${condition}:\n                nn.init.uniform_(p, -k, k)\n    def forward(self, x, h):\n        return torch.tanh(x @ self.weight_ih.t() + h @ self.weight_hh.t())\n`,
      );
    const { name, cell: kind, initializer, activation } = cell("'weight' in name");
    assert.deepEqual([name, kind, activation], ['self.weight_hh', 'matrix', 'tanh']);
    close(initializer, { kind: 'pytorch-default' });
    assert.equal(cell("'bias' in name").initializer, undefined, 'what was in memory is not known');
  });

  it('reads the entries of a dictionary of parameters', () => {
    const text = (key: string) =>
      `import jax\ndef init(key, n, h):\n    return {'wxh': jax.random.normal(key, (n, h)) * 0.1, '${key}': jax.random.normal(key, (h, h)) * 0.1}\n\nparams = init(k, 8, 64)\n`;
    const { name, cell, hiddenSize, initializer } = only(text('whh'));
    assert.deepEqual([name, cell, hiddenSize], ['whh', 'matrix', 64]);
    close(initializer, { kind: 'normal', mean: 0, deviation: 0.1 });
    assert.deepEqual(models(text('w2')), []);
    assert.equal(only("import numpy as np\np = {'W_hh': np.random.randn(32, 32) * 0.01}\n").name, 'W_hh');
  });

  it('reads sparse reservoirs, and the reservoir of an ESN', () => {
    const sparse = only(
      'N = 400; W = sprandn(N, N, 0.25);\nfor t = 1:10\n x = tanh(W * x);\nend\n',
      'matlab',
    );
    close(sparse.initializer, { kind: 'normal', mean: 0, deviation: 0.5 });
    const esn = only(
      'using ReservoirComputing\nesn = ESN(data; reservoir = RandSparseReservoir(300, radius=1.2))\n',
      'julia',
    );
    assert.deepEqual([esn.hiddenSize, esn.spectralRadius, esn.cell], [300, 1.2, 'reservoir']);
  });

  it('predicts nothing from a start that stands elsewhere', () => {
    const open = (text: string) => models(text)[0]?.code?.open ?? false;
    assert.equal(
      open('from torch import nn\nr = nn.RNN(8, 64)\nnn.init.orthogonal_(r.weight_hh_l0, gain=g)\n'),
      true,
    );
    assert.equal(open('from reservoirpy.nodes import Reservoir\nr = Reservoir(100, sr=sr)\n'), true);
    assert.equal(open('from reservoirpy.nodes import Reservoir\nr = Reservoir(100, sr=0.9)\n'), false);
    assert.equal(open('from keras.layers import GRU\nr = GRU(8, recurrent_initializer=mine)\n'), true);
    assert.equal(open('from keras.layers import GRU\nr = GRU(8)\n'), false);
  });
});
