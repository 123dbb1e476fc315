import assert from 'node:assert/strict';
import { editOf } from '../../../../src/detect/config/edits';
import { configs, outline, sources } from './configs';

const clip = { kind: 'global-norm', threshold: 5, off: false };

/** A config of AllenNLP around a model. */
const allen = (model: string, before = ''): string =>
  `${before}{ dataset_reader: { type: 'x' }, model: ${model}, trainer: { grad_norm: 5.0 } }`;

const fieldsOf = (text: string): Record<string, unknown>[] =>
  configs(text, 'jsonnet').map((config) => {
    const { cell, hiddenSize, layers, name } = outline(config);
    return { name, cell, hiddenSize, ...(layers === undefined ? {} : { layers }) };
  });

describe('Jsonnet', () => {
  it('variables, arithmetic, choices and sums of text, with the place of each value', () => {
    const text = allen(
      "{ encoder: { type: 'ls' + 'tm', hidden_size: hidden * 2, num_layers: if deep then 3 else 1 } }",
      'local hidden = 128;\nlocal deep = true; // as in the paper\n',
    );
    const [config] = configs(text, 'jsonnet');
    assert.deepEqual(outline(config), {
      family: 'allennlp',
      framework: 'pytorch',
      name: 'model.encoder',
      cell: 'lstm',
      hiddenSize: 256,
      layers: 3,
      clipping: clip,
    });
    assert.equal(sources(text, config)['hiddenSize'], 'hidden * 2');
    assert.equal(sources(text, config)['clipping'], '5.0');
  });

  it('objects in variables, added to, and read by self, $ and +:', () => {
    assert.deepEqual(
      fieldsOf(
        allen(
          `{ a: base, b: base { hidden_size: 16 }, c: self.b { type: "gru" }, d: { local w = self.h, h:: 7, type: 'rnn', hidden_size: w },
             e: { type: 'lstm', hidden_size: $.model.d.hidden_size } } + { a+: { num_layers: 2 } }`,
          "local base = { type: 'lstm', hidden_size: 8 };",
        ),
      ),
      [
        { name: 'model.a', cell: 'lstm', hiddenSize: 8, layers: 2 },
        { name: 'model.b', cell: 'lstm', hiddenSize: 16 },
        { name: 'model.c', cell: 'gru', hiddenSize: 16 },
        { name: 'model.d', cell: 'rnn', hiddenSize: 7 },
        { name: 'model.e', cell: 'lstm', hiddenSize: 7 },
      ],
    );
  });

  it('what stands elsewhere, or would have to be run, is not known and no fault', () => {
    const text = allen(
      `(import 'base.libsonnet') + {
        a: { type: 'lstm', input_size: size, hidden_size: std.parseInt(std.extVar('H')) },
        b: { type: 'gru', hidden_size: 4, x: [i for i in std.range(1, 3)], y: f(3)[1:2], assert true : 'no' },
        c: { type: 'gru', hidden_size: f(2) },
      }`,
      'local size = std.extVar("N"); local f(n) = n * 2;\n',
    );
    assert.deepEqual(fieldsOf(text), [
      { name: 'model.a', cell: 'lstm', hiddenSize: undefined },
      { name: 'model.b', cell: 'gru', hiddenSize: 4 },
      { name: 'model.c', cell: 'gru', hiddenSize: undefined },
    ]);
  });

  it('the texts that no other language has', () => {
    assert.deepEqual(
      fieldsOf(
        "{ a: @'it''s', b: |||\n  two\n  lines\n|||, /* an lstm */ # d\n type: \"\\u006cstm\", hidden_size: 3, }",
      ),
      [{ name: 'config', cell: 'lstm', hiddenSize: 3 }],
    );
  });

  it('what is said of weights by regular expressions, and the own cells of AllenNLP', () => {
    const text = allen(`{
      encoder: { type: 'lstm', hidden_size: 8 },
      other: { type: 'lstm', hidden_size: 8 },
      srl: { type: 'alternating_lstm', hidden_size: 8 },
      initializer: { regexes: [
        ['encoder._module.weight_hh.*', { type: 'orthogonal' }],
        ['.*bias_hh.*', { type: 'lstm_hidden_bias' }],
      ] },
    }`);
    const [encoder, other, srl] = configs(text, 'jsonnet');
    assert.deepEqual(encoder?.fields.initializer?.value, { kind: 'orthogonal', gain: 1 });
    assert.equal(encoder.fields.forgetBias?.value, 1);
    assert.equal(other?.fields.initializer, undefined);
    assert.deepEqual([encoder.library, srl?.library], [undefined, 'allennlp']);
  });

  it('changes only what stands as a value, in the manner of the language', () => {
    const text = allen("{ encoder: { type: 'rnn', hidden_size: n } }", 'local n = 8;');
    const [config] = configs(text, 'jsonnet');
    const edit = (fix: Parameters<typeof editOf>[3]) => editOf(text, 'jsonnet', config!, fix)?.text;
    assert.equal(edit({ kind: 'set', field: 'cell', word: 'LSTM' }), "'lstm'");
    assert.equal(edit({ kind: 'set-number', field: 'hiddenSize', number: '4' }), undefined);
    assert.equal(edit({ kind: 'set-number', field: 'clipping', number: '1.0' }), '1.0');
  });

  it('names that lead in circles, and sums without end, come to nothing', () => {
    for (const text of [
      "local a = b, b = a; { type: 'lstm', hidden_size: a }",
      "{ type: 'lstm', hidden_size: self.hidden_size }",
      "local o = { a: o, type: 'lstm', hidden_size: 3 }; o",
      `${Array.from({ length: 60 }, (_, i) => `local s${i + 1} = s${i} + s${i};`).join('')} { type: 'lstm', hidden_size: s60 }`,
      `{ type: 'lstm', hidden_size: ${'1+'.repeat(5000)}1 }`,
      `{ type: 'lstm', hidden_size: ${'-'.repeat(5000)}1 }`,
      `{ type: 'lstm', hidden_size: ${'if true then '.repeat(5000)}1 }`,
    ]) {
      for (const config of configs(text, 'jsonnet'))
        assert.ok([undefined, 3].includes(config.fields.hiddenSize?.value));
    }
  });
});
