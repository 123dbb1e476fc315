import assert from 'node:assert/strict';
import { models, only } from './read';

const torch = 'from torch import nn\n';

/** Texts that make an LSTM whose hidden size is 128, said in many ways. */
const sizes: Readonly<Record<string, string>> = {
  constant: `${torch}H = 128\nrnn = nn.LSTM(8, H)\n`,
  arithmetic: `${torch}heads = 4\nrnn = nn.LSTM(8, 32 * heads)\n`,
  'default of a parameter': `${torch}class M(nn.Module):\n    def __init__(self, n_in, hidden=128):\n        self.rnn = nn.LSTM(n_in, hidden)\n`,
  'attribute of the object': `${torch}class M(nn.Module):\n    def __init__(self, hidden=128):\n        self.hidden = hidden\n        self.rnn = nn.LSTM(8, self.hidden)\n`,
  'argument of a call': `${torch}class M(nn.Module):\n    def __init__(self, n_in, hidden):\n        self.rnn = nn.LSTM(n_in, hidden)\n\nmodel = M(8, 128)\n`,
  'argument goes before the default': `${torch}class M(nn.Module):\n    def __init__(self, hidden=64):\n        self.rnn = nn.LSTM(8, hidden)\n\nmodel = M(hidden=128)\n`,
  'class attribute': `${torch}class Config:\n    hidden = 128\n\nrnn = nn.LSTM(8, Config.hidden)\n`,
  dataclass: `from dataclasses import dataclass\n${torch}@dataclass\nclass Config:\n    hidden: int = 128\n\ncfg = Config()\nrnn = nn.LSTM(8, cfg.hidden)\n`,
  'dataclass with an argument': `from dataclasses import dataclass\n${torch}@dataclass\nclass Config:\n    hidden: int = 64\n\ncfg = Config(hidden=128)\nrnn = nn.LSTM(8, cfg.hidden)\n`,
  'config handed over': `${torch}class Config:\n    hidden = 128\n\nclass M(nn.Module):\n    def __init__(self, config):\n        self.rnn = nn.LSTM(8, config.hidden)\n`,
  argparse: `import argparse\n${torch}p = argparse.ArgumentParser()\np.add_argument('--hidden-size', type=int, default=128)\nargs = p.parse_args()\nrnn = nn.LSTM(8, args.hidden_size)\n`,
  'argparse in a function': `import argparse\n${torch}def build(args):\n    return nn.LSTM(8, args.nhid)\n\ndef main():\n    p = argparse.ArgumentParser()\n    p.add_argument('--nhid', type=int, default=128)\n    build(p.parse_args())\n`,
  dictionary: `${torch}cfg = {'hidden': 128}\nrnn = nn.LSTM(8, cfg['hidden'])\n`,
  'dictionary with get': `${torch}cfg = {'hidden': 128}\nrnn = nn.LSTM(8, cfg.get('hidden', 64))\n`,
  'dict()': `${torch}cfg = dict(hidden=128)\nrnn = nn.LSTM(8, cfg['hidden'])\n`,
  list: `${torch}sizes = [8, 128]\nrnn = nn.LSTM(sizes[0], sizes[1])\n`,
  'tuple of constants': `${torch}n_in, H = 8, 128\nrnn = nn.LSTM(n_in, H)\n`,
};

/** Texts whose size is not known. */
const unknown: Readonly<Record<string, string>> = {
  'two calls that differ': `${torch}class M(nn.Module):\n    def __init__(self, hidden):\n        self.rnn = nn.LSTM(8, hidden)\n\na = M(64)\nb = M(128)\n`,
  'a parameter without a default': `${torch}def make(hidden):\n    return nn.LSTM(8, hidden)\n`,
  'two values': `${torch}H = 64\nif big:\n    H = 128\nrnn = nn.LSTM(8, H)\n`,
  'a call of something else': `${torch}rnn = nn.LSTM(8, size_of(x))\n`,
  'unpacked arguments': `${torch}rnn = nn.LSTM(*sizes)\n`,
  'constants in a circle': `${torch}a = b\nb = a\nrnn = nn.LSTM(8, a)\n`,
};

describe('sizes in source code', () => {
  for (const [title, text] of Object.entries(sizes)) {
    it(title, () => {
      assert.equal(only(text).hiddenSize, 128);
    });
  }
  for (const [title, text] of Object.entries(unknown)) {
    it(`not known: ${title}`, () => {
      const [model] = models(text);
      assert.ok(model, 'the model is found all the same');
      assert.equal(model.fields.hiddenSize, undefined);
    });
  }

  it('reads lengths from input shapes, and from names of lengths', () => {
    const keras = 'from keras.layers import LSTM, Input\nfrom keras.models import Sequential\n';
    assert.equal(only(`${keras}T = 30\nm = Sequential([LSTM(8, input_shape=(T, 1))])\n`).sequenceLength, 30);
    assert.equal(only(`${keras}x = Input(shape=(50, 2))\ny = LSTM(8)(x)\n`).sequenceLength, 50);
    assert.equal(only(`${keras}x = Input(batch_shape=(4, 20, 2))\ny = LSTM(8)(x)\n`).sequenceLength, 20);
    assert.equal(
      only(`${keras}m = Sequential([LSTM(8, input_shape=(None, 1))])\n`).sequenceLength,
      undefined,
    );
    const lengthOf = (text: string) => models(torch + text)[0]?.fields.sequenceLength?.value;
    assert.equal(lengthOf('def make(seq_len=20):\n    return nn.GRU(8, 64)\n'), 20);
    assert.equal(lengthOf('def data(seq_len=20):\n    pass\n\nrnn = nn.GRU(8, 64)\n'), undefined);
    assert.equal(lengthOf('seq_len = 3\nx = f(seq_len)\nseq_len = 56\nrnn = nn.GRU(8, 64)\n'), 56);
    const named = models(`${torch}seq_len = 35\nrnn = nn.GRU(8, 64)\n`)[0]!.fields.sequenceLength;
    assert.deepEqual([named?.value, named?.path], [35, 'seq_len']);
  });

  it('tells a model together with the clipping of its training', () => {
    const script = (clip: string) =>
      `import argparse\nimport torch\n${torch}p = argparse.ArgumentParser()\np.add_argument('--clip', type=float, default=0.25)\np.add_argument('--bptt', type=int, default=35)\nargs = p.parse_args()\nmodel = nn.LSTM(200, 256, 2)\nloss.backward()\n${clip}\n`;
    const clipping = (text: string) => only(script(text)).clipping;
    const norm = { kind: 'global-norm', threshold: 0.25, off: false };
    assert.deepEqual(clipping('torch.nn.utils.clip_grad_norm_(model.parameters(), args.clip)'), norm);
    assert.deepEqual(clipping('nn.utils.clip_grad_norm_(model.parameters(), max_norm=0.25)'), norm);
    assert.deepEqual(clipping('tx = optax.clip_by_global_norm(0.25)'), norm);
    assert.deepEqual(clipping('g, _ = tf.clip_by_global_norm(g, 0.25)'), norm);
    assert.deepEqual(clipping('opt = SGD(clipvalue=0.5)'), { kind: 'value', threshold: 0.5, off: false });
    assert.deepEqual(clipping('t = Trainer(gradient_clip_val=0.25)'), norm);
    assert.equal(clipping('clip_grad_norm_(model.parameters(), limit)'), undefined);
    assert.equal(clipping('clip_grad_norm_(p, 0.25)\nclip_grad_norm_(q, 1.0)'), undefined);
    const { sequenceLength, layers, hiddenSize } = only(script('pass'));
    assert.deepEqual([sequenceLength, layers, hiddenSize], [35, 2, 256]);
  });
});
