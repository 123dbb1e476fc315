import assert from 'node:assert/strict';
import { configs, outline } from './configs';

describe('sizes and lengths by names that others have, too', () => {
  it('what comes out is no size of the state, but in Keras 1', () => {
    const [rnn] = configs('rnn:\n  _target_: my.RnnPredictor\n  rnn_hidden: 128\n  output_dim: 1\n', 'yaml');
    assert.equal(outline(rnn)['hiddenSize'], 128);
    assert.deepEqual(configs('rnn:\n  _target_: my.RnnPredictor\n  output_dim: 1\n', 'yaml'), []);
  });

  it('the steps of a graph network are no length of a sequence', () => {
    const text = 'encoder_type: ggnn\ndecoder_type: rnn\nhidden_size: 64\nn_steps: 5\n';
    assert.equal(outline(configs(`${text}n_edge_types: 9\n`, 'yaml')[0])['sequenceLength'], undefined);
    assert.equal(outline(configs(text, 'yaml')[0])['sequenceLength'], 5);
  });
});
