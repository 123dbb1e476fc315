import assert from 'node:assert/strict';
import { setupOf } from '../../../../src/core/config/setup';
import { configs, detection, outline, sources } from './configs';

const off = { kind: 'global-norm', threshold: null, off: true };
const clip = (threshold: number, kind = 'global-norm') => ({ kind, threshold, off: false });

const kerasModel = JSON.stringify({
  class_name: 'Sequential',
  config: {
    name: 'sequential',
    layers: [
      { class_name: 'InputLayer', config: { batch_shape: [null, 500, 8], dtype: 'float32' } },
      {
        class_name: 'Bidirectional',
        config: {
          name: 'both',
          layer: {
            class_name: 'LSTM',
            config: { name: 'memory', units: 64, activation: 'tanh', unit_forget_bias: true, unroll: false },
          },
        },
      },
      {
        class_name: 'SimpleRNN',
        config: {
          name: 'plain',
          units: 32,
          activation: 'relu',
          recurrent_initializer: {
            module: 'keras.initializers',
            class_name: 'Orthogonal',
            config: { gain: 2.0 },
          },
        },
      },
      { class_name: 'Dense', config: { units: 1 } },
    ],
  },
  compile_config: {
    optimizer: { class_name: 'Adam', config: { clipnorm: null, global_clipnorm: null, clipvalue: 0.5 } },
  },
});

describe('config families', () => {
  it('Keras: every recurrent layer, wrapped ones too, with the input shape and the optimizer', () => {
    const found = configs(kerasModel, 'json');
    assert.deepEqual(found.map(outline), [
      {
        family: 'keras',
        framework: 'keras',
        name: 'memory',
        cell: 'lstm',
        hiddenSize: 64,
        activation: 'tanh',
        unitForgetBias: true,
        sequenceLength: 500,
        clipping: clip(0.5, 'value'),
      },
      {
        family: 'keras',
        framework: 'keras',
        name: 'plain',
        cell: 'rnn',
        hiddenSize: 32,
        activation: 'relu',
        initializer: { kind: 'orthogonal', gain: 2 },
        sequenceLength: 500,
        clipping: clip(0.5, 'value'),
      },
    ]);
    assert.deepEqual(sources(kerasModel, found[1]), {
      cell: '"SimpleRNN"',
      hiddenSize: '32',
      activation: '"relu"',
      initializer: '{"module":"keras.initializers","class_name":"Orthogonal","config":{"gain":2}}',
      sequenceLength: '500',
      clipping: '0.5',
    });
    assert.equal(found[1]?.fields.hiddenSize?.path, 'config.layers[2].config.units');
  });

  it('Keras optimizer config: clipping alone; all null is off', () => {
    const text = '{"name": "adam", "learning_rate": 0.001, "clipnorm": 1.0, "clipvalue": null}';
    const [config] = configs(text, 'json');
    assert.equal(config?.family, 'keras-optimizer');
    assert.deepEqual(config.fields.clipping?.value, clip(1, 'norm'));
    assert.equal(config.fields.cell, undefined);
    const [none] = configs(text.replace('1.0', 'null'), 'json');
    assert.equal(none?.fields.clipping?.value.off, true);
  });

  it('Hugging Face: a BERT config is none, a recurrent model_type is one', () => {
    const bert = {
      architectures: ['BertForMaskedLM'],
      model_type: 'bert',
      hidden_size: 768,
      num_hidden_layers: 12,
      hidden_act: 'gelu',
      initializer_range: 0.02,
      max_position_embeddings: 512,
    };
    assert.deepEqual(configs(JSON.stringify(bert), 'json'), []);
    const [config] = configs(JSON.stringify({ ...bert, model_type: 'lstm_lm' }), 'json');
    assert.deepEqual(outline(config), {
      family: 'hugging-face',
      framework: 'pytorch',
      name: 'config',
      cell: 'lstm',
      hiddenSize: 768,
      layers: 12,
      activation: 'gelu',
      initializer: { kind: 'normal', mean: 0, deviation: 0.02 },
      sequenceLength: 512,
    });
  });

  it('training arguments and DeepSpeed: clipping alone, 0 is off', () => {
    const [args] = configs('output_dir: out\nnum_train_epochs: 3\nmax_grad_norm: 0\n', 'yaml');
    assert.equal(args?.family, 'training-arguments');
    assert.deepEqual(args.fields.clipping?.value, { kind: 'global-norm', threshold: 0, off: true });
    const [deepSpeed] = configs('{"gradient_clipping": 1.0, "zero_optimization": {"stage": 2}}', 'json');
    assert.equal(deepSpeed?.family, 'deepspeed');
    assert.deepEqual(deepSpeed.fields.clipping?.value, clip(1));
  });

  it('Lightning CLI: class_path and init_args, the trainer clips by value', () => {
    const text = [
      'trainer:',
      '  max_epochs: 10',
      '  gradient_clip_val: 0.5',
      '  gradient_clip_algorithm: value',
      'model:',
      '  class_path: project.GRUModel',
      '  init_args:',
      '    hidden_dim: 128',
      '    num_layers: 2',
      'data:',
      '  init_args: {seq_len: 96}',
      '',
    ].join('\n');
    const [config] = configs(text, 'yaml');
    assert.deepEqual(outline(config), {
      family: 'lightning',
      framework: 'pytorch',
      name: 'model',
      cell: 'gru',
      hiddenSize: 128,
      layers: 2,
      sequenceLength: 96,
      clipping: clip(0.5, 'value'),
    });
    assert.equal(sources(text, config)['cell'], 'project.GRUModel');
  });

  it('Hydra: _target_, and interpolations into the same file', () => {
    const text = [
      'defaults: [_self_]',
      'seq: {length: 200}',
      'width: 64',
      'model:',
      '  _target_: torch.nn.RNN',
      '  hidden_size: ${width}',
      '  nonlinearity: relu',
      '  seq_len: ${seq.length}',
      '  num_layers: ${oc.env:LAYERS}',
      'trainer: {gradient_clip_val: null}',
      '',
    ].join('\n');
    const { configs: found, problems } = detection(text, 'yaml');
    assert.deepEqual(outline(found[0]), {
      family: 'lightning',
      framework: 'pytorch',
      name: 'model',
      cell: 'rnn',
      hiddenSize: 64,
      activation: 'relu',
      sequenceLength: 200,
      clipping: off,
    });
    assert.equal(sources(text, found[0])['hiddenSize'], '${width}');
    assert.deepEqual(problems, []);
    const [hydra] = configs(text.replace(/trainer.*/, ''), 'yaml');
    assert.equal(hydra?.family, 'hydra');
  });

  it('fairseq: 0 is off', () => {
    const text =
      'task: {tokens_per_sample: 512}\nmodel: {_name: lstm_lm, decoder_hidden_size: 512, decoder_layers: 1}\noptimization: {clip_norm: 0.0}\n';
    assert.deepEqual(outline(configs(text, 'yaml')[0]), {
      family: 'fairseq',
      framework: 'pytorch',
      name: 'model',
      cell: 'lstm',
      hiddenSize: 512,
      layers: 1,
      sequenceLength: 512,
      clipping: { kind: 'global-norm', threshold: 0, off: true },
    });
  });

  it('ESPnet2: rnn_type in encoder_conf names the cell', () => {
    const text =
      'encoder: vgg_rnn\nencoder_conf:\n  rnn_type: lstm\n  hidden_size: 320\n  num_layers: 3\ndecoder: rnn\ndecoder_conf: {rnn_type: gru, hidden_size: 300}\ngrad_clip: 5.0\ninit: xavier_uniform\n';
    const found = configs(text, 'yaml');
    assert.deepEqual(
      found.map(({ name, fields }) => [name, fields.cell?.value, fields.hiddenSize?.value]),
      [
        ['encoder_conf', 'lstm', 320],
        ['decoder_conf', 'gru', 300],
      ],
    );
    assert.deepEqual(found[0]?.fields.clipping?.value, clip(5));
    assert.deepEqual(found[0].fields.initializer?.value, {
      kind: 'variance-scaling',
      gain: 1,
      fan: 'fan-average',
      distribution: 'uniform',
    });
  });

  it('AllenNLP: grad_norm is the threshold of a norm, grad_clipping that of a value', () => {
    const text = JSON.stringify({
      dataset_reader: {},
      model: { encoder: { type: 'lstm', hidden_size: 100, num_layers: 1 } },
      trainer: { grad_norm: 5.0 },
    });
    const [config] = configs(text, 'json');
    assert.equal(config?.family, 'allennlp');
    assert.equal(config.name, 'model.encoder');
    assert.deepEqual(config.fields.clipping?.value, clip(5));
  });

  it('plain: word_language_model, Ludwig, NeuralHydrology, RLlib', () => {
    const language = 'model: RNN_RELU\nnhid: 200\nnlayers: 2\nbptt: 35\nclip: 0.25\n';
    assert.deepEqual(outline(configs(language, 'yaml')[0]), {
      family: 'plain',
      framework: 'pytorch',
      name: 'config',
      cell: 'rnn',
      activation: 'relu',
      hiddenSize: 200,
      layers: 2,
      sequenceLength: 35,
      clipping: clip(0.25),
    });
    const ludwig =
      'input_features:\n  - {name: text, encoder: {type: rnn, cell_type: lstm, state_size: 256, unit_forget_bias: true}}\ntrainer: {gradient_clipping: {clipglobalnorm: 0.5}}\n';
    const [encoder] = configs(ludwig, 'yaml');
    assert.equal(encoder?.name, 'input_features[0].encoder');
    assert.equal(encoder.fields.cell?.value, 'lstm');
    assert.deepEqual(encoder.fields.clipping?.value, clip(0.5));
    const hydrology =
      'model: cudalstm\nhidden_size: 20\nseq_length: 365\nclip_gradient_norm: 1\ninitial_forget_bias: 3\n';
    assert.equal(configs(hydrology, 'yaml')[0]?.fields.forgetBias?.value, 3);
    const rllib =
      '{"model": {"use_lstm": true, "lstm_cell_size": 256, "max_seq_len": 20}, "grad_clip": 40, "grad_clip_by": "value"}';
    const [policy] = configs(rllib, 'json');
    assert.equal(policy?.fields.cell?.value, 'lstm');
    assert.equal(policy.fields.sequenceLength?.value, 20);
    assert.deepEqual(policy.fields.clipping?.value, clip(40, 'value'));
  });

  it('Keras 1: a list of layers, output_dim and inner_init', () => {
    const text = JSON.stringify({
      class_name: 'Sequential',
      keras_version: '1.2.2',
      config: [
        {
          class_name: 'LSTM',
          config: {
            name: 'lstm_1',
            output_dim: 24,
            batch_input_shape: [null, 40, 5],
            init: 'he_normal',
            inner_init: 'orthogonal',
            forget_bias_init: 'one',
            inner_activation: 'hard_sigmoid',
          },
        },
        {
          class_name: 'SimpleRNN',
          config: { name: 'plain_1', output_dim: 8, init: 'one', inner_init: 'normal', activation: 'relu' },
        },
        { class_name: 'Embedding', config: { output_dim: 7, input_dim: 3, init: 'uniform' } },
        { class_name: 'Dense', config: { output_dim: 2, init: 'glorot_uniform' } },
      ],
    });
    assert.deepEqual(configs(text, 'json').map(outline), [
      {
        family: 'keras',
        framework: 'keras',
        name: 'lstm_1',
        cell: 'lstm',
        hiddenSize: 24,
        initializer: { kind: 'orthogonal', gain: 1 },
        sequenceLength: 40,
        unitForgetBias: true,
      },
      {
        family: 'keras',
        framework: 'keras',
        name: 'plain_1',
        cell: 'rnn',
        hiddenSize: 8,
        activation: 'relu',
        initializer: { kind: 'normal', mean: 0, deviation: 0.05 },
        sequenceLength: 40,
      },
    ]);
  });

  it('hydrology, forecasting, translation and text recognition', () => {
    const one = (text: string) => {
      const found = configs(text, 'yaml');
      assert.equal(found.length, 1, text);
      const { cell, hiddenSize, layers, sequenceLength, clipping, forgetBias } = outline(found[0]);
      return { cell, hiddenSize, layers, sequenceLength, clipping, forgetBias };
    };
    const none = { layers: undefined, sequenceLength: undefined, clipping: undefined, forgetBias: undefined };
    // NeuralHydrology with a length for each resolution: the longest counts.
    const hydrology =
      'model: ealstm\nhead: regression\nhidden_size: 64\ninitial_forget_bias: 3\nseq_length:\n  1D: 365\n  1H: 336\nclip_gradient_norm: 1\n';
    assert.deepEqual(one(hydrology), {
      ...none,
      cell: 'lstm',
      hiddenSize: 64,
      sequenceLength: 365,
      clipping: clip(1),
      forgetBias: 3,
    });
    const darts =
      'model:\n  name: RNNModel\n  model: GRU\n  hidden_dim: 25\n  n_rnn_layers: 2\n  input_chunk_length: 24\n  training_length: 36\n';
    assert.deepEqual(one(darts), { ...none, cell: 'gru', hiddenSize: 25, layers: 2, sequenceLength: 36 });
    const forecasting =
      'model:\n  _target_: pytorch_forecasting.models.RecurrentNetwork\n  cell_type: GRU\n  hidden_size: 16\n  rnn_layers: 2\ndataset:\n  max_encoder_length: 60\ntrainer:\n  gradient_clip_val: 0.1\n';
    assert.deepEqual(one(forecasting), {
      ...none,
      cell: 'gru',
      hiddenSize: 16,
      layers: 2,
      sequenceLength: 60,
      clipping: clip(0.1),
    });
    const translation =
      'encoder_type: brnn\ndecoder_type: rnn\nrnn_type: LSTM\nrnn_size: 500\nenc_layers: 2\ndec_layers: 2\nmax_grad_norm: 5\nsrc_seq_length: 50\n';
    assert.deepEqual(one(translation), {
      ...none,
      cell: 'lstm',
      hiddenSize: 500,
      layers: 2,
      sequenceLength: 50,
      clipping: clip(5),
    });
    const recognition = (encoder: string) =>
      `Architecture:\n  algorithm: CRNN\n  Neck:\n    name: SequenceEncoder\n    encoder_type: ${encoder}\n    hidden_size: 96\n`;
    // EncoderWithRNN: nn.LSTM(…, num_layers=2, direction='bidirectional').
    assert.deepEqual(one(recognition('rnn')), { ...none, cell: 'lstm', hiddenSize: 96, layers: 2 });
    assert.deepEqual(configs(recognition('reshape'), 'yaml'), []);
    assert.deepEqual(configs(recognition('fc'), 'yaml'), []);
  });

  it('plain: initializers by name, by map, by a number; chrono biases', () => {
    const rnn = (init: string) =>
      configs(`rnn: {type: rnn, hidden_size: 8, ${init}}\nseq_len: 50\n`, 'yaml')[0]?.fields.initializer
        ?.value;
    assert.deepEqual(rnn('init: orthogonal_, gain: 1.5'), { kind: 'orthogonal', gain: 1.5 });
    assert.deepEqual(rnn('init: {name: normal_, std: 0.1}'), { kind: 'normal', mean: 0, deviation: 0.1 });
    assert.deepEqual(rnn('init_range: 0.1'), { kind: 'uniform', low: -0.1, high: 0.1 });
    assert.deepEqual(rnn('init_std: 0.02'), { kind: 'normal', mean: 0, deviation: 0.02 });
    assert.equal(rnn('init: nonsense'), undefined);
    const chrono = configs('rnn: {type: lstm, hidden_size: 8, bias_init: chrono}\nseq_len: 50\n', 'yaml');
    assert.equal(chrono[0]?.fields.chrono?.value, 50);
  });

  it('cells with equations of their own are not taken for the plain ones', () => {
    const tagged = (name: string) =>
      configs(`enc: !new:speechbrain.nnet.RNN.${name}\n  input_size: 40\n  hidden_size: 64\n`, 'yaml');
    for (const name of ['LiGRU', 'SLiGRU', 'QuasiRNN']) assert.deepEqual(tagged(name), [], name);
    assert.equal(tagged('GRU').length, 1);
    for (const type of ['IndRNN', 'minGRU', 'PhasedLSTM', 'TreeLSTM', 'ConvLSTM'])
      assert.deepEqual(configs(`rnn: {rnn_type: ${type}, hidden_size: 8}\nseq_len: 50\n`, 'yaml'), [], type);
    for (const type of ['BiLSTM', 'MyGRU', 'char_rnn'])
      assert.equal(
        configs(`rnn: {rnn_type: ${type}, hidden_size: 8}\nseq_len: 50\n`, 'yaml').length,
        1,
        type,
      );
  });

  it('HyperPyYAML: tags name the cell, references are followed, what they cannot say is no fault', () => {
    const text = [
      'width: 32',
      'sizes: {wide: !ref <width> * 2 + 1}',
      'enc: !new:toolkit.nnet.RNN.GRU',
      '  hidden_size: !ref <sizes[wide]>',
      '  num_layers: !ref (<width> - 4) // 14',
      'dec: !name:speechbrain.nnet.RNN.LSTM',
      '  hidden_size: !ref <sizes.wide>',
      '  num_layers: !ref <missing>',
      'train_log: !ref <folder>/log.txt',
      'loop: !ref <loop>',
      '',
    ].join('\n');
    const { configs: found, problems } = detection(text, 'yaml');
    assert.deepEqual(
      found.map(({ name, fields }) => [
        name,
        fields.cell?.value,
        fields.hiddenSize?.value,
        fields.layers?.value,
      ]),
      [
        ['enc', 'gru', 65, 2],
        ['dec', 'lstm', 65, undefined],
      ],
    );
    assert.deepEqual(problems, []);
    assert.equal(sources(text, found[0])['cell'], 'toolkit.nnet.RNN.GRU');
  });

  it('references that refer to ever wider sums end', () => {
    const lines = ['rnn: !new:a.GRU', '  hidden_size: !ref <k0>'];
    for (let i = 0; i < 12; i++)
      lines.push(
        `k${i}: !ref ${Array<string>(18)
          .fill(`<k${i + 1}>`)
          .join('+')}`,
      );
    assert.equal(configs(`${lines.join('\n')}\nk12: 1\n`, 'yaml')[0]?.fields.hiddenSize, undefined);
  });

  it('the word rnn under a key for networks is no vanilla cell', () => {
    const cells = (text: string) => configs(text, 'yaml').map(({ fields }) => fields.cell?.value);
    assert.deepEqual(cells('encoder_type: rnn\nrnn_size: 500\n'), ['lstm']);
    assert.deepEqual(cells('encoder_type: brnn\nrnn_type: GRU\nrnn_size: 500\n'), ['gru']);
    assert.deepEqual(cells('model: SimpleRNN\nunit_type: LSTM\nhidden_size: 8\n'), ['lstm']);
    assert.deepEqual(cells('name: rnn\ncell_type: rnn\nhidden_size: 8\n'), ['rnn']);
  });

  it('lengths by the names that people give them; what counts something else is none', () => {
    const length = (line: string) =>
      configs(`rnn: {hidden_size: 8}\n${line}\n`, 'yaml')[0]?.fields.sequenceLength?.value;
    for (const key of [
      'window',
      'window_size',
      'lookback',
      'history_length',
      'sequence_len',
      'n_timesteps',
      'maxlen',
      'max_length',
      'max_encoder_length',
      'input_chunk_length',
      'num_steps',
      'num_unrollings',
      'n_lags',
      'lookBack',
    ])
      assert.equal(length(`data: {${key}: 24}`), 24, key);
    assert.equal(length('num_steps: 20000'), undefined);
    assert.equal(length('window: hann'), undefined);
    assert.equal(length('{max_length: 24, bptt: 7}'.slice(1, -1).replace(', ', '\n')), 7);
  });

  it('ML-Agents: half of the memory is the state', () => {
    const text =
      'behaviors:\n  Walker:\n    network_settings:\n      memory: {memory_size: 256, sequence_length: 32}\n';
    const [config] = configs(text, 'yaml');
    const { family, name, cell, hiddenSize, sequenceLength } = outline(config);
    assert.deepEqual(
      [family, name, cell, hiddenSize, sequenceLength],
      ['ml-agents', 'behaviors.Walker.network_settings.memory', 'lstm', 128, 32],
    );
    const setup = setupOf(config!, 100);
    assert.deepEqual([setup?.gates, setup?.bias], [1, { kind: 'constant', forget: 2, exact: true }]);
  });

  it("Stable-Baselines3: recurrent policies, the zoo's texts too", () => {
    const text = (kwargs: string) =>
      `Env-v1:\n  policy: MlpLstmPolicy\n  n_steps: 128\n  policy_kwargs: ${kwargs}\n`;
    for (const kwargs of ['"dict(ortho_init=False, lstm_hidden_size=64)"', '{lstm_hidden_size: 64}']) {
      const { family, cell, hiddenSize, sequenceLength } = outline(configs(text(kwargs), 'yaml')[0]);
      assert.deepEqual([family, cell, hiddenSize, sequenceLength], ['stable-baselines3', 'lstm', 64, 128]);
    }
  });

  it('a tracker that writes each value beside its description', () => {
    const text =
      'wandb_version: 1\nmodel:\n  desc: null\n  value: {rnn_type: gru, hidden_size: 96}\nbptt:\n  desc: null\n  value: 40\n';
    const { cell, hiddenSize, sequenceLength } = outline(configs(text, 'yaml')[0]);
    assert.deepEqual([cell, hiddenSize, sequenceLength], ['gru', 96, 40]);
  });

  it('reservoirs: the spectral radius and the leak as written', () => {
    const [config] = configs('esn: {n_reservoir: 300, spectral_radius: 0.9, leaking_rate: 0.25}\n', 'yaml');
    const { cell, hiddenSize, spectralRadius, leak } = outline(config);
    assert.deepEqual(
      [cell, hiddenSize, spectralRadius, leak],
      ['reservoir', 300, 0.9, { keep: 0.75, gain: 0.25 }],
    );
    assert.deepEqual(
      configs('norm: {spectral_radius: 0.9}\nclip: 3\n', 'yaml').filter(({ fields }) => fields.cell),
      [],
    );
  });

  it("SpeechBrain's layers start orthogonal", () => {
    const initializer = (toolkit: string) =>
      setupOf(configs(`rnn: !new:${toolkit}.nnet.RNN.LSTM\n  hidden_size: 8\n`, 'yaml')[0]!, 100)?.initializer
        .kind;
    assert.deepEqual([initializer('speechbrain'), initializer('other')], ['orthogonal', 'pytorch-default']);
  });

  it('TOML: tables, dotted keys, arrays of tables and inline tables', () => {
    const text = [
      '[model]',
      'cell = "gru" # gated',
      'sizes.hidden_size = 3',
      'hidden_size = 128',
      '[train.loop]',
      'bptt = 70',
      'optimizer = {max_grad_norm = 2.5}',
      '[[runs]]',
      'rnn_type = "lstm"',
      'units = 16',
      '',
    ].join('\n');
    const found = configs(text, 'toml');
    assert.deepEqual(found.map(outline), [
      {
        family: 'plain',
        framework: 'pytorch',
        name: 'model',
        cell: 'gru',
        hiddenSize: 128,
        sequenceLength: 70,
        clipping: clip(2.5),
      },
      {
        family: 'plain',
        framework: 'pytorch',
        name: 'runs[0]',
        cell: 'lstm',
        hiddenSize: 16,
        sequenceLength: 70,
        clipping: clip(2.5),
      },
    ]);
    assert.equal(sources(text, found[0])['cell'], '"gru"');
  });

  it('matrices stand beside configs, in TOML too', () => {
    for (const [text, language] of [
      ['{"cell": "rnn", "hidden_size": 2, "W": [[1, 2], [3, 4]]}', 'json'],
      ['cell: rnn\nhidden_size: 2\nW: [[1, 2], [3, 4]]\n', 'yaml'],
      ['cell = "rnn"\nhidden_size = 2\nseq_len = 9\nW = [[1, 2], [3, 4]]\n', 'toml'],
    ] as const) {
      const found = detection(text, language);
      assert.equal(found.configs.length, 1, language);
      assert.deepEqual(
        found.matrices.map(({ name, matrix }) => [name, [...matrix.data]]),
        [['W', [1, 2, 3, 4]]],
      );
      if (language === 'toml') assert.equal(found.lengths[0]?.value, 9);
    }
  });

  it('what is no recurrence gets nothing', () => {
    for (const [text, language] of [
      ['{"hidden_size": 128, "num_layers": 2}', 'json'],
      ['{"model_type": "gpt2", "n_embd": 768, "hidden_size": 4}', 'json'],
      ['model: lstm\n', 'yaml'],
      ['description: an lstm of my own\nhidden_size: 3\n', 'yaml'],
      ['ppo: {clip_range: 0.2, clip_param: 0.1}\nimage: {clip: 3}\n', 'yaml'],
      ['grad_norm: 3.5\nstep: 7\n', 'yaml'],
      ['type: xlstm\nhidden_size: 3\n', 'yaml'],
      ['layer: {type: conv_lstm, hidden_size: 3}\n', 'yaml'],
      ['[package]\nname = "rnn"\nversion = "1.0"\n', 'toml'],
      ['W = [[1, 2], [3, 4]]  # lstm hidden_size', 'python'],
    ] as const) {
      assert.deepEqual(configs(text, language), [], text);
    }
  });

  it('a comment leaves a config out', () => {
    const text = 'rnn: # gradient-lens-ignore\n  hidden_size: 128\n';
    assert.deepEqual(configs(text, 'yaml'), []);
    assert.equal(configs(text.replace(' # gradient-lens-ignore', ''), 'yaml').length, 1);
  });
});
