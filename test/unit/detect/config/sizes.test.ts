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

  it('a cell that the arguments name is the one, whatever the class around it is called', () => {
    const text =
      'model:\n  class_path: darts.models.RNNModel\n  init_args: {model: LSTM, hidden_dim: 25, training_length: 36}\n';
    const found = configs(text, 'yaml');
    assert.deepEqual(
      found.map(({ fields: { cell, hiddenSize } }) => [cell?.value, hiddenSize?.value]),
      [['lstm', 25]],
    );
    const plain = configs(text.replace('model: LSTM', 'model: net'), 'yaml');
    assert.deepEqual(
      plain.map(({ fields }) => fields.cell?.value),
      ['rnn'],
    );
  });

  it('a list of layers is a model of Keras', () => {
    const layers = [
      { class_name: 'LSTM', config: { name: 'l', units: 16, batch_input_shape: [null, 30, 4] } },
      { class_name: 'Dense', config: { name: 'd', units: 1 } },
    ];
    const found = configs(JSON.stringify(layers), 'json').map(({ name, fields }) => [
      name,
      fields.hiddenSize?.value,
      fields.sequenceLength?.value,
    ]);
    assert.deepEqual(found, [['l', 16, 30]]);
    assert.deepEqual(configs('[{"class_name": "Dense", "config": {"name": "rnn", "units": 1}}]', 'json'), []);
  });

  it('unit is a size beside the type of a cell', () => {
    const [lm] = configs('lm: seq_rnn\nlm_conf: {rnn_type: lstm, nlayers: 2, unit: 650}\n', 'yaml');
    assert.deepEqual([lm?.fields.cell?.value, lm?.fields.hiddenSize?.value], ['lstm', 650]);
    assert.deepEqual(configs('rnn_type: lstm\nunit: ms\n', 'yaml'), []);
  });
});
