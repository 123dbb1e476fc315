import assert from 'node:assert/strict';
import { readingOf } from '../../../../src/core/config/clipping';
import { configs } from './configs';

const found = (text: string) =>
  configs(text, 'yaml').map(({ name, library, fields }) => [
    name,
    fields.cell?.value,
    fields.hiddenSize?.value,
    fields.layers?.value,
    library,
  ]);

describe('configs of speech and translation', () => {
  it('ESPnet 1: etype and dtype name the cells, counted in layers of units', () => {
    const text =
      'etype: vggblstmp\nelayers: 5\neunits: 1024\ndtype: lstm\ndlayers: 2\ndunits: 300\natype: location\nadim: 1024\ngrad-clip: 5\n';
    assert.deepEqual(found(text), [
      ['eunits', 'lstm', 1024, 5, 'espnet'],
      ['dunits', 'lstm', 300, 2, 'espnet'],
    ]);
    assert.equal(configs(text, 'yaml')[1]?.fields.forgetBias?.value, 1);
    assert.equal(found(text.replace('vggblstmp', 'bgrup'))[0]?.[1], 'gru');
  });

  it('ESPnet: Tacotron 2 has half of its units for each direction of the encoder', () => {
    const sizes = [
      'elayers: 1',
      'eunits: 512',
      'dlayers: 2',
      'dunits: 1024',
      'prenet-layers: 2',
      'adim: 128',
    ];
    const module = 'model-module: espnet.nets.pytorch_backend.e2e_tts_tacotron2:Tacotron2\n';
    const names = (prefix: string) => [
      [`${prefix}eunits`, 'lstm', 256, 1, 'pytorch'],
      [`${prefix}dunits`, 'lstm', 1024, 2, 'pytorch'],
    ];
    assert.deepEqual(found(`${module}${sizes.join('\n')}\n`), names(''));
    assert.deepEqual(found(`tts: tacotron2\ntts_conf:\n  ${sizes.join('\n  ')}\n`), names('tts_conf.'));
  });

  it('ESPnet: the units of a transformer are no cell', () => {
    const sizes = 'elayers: 12\neunits: 2048\ndlayers: 6\ndunits: 2048\nadim: 256\n';
    assert.deepEqual(found(`${sizes}aheads: 4\ngrad-clip: 5\n`), []);
    assert.deepEqual(
      found(`model-module: espnet.nets.pytorch_backend.e2e_asr_transformer:E2E\n${sizes}`),
      [],
    );
    assert.deepEqual(found('tts: fastspeech2\ntts_conf:\n  elayers: 4\n  eunits: 1536\n'), []);
  });

  it('ESPnet 2: an encoder, a decoder and a language model that name no cell are LSTMs', () => {
    const text =
      'encoder: vgg_rnn\nencoder_conf: {num_layers: 4, hidden_size: 320}\ndecoder: rnn\ndecoder_conf: {num_layers: 1, hidden_size: 300}\n';
    const cells = configs(text, 'yaml').map(({ fields }) => [fields.cell?.value, fields.hiddenSize?.value]);
    assert.deepEqual(cells, [
      ['lstm', 320],
      ['lstm', 300],
    ]);
    const [lm] = configs('lm: seq_rnn\nlm_conf: {unit: 650, nlayers: 2}\n', 'yaml');
    assert.deepEqual([lm?.fields.cell?.value, lm?.fields.hiddenSize?.value], ['lstm', 650]);
  });

  it('a negative norm: each trainer by its own reading', () => {
    const reading = (text: string) => {
      const [config] = configs(text, 'yaml');
      return config?.fields.clipping && readingOf(config.family, config.fields.clipping.value);
    };
    const openNmt = 'encoder_type: brnn\nrnn_type: LSTM\nrnn_size: 500\nlayers: 2\nmax_grad_norm: -1\n';
    assert.equal(reading(openNmt), 'off');
    const hydrology = 'model: cudalstm\nhead: regression\nhidden_size: 20\nclip_gradient_norm: -1\n';
    assert.equal(reading(hydrology), 'as-is');
    const speech = 'rnn: !new:speechbrain.nnet.RNN.LSTM\n  hidden_size: 512\nmax_grad_norm: -1\n';
    assert.equal(reading(speech), 'off');
  });

  it('keys that name their cell: lstm_layers, gru_hidden_size; a flag that says no is heeded', () => {
    const cells = (text: string) =>
      configs(text, 'yaml').map(({ fields }) => [fields.cell?.value, fields.hiddenSize?.value]);
    assert.deepEqual(cells('model: {lstm_layers: 2, hidden_size: 16}\n'), [['lstm', 16]]);
    assert.deepEqual(cells('model: {gru_hidden_size: 64}\n'), [['gru', 64]]);
    assert.deepEqual(cells('model: {use_lstm: false, lstm_hidden_size: 64}\n'), []);
  });

  it('Keras: a layer inside TimeDistributed goes over the axis behind', () => {
    const layer = (name: string, config: object) => ({ class_name: name, config });
    const model = layer('Sequential', {
      layers: [
        layer('InputLayer', { batch_shape: [null, 5, 30, 4], name: 'input' }),
        layer('TimeDistributed', { name: 'each', layer: layer('LSTM', { name: 'inner', units: 16 }) }),
        layer('GRU', { name: 'outer', units: 8 }),
      ],
    });
    const lengths = configs(JSON.stringify(model), 'json').map(({ name, fields }) => [
      name,
      fields.sequenceLength?.value,
    ]);
    assert.deepEqual(lengths, [
      ['inner', 30],
      ['outer', 5],
    ]);
  });
});
