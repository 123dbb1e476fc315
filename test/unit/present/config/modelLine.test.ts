import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/core/analysis';
import { predict } from '../../../../src/core/config/prediction';
import { setupOf } from '../../../../src/core/config/setup';
import { modelLine } from '../../../../src/present/config/modelLine';
import { models } from '../../detect/models/read';

describe('a model in one line', () => {
  const line = (source: string) => {
    const [model] = models(`from torch import nn\n${source}\n`);
    assert.ok(model);
    return modelLine(model, predict(setupOf(model, 100)!, defaultThresholds));
  };

  it('is told with its length and its clipping', () => {
    assert.equal(
      line('bptt = 35\nrnn = nn.LSTM(200, 256, 2)\nnn.utils.clip_grad_norm_(rnn.parameters(), 0.25)'),
      'LSTM 2×256, T = 35, clipped at 0.25',
    );
    assert.equal(line('rnn = nn.GRU(8, 64, bidirectional=True)'), 'bidirectional GRU 64');
    assert.equal(line('rnn = nn.RNN(8, n)'), 'vanilla RNN');
  });
});
