import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../src/core/analysis';
import { configFindings } from '../../../src/analysis/document/configAnalysis';
import { configs } from '../detect/config/configs';

const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
type Language = 'json' | 'yaml' | 'toml';

function notices(text: string, language: Language) {
  return configFindings(text, language, configs(text, language), options)
    .flatMap((finding) => finding.notices)
    .map(({ rule, severity, range, edits, message }) => ({
      rule,
      severity,
      message,
      source: text.slice(range.start, range.end),
      edited: Object.fromEntries(
        edits.map((edit) => [
          edit.title,
          text.slice(0, edit.range.start) + edit.text + text.slice(edit.range.end),
        ]),
      ),
    }));
}
const outline = (text: string, language: Language) =>
  notices(text, language).map(({ rule, severity, source }) => [rule, severity, source]);

describe('notices on configs', () => {
  it("a vanilla RNN over 500 steps from PyTorch's default: warning, cell and length can be changed in place", () => {
    const text = 'model:\n  cell: rnn\n  hidden_size: 64\nseq_len: 500\n';
    const [notice] = notices(text, 'yaml');
    assert.equal(notice?.rule, 'config-vanishing');
    assert.equal(notice.source, '500');
    assert.match(
      notice.message,
      /over 500 steps this vanilla RNN multiplies them by .*e-1\d\d, on average by 0\.\d+ per step/,
    );
    assert.equal(notice.edited['Use LSTM'], text.replace('cell: rnn', 'cell: lstm'));
    assert.equal(notice.edited['Use GRU'], text.replace('cell: rnn', 'cell: gru'));
    const [truncated] = Object.keys(notice.edited).filter((title) => title.startsWith('Truncate'));
    assert.match(truncated ?? '', /^Truncate: seq_len to 1\d steps$/);
  });

  it('an orthogonal start is a remedy as far as it goes: over 300 steps driven states fade from there, too', () => {
    const titles = (steps: number, init: string): string[] => {
      const text = `model:\n  cell: rnn\n  hidden_size: 32\n  init: ${init}\nseq_len: ${steps}\n`;
      return notices(text, 'yaml').flatMap(({ edited }) =>
        Object.keys(edited).filter((title) => /orthogonal/.test(title)),
      );
    };
    assert.deepEqual(titles(20, 'default'), ['Set init to orthogonal']);
    assert.deepEqual(titles(300, 'default'), ['Set init to orthogonal (helps, but gradients still vanish)']);
    assert.deepEqual(titles(300, 'orthogonal'), []);
  });

  it('relu with gain 2 explodes: orthogonal, and clipping under a key of its own', () => {
    const text =
      '{"rnn": {"nonlinearity": "relu", "hidden_size": 32, "init": {"name": "xavier_uniform", "gain": 2}}}';
    const [notice] = notices(text, 'json');
    assert.equal(notice?.rule, 'config-exploding');
    assert.equal(notice.source, '{"name": "xavier_uniform", "gain": 2}');
    assert.equal(
      notice.edited['Set init to orthogonal (ends the explosion, but gradients vanish)'],
      text.replace('{"name": "xavier_uniform", "gain": 2}', '"orthogonal"'),
    );
    assert.equal(
      notice.edited['Add clipping: grad_clip'],
      text.replace('"nonlinearity"', '"grad_clip": 1.0, "nonlinearity"'),
    );
  });

  it('Keras: a sigmoid state, and clipping that is off while gradients explode', () => {
    const layer = (activation: string, gain: number) =>
      JSON.stringify({
        config: {
          layers: [
            {
              class_name: 'SimpleRNN',
              config: {
                units: 16,
                activation,
                recurrent_initializer: { class_name: 'Orthogonal', config: { gain } },
              },
            },
          ],
        },
        compile_config: { optimizer: { config: { clipnorm: null, global_clipnorm: null } } },
      });
    const [sigmoid] = notices(layer('sigmoid', 1), 'json');
    assert.equal(sigmoid?.rule, 'config-sigmoid-state');
    assert.equal(sigmoid.edited['Set activation to tanh'], layer('tanh', 1));
    const exploding = notices(layer('relu', 2), 'json');
    assert.deepEqual(
      exploding.map(({ rule }) => rule),
      ['config-exploding', 'config-unbounded-state', 'config-clip-off'],
    );
    assert.equal(
      exploding[2]?.edited['Clip: global_clipnorm to 1.0'],
      layer('relu', 2).replace('"global_clipnorm":null', '"global_clipnorm":1.0'),
    );
    assert.deepEqual(notices(layer('tanh', 1), 'json'), []);
  });

  it('clip by value 1e6 never acts; max_grad_norm: 0 is off', () => {
    assert.deepEqual(outline('{"learning_rate": 0.1, "clipvalue": 1000000.0}', 'json'), [
      ['config-clip-loose', 'warning', '1000000.0'],
    ]);
    const text = 'output_dir: out\nnum_train_epochs: 1\nmax_grad_norm: 0\n';
    const [zero] = notices(text, 'yaml');
    assert.deepEqual([zero?.rule, zero?.severity], ['config-clip-zero', 'information']);
    assert.equal(zero?.edited['Clip: max_grad_norm to 1.0'], text.replace(': 0', ': 1.0'));
    assert.deepEqual(outline('trainer: {gradient_clip_val: null, max_epochs: 3}\n', 'yaml'), []);
  });

  it("clipping goes under the framework's own key, in each language's notation", () => {
    const edited = (text: string, language: Language, key: string) =>
      notices(text, language)
        .map(({ edited }) => edited[`Add clipping: ${key}`])
        .find((result) => result !== undefined);
    const lightning =
      'trainer:\n  max_epochs: 3\nmodel:\n  class_path: my.RNNModel\n  init_args: {hidden_size: 9, nonlinearity: relu, init: eye, gain: 2}\n';
    assert.equal(
      edited(lightning, 'yaml', 'gradient_clip_val'),
      lightning.replace('  max_epochs', '  gradient_clip_val: 1.0\n  max_epochs'),
    );
    const flow = 'train: {bptt: 99}\nrnn: {hidden_size: 9, nonlinearity: relu, init: eye, gain: 2}\n';
    assert.equal(edited(flow, 'yaml', 'grad_clip'), flow.replace('{bptt', '{grad_clip: 1.0, bptt'));
    const toml =
      '[train]\nbptt = 99\n[rnn]\nhidden_size = 9\ninit = "eye"\ngain = 2\nnonlinearity = "relu"\n';
    assert.equal(edited(toml, 'toml', 'grad_clip'), toml.replace('bptt', 'grad_clip = 1.0\nbptt'));
    const json =
      '{\n  "rnn": {\n    "hidden_size": 9,\n    "init": "eye",\n    "gain": 2,\n    "nonlinearity": "relu"\n  }\n}';
    assert.equal(
      edited(json, 'json', 'grad_clip'),
      json.replace('    "hidden_size"', '    "grad_clip": 1.0,\n    "hidden_size"'),
    );
  });

  it('every edit leaves a text that reads as intended', () => {
    const text = '[model]\nrnn_type = \'RNN_RELU\'\nhidden_size = 9\ninit = "eye"\ngain = 1.2\nbptt = 300\n';
    const all = notices(text, 'toml').flatMap(({ edited }) => Object.entries(edited));
    assert.deepEqual(
      all.map(([title]) => title.replace(/\d+ steps/, 'N steps')),
      [
        'Set init to orthogonal (ends the explosion, but gradients vanish)',
        'Use LSTM',
        'Use GRU',
        'Add clipping: grad_clip',
        'Truncate: bptt to N steps',
      ],
    );
    for (const [title, result] of all) {
      const [config] = configs(result, 'toml');
      assert.ok(config, title);
      if (title === 'Use LSTM') assert.equal(config.fields.cell?.value, 'lstm');
      if (title.startsWith('Add')) assert.equal(config.fields.clipping?.value.threshold, 1);
    }
  });

  it('a comment on the line above leaves a value out', () => {
    const text = 'rnn:\n  hidden_size: 64\n  # gradient-lens-ignore\n  seq_len: 500\n';
    assert.deepEqual(outline(text, 'yaml'), []);
    assert.equal(outline(text.replace('gradient-lens-ignore', ''), 'yaml').length, 1);
  });
});
