import assert from 'node:assert/strict';
import type { ConfigFix } from '../../../../src/core/config/notices';
import type { DetectableLanguage } from '../../../../src/detect/candidate';
import { editOf } from '../../../../src/detect/config/edits';
import { models } from './read';

const orthogonal: ConfigFix = { kind: 'set', field: 'initializer', word: 'orthogonal' };
const tanh: ConfigFix = { kind: 'set', field: 'activation', word: 'tanh' };
const gru: ConfigFix = { kind: 'set', field: 'cell', word: 'GRU' };
const lstm: ConfigFix = { kind: 'set', field: 'cell', word: 'LSTM' };
const length: ConfigFix = { kind: 'set-number', field: 'sequenceLength', number: '20' };

/** The text after the fix of its first model; null where there is no edit. */
function fixed(text: string, fix: ConfigFix, language: DetectableLanguage = 'python'): string | null {
  const edit = editOf(text, language, models(text, language)[0]!, fix);
  return edit && text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end);
}

const torch = 'from torch import nn\n';
const keras = 'from tensorflow.keras import layers\n';
const numpy = 'import numpy as np\n';

describe('edits of models in source code', () => {
  const edits: readonly (readonly [string, string, ConfigFix, string | null])[] = [
    [
      'nonlinearity',
      `${torch}r = nn.RNN(8, 64, nonlinearity='relu')\n`,
      tanh,
      `${torch}r = nn.RNN(8, 64, nonlinearity='tanh')\n`,
    ],
    [
      'activation of Keras',
      `${keras}r = layers.LSTM(8, activation="relu")\n`,
      tanh,
      `${keras}r = layers.LSTM(8, activation="tanh")\n`,
    ],
    [
      'activation of Keras by position',
      `${keras}r = layers.LSTM(8, 'relu')\n`,
      tanh,
      `${keras}r = layers.LSTM(8, 'tanh')\n`,
    ],
    [
      'initializer of Keras, stated',
      `${keras}r = layers.SimpleRNN(8, recurrent_initializer='he_normal')\n`,
      orthogonal,
      `${keras}r = layers.SimpleRNN(8, recurrent_initializer='orthogonal')\n`,
    ],
    [
      'initializer of Keras, a call',
      `${keras}r = layers.SimpleRNN(8, recurrent_initializer=initializers.RandomNormal(stddev=1.0))\n`,
      orthogonal,
      `${keras}r = layers.SimpleRNN(8, recurrent_initializer="orthogonal")\n`,
    ],
    [
      'initializer of Keras, added',
      `${keras}r = layers.SimpleRNN(8)\n`,
      orthogonal,
      `${keras}r = layers.SimpleRNN(8, recurrent_initializer="orthogonal")\n`,
    ],
    [
      'initializer of PyTorch, added',
      `${torch}class M(nn.Module):\n    def __init__(self):\n        self.r = nn.RNN(8, 64)  # cell\n        self.o = 1\n`,
      orthogonal,
      `${torch}class M(nn.Module):\n    def __init__(self):\n        self.r = nn.RNN(8, 64)  # cell\n        for name, parameter in self.r.named_parameters():\n            if "weight_hh" in name:\n                nn.init.orthogonal_(parameter)\n        self.o = 1\n`,
    ],
    [
      'initializer of PyTorch, stated',
      `${torch}r = nn.RNN(8, 64)\nnn.init.normal_(r.weight_hh_l0, 0, 0.5)\n`,
      orthogonal,
      `${torch}r = nn.RNN(8, 64)\nnn.init.orthogonal_(r.weight_hh_l0)\n`,
    ],
    [
      'a matrix',
      `${numpy}W_hh = np.random.randn(64, 64) * 0.01\n`,
      orthogonal,
      `${numpy}W_hh = np.linalg.qr(np.random.randn(64, 64) * 0.01)[0]\n`,
    ],
    ['another cell of PyTorch', `${torch}r = nn.RNN(8, 64)\n`, gru, `${torch}r = nn.GRU(8, 64)\n`],
    ['no cell whose state is a pair', `${torch}r = nn.RNN(8, 64)\n`, lstm, null],
    ['no cell that takes no nonlinearity', `${torch}r = nn.RNN(8, 64, nonlinearity='relu')\n`, gru, null],
    ['another cell of Keras', `${keras}r = layers.SimpleRNN(8)\n`, lstm, `${keras}r = layers.LSTM(8)\n`],
    ['no cell that is not imported', 'from keras.layers import SimpleRNN\nr = SimpleRNN(8)\n', lstm, null],
    ['a length', `${torch}bptt = 200\nr = nn.RNN(8, 64)\n`, length, `${torch}bptt = 20\nr = nn.RNN(8, 64)\n`],
    ['no shape of data', `${keras}r = layers.SimpleRNN(8, input_shape=(200, 1))\n`, length, null],
    ['a cell in a list', `${torch}r = [nn.RNN(8, 64)]\n`, orthogonal, null],
  ];
  for (const [title, text, fix, expected] of edits) {
    it(title, () => {
      assert.equal(fixed(text, fix), expected);
    });
  }

  it('each edit of an initializer is read back as what was asked for', () => {
    for (const [, text, fix, expected] of edits) {
      if (fix !== orthogonal || expected === null) continue;
      assert.deepEqual(models(expected)[0]?.fields.initializer?.value, { kind: 'orthogonal', gain: 1 }, text);
    }
    const matlab = fixed(
      'W = 2 * randn(50);\nfor t = 1:100\n  h = tanh(W * h);\nend\n',
      orthogonal,
      'matlab',
    );
    assert.deepEqual(models(matlab!, 'matlab')[0]?.fields.initializer?.value, {
      kind: 'orthogonal',
      gain: 1,
    });
  });
});
