import assert from 'node:assert/strict';
import type { WhatIf } from '../../../src/core/config/whatIf';
import { configEdits } from '../../../src/analysis/document/configEdits';

/** The text after each edit, by field. */
function edited(text: string, languageId: string, changes: WhatIf): Record<string, string> {
  const edits = configEdits({ text, languageId, index: 0, changes });
  return Object.fromEntries(
    Object.entries(edits).map(([field, { range, text: replacement }]) => [
      field,
      text.slice(0, range.start) + replacement + text.slice(range.end),
    ]),
  );
}

const yaml =
  'rnn_type: LSTM\nhidden_size: 64\nseq_len: 200\nforget_bias: 1.0\ninit: xavier_uniform\nclip: 0.25\n';

describe('edits that make a what-if true', () => {
  it('YAML: every value in its place', () => {
    const found = edited(yaml, 'yaml', {
      cell: 'gru',
      hiddenSize: 128,
      sequenceLength: 50,
      forgetBias: 3,
      initializer: { kind: 'orthogonal', gain: 1 },
      clipping: { kind: 'global-norm', threshold: 5, off: false },
    });
    assert.deepEqual(found, {
      cell: yaml.replace('LSTM', 'GRU'),
      hiddenSize: yaml.replace('64', '128'),
      sequenceLength: yaml.replace('200', '50'),
      forgetBias: yaml.replace('1.0', '3.0'),
      initializer: yaml.replace('xavier_uniform', 'orthogonal'),
      clipping: yaml.replace('0.25', '5.0'),
    });
  });

  it('LSTM back to a vanilla RNN, and clipping off', () => {
    const off = { kind: 'global-norm', threshold: null, off: true } as const;
    const found = edited(yaml, 'yaml', { cell: 'rnn', clipping: off });
    assert.equal(found['cell'], yaml.replace('LSTM', 'RNN'));
    assert.equal(found['clipping'], yaml.replace('0.25', 'null'));
    const toml = 'rnn_type = "lstm"\nhidden_size = 8\nclip = 1.0\n';
    assert.equal(edited(toml, 'toml', { clipping: off })['clipping'], toml.replace('1.0', '0.0'));
  });

  it('Keras: units, class name and the initializer’s map', () => {
    const layer = (name: string, units: number, init: string) =>
      `{"class_name": "${name}", "config": {"name": "r", "units": ${units}, "recurrent_initializer": ${init}}}`;
    const glorot = '{"class_name": "GlorotUniform", "config": {"seed": null}}';
    const text = layer('LSTM', 4, glorot);
    const found = edited(text, 'json', {
      cell: 'rnn',
      hiddenSize: 8,
      initializer: { kind: 'orthogonal', gain: 1 },
    });
    assert.deepEqual(found, {
      cell: layer('SimpleRNN', 4, glorot),
      hiddenSize: layer('LSTM', 8, glorot),
      initializer: layer('LSTM', 4, '"orthogonal"'),
    });
  });

  it('an edit that would not lead to the value is none', () => {
    // The gain beside the name would count for the new one too.
    const gained = 'cell: rnn\nhidden_size: 4\ninit: xavier_uniform\ngain: 2.0\n';
    assert.deepEqual(edited(gained, 'yaml', { initializer: { kind: 'orthogonal', gain: 1 } }), {});
    assert.deepEqual(Object.keys(edited(gained, 'yaml', { initializer: { kind: 'orthogonal', gain: 2 } })), [
      'initializer',
    ]);
    // The kind of clipping is the key's.
    assert.deepEqual(edited(yaml, 'yaml', { clipping: { kind: 'value', threshold: 1, off: false } }), {});
    // `cudagru` is no cell, `RNN_TANH` names two values, and what is not there has no place.
    const cuda = 'model: cudalstm\nhidden_size: 4\n';
    assert.deepEqual(edited(cuda, 'yaml', { cell: 'gru', activation: 'relu', forgetBias: 1 }), {});
    assert.deepEqual(edited('model: RNN_TANH\nnhid: 4\n', 'yaml', { activation: 'relu' }), {});
  });

  it('numbers that stand for an initializer are set as numbers, as floats that PyYAML reads', () => {
    const text = 'model: RNN_TANH\nnhid: 4\ninit_range: 0.1\n';
    const changes = { initializer: { kind: 'uniform', low: -1e-7, high: 1e-7 } } as const;
    assert.equal(edited(text, 'yaml', changes)['initializer'], text.replace('0.1', '1.0e-7'));
  });

  it('clipping that is not there is added with its threshold', () => {
    const text = 'rnn:\n  hidden_size: 4\n';
    const changes = { clipping: { kind: 'global-norm', threshold: 0.5, off: false } } as const;
    assert.equal(edited(text, 'yaml', changes)['clipping'], 'rnn:\n  grad_clip: 0.5\n  hidden_size: 4\n');
  });

  it('no config, no language, no edits', () => {
    assert.deepEqual(
      configEdits({ text: yaml, languageId: 'yaml', index: 1, changes: { hiddenSize: 2 } }),
      {},
    );
    assert.deepEqual(
      configEdits({ text: yaml, languageId: 'cobol', index: 0, changes: { hiddenSize: 2 } }),
      {},
    );
  });
});
