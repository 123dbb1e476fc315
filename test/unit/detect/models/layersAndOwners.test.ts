import assert from 'node:assert/strict';
import { models, only } from './read';

const flax = 'import flax.linen as nn\nimport jax.numpy as jnp\n';
const torch = 'import torch\nimport torch.nn as nn\n';

describe('layers that are applied where they are made', () => {
  const step = (state: string, layer: string, more = '') =>
    `${flax}class Step(nn.Module):\n    n: int = 40\n    @nn.compact\n    def __call__(self, ${state}, x):\n        ${state} = jnp.tanh(${layer}(${state}) + nn.Dense(self.n)(x))\n        return ${state}, ${state}\n${more}`;

  it('are recurrent where the state goes through them', () => {
    for (const state of ['carry', 'state', 'h']) {
      const { cell, hiddenSize, activation, initializer } = only(step(state, 'nn.Dense(self.n)'));
      assert.deepEqual([cell, hiddenSize, activation], ['matrix', 40, 'tanh']);
      assert.deepEqual(initializer, {
        kind: 'variance-scaling',
        gain: 1,
        fan: 'fan-in',
        distribution: 'truncated-normal',
      });
    }
  });

  it('are drawn from what they are given', () => {
    const { initializer } = only(step('h', 'nn.Dense(features=9, kernel_init=nn.initializers.orthogonal())'));
    assert.deepEqual(initializer, { kind: 'orthogonal', gain: 1 });
  });

  it('are none of a perceptron, and none in a loop', () => {
    const layers = [
      'for f in (64, 64):\n            h = nn.relu(nn.Dense(f)(h))\n        return nn.Dense(10)(h)',
      'h = nn.relu(nn.Dense(64)(h))\n        return nn.Dense(10)(h)',
      'h = nn.relu(nn.Dense(64)(x))\n        return h, mask',
    ];
    for (const body of layers) {
      const text = `${flax}class Head(nn.Module):\n    @nn.compact\n    def __call__(self, h, mask):\n        ${body}\n`;
      assert.deepEqual(models(text), [], body);
    }
  });

  it('read methods that a decorator adds to a class', () => {
    const found = only(
      `${torch}from d2l import torch as d2l\nclass Scratch(nn.Module):\n    def __init__(self, n, sigma=0.01):\n        super().__init__()\n        self.U = nn.Parameter(torch.randn(n, n) * sigma)\n@d2l.add_to_class(Scratch)\ndef forward(self, xs, state):\n    for x in xs:\n        state = torch.tanh(x + state @ self.U)\n    return state\nnet = Scratch(32)\n`,
    );
    assert.deepEqual([found.name, found.hiddenSize], ['self.U', 32]);
    assert.deepEqual(found.initializer, { kind: 'normal', mean: 0, deviation: 0.01 });
  });
});

describe('choices in a file', () => {
  it('follow the condition that the file settles', () => {
    const made = (head: string, choice: string) =>
      only(`${torch}${head}kind = ${choice}\nrnn = kind(4, 8)\n`).cell;
    assert.equal(made("cell = 'gru'\n", "nn.LSTM if cell == 'lstm' else nn.GRU"), 'gru');
    assert.equal(made("cell = 'lstm'\n", "nn.LSTM if cell in ('lstm', 'LSTM') else nn.GRU"), 'lstm');
    assert.equal(made('use_gru = True\n', 'nn.GRU if use_gru else nn.LSTM'), 'gru');
    assert.equal(made('use_gru = True\n', 'nn.LSTM if not use_gru else nn.GRU'), 'gru');
  });

  it('say nothing where it does not', () => {
    assert.deepEqual(models(`${torch}kind = nn.LSTM if cell == 'lstm' else nn.GRU\nr = kind(4, 8)\n`), []);
  });
});

describe('clipping of several models of a script', () => {
  const net = (name: string) =>
    `class ${name}(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.rnn = nn.LSTM(3, 20)\n`;
  const thresholds = (text: string) => models(text).map(({ fields }) => fields.clipping?.value.threshold);

  it('belongs to the model whose parameters are clipped', () => {
    const head = `${torch}${net('Gen')}${net('Disc')}gen = Gen()\ndisc = Disc()\n`;
    const clip = (of: string, c: number) => `nn.utils.clip_grad_norm_(${of}.parameters(), ${c})\n`;
    assert.deepEqual(thresholds(head + clip('gen', 0.5)), [0.5, undefined]);
    assert.deepEqual(thresholds(head + clip('gen', 0.5) + clip('disc', 2)), [0.5, 2]);
    assert.deepEqual(thresholds(`${head}${clip('model', 3)}`), [3, 3]);
  });

  it('reaches the modules within a module, and circles end', () => {
    const outer = `class Outer(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.a = Inner()\n        self.b = Outer()\n`;
    const text = `${torch}${net('Inner')}${net('Other')}${outer}m = Outer()\nnn.utils.clip_grad_norm_(m.parameters(), 1)\n`;
    assert.deepEqual(thresholds(text), [1, undefined]);
  });

  it("is none of Keras's compile, and none of another model's optimizer", () => {
    const head =
      "from tensorflow import keras\nfrom tensorflow.keras import layers\na = keras.Sequential([layers.LSTM(8)])\nb = keras.Sequential([layers.LSTM(9)])\nb.compile(loss='mse', ";
    assert.deepEqual(thresholds(`${head}optimizer=keras.optimizers.Adam(clipnorm=1.0))\n`), [undefined, 1]);
    assert.deepEqual(thresholds(`${head}optimizer='adam', clipnorm=1.0)\n`), [undefined, undefined]);
  });
});

describe('lengths of windows in code', () => {
  const length = (text: string) => only(`${torch}${text}\nrnn = nn.GRU(4, 8)\n`).sequenceLength;

  it('count where no length is named', () => {
    for (const name of ['look_back', 'lookback', 'window', 'window_size', 'n_lags', 'maxlen', 'max_length'])
      assert.equal(length(`${name} = 24`), 24, name);
    assert.equal(length('data = Windows(x, window=96)'), 96);
    assert.equal(length('window = 5\nseq_len = 40'), 40);
  });

  it('are no counts of samples', () => {
    assert.equal(length('timesteps = 20000'), undefined);
    assert.equal(length('window = 4096'), undefined);
    assert.equal(length('seq_len = 4096'), 4096);
  });
});
