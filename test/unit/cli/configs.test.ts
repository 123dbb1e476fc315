import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConfigRecord } from '../../../src/present/config/configRecord';
import { run as runCommand, type Run } from './run';

const run = (...args: string[]): Promise<Run> => runCommand('analyze', ...args);

describe('gradient-lens analyze on configs', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-config-'));
  const file = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const findings = async (name: string, content: string, ...args: string[]) => {
    const { stdout } = await run('--json', ...args, file(name, content));
    const [report] = (
      JSON.parse(stdout) as { files: { findings: ConfigRecord[]; errors: { message: string }[] }[] }
    ).files;
    return report!;
  };
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('a YAML config: values, places, prediction, verdict', async () => {
    const text = 'rnn:\n  type: RNN_TANH\n  hidden_size: 128\n  num_layers: 2\nbptt: 200\nclip: 0.25\n';
    const [config] = (await findings('config.yaml', text)).findings;
    assert.deepEqual(
      {
        ...config,
        explanation: '',
        sampled: null,
        initializerParameters: null,
        clipping: null,
        scales: null,
        range: null,
      },
      {
        kind: 'config',
        name: 'rnn',
        family: 'plain',
        role: 'recurrent',
        evidence: [
          {
            kind: 'config',
            text: 'rnn.type says so',
            location: { line: 2, column: 9, endLine: 2, endColumn: 17 },
          },
        ],
        location: { line: 2, column: 3, endLine: 2, endColumn: 7 },
        cell: 'rnn',
        hiddenSize: 128,
        layers: 2,
        activation: 'tanh',
        initializer: 'pytorch_default',
        initializerParameters: null,
        sequenceLength: 200,
        steps: 200,
        stepsFrom: 'config',
        clipping: null,
        predicted: {
          spectralRadius: 1 / Math.sqrt(3),
          sigmaMax: 2 / Math.sqrt(3),
          log10Gain: 200 * Math.log10(1 / Math.sqrt(3)),
          rate: 1 / Math.sqrt(3),
        },
        sampled: null,
        scales: null,
        range: null,
        gate: null,
        verdict: 'vanishing',
        severity: 'warning',
        rule: 'config-vanishing',
        explanation: '',
        notices: [
          {
            rule: 'config-vanishing',
            severity: 'warning',
            message: config?.notices[0]?.message,
            location: { line: 5, column: 7, endLine: 5, endColumn: 10 },
          },
        ],
        places: {
          cell: { line: 2, column: 9, endLine: 2, endColumn: 17, path: 'rnn.type' },
          activation: { line: 2, column: 9, endLine: 2, endColumn: 17, path: 'rnn.type' },
          hiddenSize: { line: 3, column: 16, endLine: 3, endColumn: 19, path: 'rnn.hidden_size' },
          layers: { line: 4, column: 15, endLine: 4, endColumn: 16, path: 'rnn.num_layers' },
          sequenceLength: { line: 5, column: 7, endLine: 5, endColumn: 10, path: 'bptt' },
          clipping: { line: 6, column: 7, endLine: 6, endColumn: 11, path: 'clip' },
        },
      },
    );
    assert.match(config!.explanation, /vanish/);
    assert.equal(config?.clipping?.threshold, 0.25);
    assert.equal(config.sampled?.size, 128);
    assert.equal(config.sampled.driven, false);
  });

  it('TOML, and --steps where the config names no length', async () => {
    const [config] = (
      await findings('config.toml', '[model]\ncell = "gru"\nhidden_size = 16\n', '--steps', '7')
    ).findings;
    assert.equal(config?.cell, 'gru');
    assert.equal(config.sequenceLength, null);
    assert.equal(config.steps, 7);
    assert.ok(config.gate);
    const middle = config.scales?.map(({ log10Gain }) => log10Gain);
    assert.equal(config.sampled?.driven, true);
    assert.ok(middle?.includes(config.sampled.log10Gain.median));
  });

  it('clipping alone has no prediction', async () => {
    const [config] = (
      await findings('optimizer.json', '{"learning_rate": 1e-3, "clipnorm": null, "clipvalue": 1e6}')
    ).findings;
    assert.equal(config?.cell, null);
    assert.equal(config.predicted, null);
    assert.equal(config.verdict, null);
    assert.equal(config.clipping?.kind, 'value');
    assert.equal(config.notices[0]?.rule, 'config-clip-loose');
  });

  it('matrices stand beside configs, and a BERT config holds nothing', async () => {
    const both = (await findings('both.json', '{"W": [[1.5, 0], [0, 1]], "lstm": {"hidden_size": 4}}'))
      .findings;
    assert.deepEqual(
      both.map(({ kind, name }) => [kind, name]),
      [
        ['matrix', 'W'],
        ['config', 'lstm'],
      ],
    );
    const bert = '{"model_type": "bert", "hidden_size": 768, "hidden_act": "gelu", "architectures": []}';
    assert.deepEqual((await findings('config.json', bert)).findings, []);
  });

  it('--steps goes before the length that a config names', async () => {
    const text = 'cell: rnn\nhidden_size: 32\nseq_len: 500\n';
    const [config] = (await findings('asked.yaml', text, '--steps', '7')).findings;
    assert.deepEqual([config?.steps, config?.stepsFrom], [7, 'argument']);
  });

  it('a config with its weights in the file is judged by them and not predicted', async () => {
    const rows = (height: number, width: number) =>
      Array.from({ length: height }, (_, i) => Array.from({ length: width }, (_, j) => ((3 * i + 5 * j) % 7) / 9 - 0.3)); // prettier-ignore
    const model_data = { model: 'SimpleRNN', unit_type: 'LSTM', num_layers: 1, hidden_size: 3, skip: 1 };
    const state_dict = {
      'rec.weight_ih_l0': rows(12, 1),
      'rec.weight_hh_l0': rows(12, 3),
      'rec.bias_ih_l0': rows(1, 12)[0],
      'rec.bias_hh_l0': rows(1, 12)[0],
    };
    const text = JSON.stringify({ model_data, state_dict });
    const kinds = (await findings('amp.json', text)).findings.map(({ kind, cell }) => [kind, cell]);
    assert.deepEqual(kinds, [['cell', 'lstm']]);
    const alone = (await findings('bare.json', JSON.stringify({ model_data }))).findings;
    assert.deepEqual(
      alone.map(({ kind, cell }) => [kind, cell]),
      [['config', 'lstm']],
    );
  });

  it('the table says the same, and --fail-on counts', async () => {
    const path = file('plain.yaml', 'cell: rnn\nhidden_size: 32\nseq_len: 500\n');
    const { stdout, status } = await run('--fail-on', 'vanishing', path);
    assert.equal(status, 1);
    assert.match(
      stdout,
      /line 1 {2}config \(plain\) {2}rnn 32×1 tanh {2}pytorch_default {2}▼ vanishing {2}gain \S+e-1\d\d … \S+e-\d+ in 500/,
    );
    assert.match(stdout, /line 3, column 10: Vanishing gradients at the start/);
  });

  it('a supposed length is said to be one, and is no warning anywhere', async () => {
    const text = 'cell: rnn\nhidden_size: 32\n';
    const [config] = (await findings('supposed.yaml', text)).findings;
    assert.deepEqual(
      [config?.verdict, config?.severity, config?.stepsFrom],
      ['vanishing', 'information', 'default'],
    );
    assert.match(config?.explanation ?? '', /No sequence length is named; 100 steps are supposed\./);
    assert.match(config?.notices[0]?.message ?? '', /No sequence length is named/);
    await gradedAs('note', 'supposed.yaml', text, 0);
    await gradedAs('warning', 'named.yaml', `${text}window: 32\n`, 1);
  });

  it('a gated cell with the defaults of its framework is no warning anywhere', async () => {
    for (const cell of ['lstm', 'gru']) {
      const text = `cell: ${cell}\nhidden_size: 32\nseq_len: 500\n`;
      const [config] = (await findings('gated.yaml', text)).findings;
      assert.notEqual(config?.severity, 'warning');
      await gradedAs('note', 'gated.yaml', text, 0);
    }
  });

  /** The graver of the levels that every format gives, and whether the check fails. */
  async function gradedAs(
    level: 'note' | 'warning',
    name: string,
    text: string,
    exit: number,
  ): Promise<void> {
    const path = file(name, text);
    const printed = async (format: string) => (await run('--format', format, path)).stdout;
    const warned = level === 'warning';
    assert.equal((await printed('lines')).includes(': warning:'), warned);
    assert.equal((await printed('github')).includes('::warning'), warned);
    const { runs } = JSON.parse(await printed('sarif')) as { runs: { results: { level: string }[] }[] };
    assert.deepEqual(new Set(runs[0]?.results.map((result) => result.level)), new Set([level]));
    assert.equal((await run('--fail-on', 'vanishing,exploding', path)).status, exit);
  }

  it("a transformer's clipping is not told of", async () => {
    for (const model of [
      'model_name_or_path: some/name',
      'd_model: 512',
      'model: {_name: roberta}',
      'arch: transformer_base',
    ]) {
      const { findings: found, errors } = await findings('train.yaml', `${model}\nmax_grad_norm: 0\n`);
      assert.deepEqual([found, errors], [[], []], model);
    }
    assert.equal((await findings('train.yaml', 'd_model: 512\nrnn: {hidden_size: 8}\n')).findings.length, 1);
  });

  it('a bomb of aliases is an error with its place', async () => {
    const lines = ['rnn: {hidden_size: 4}', 'a0: &a0 [x, x]'];
    for (let i = 1; i < 12; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(', ')}]`,
      );
    const { errors } = await findings('bomb.yaml', lines.join('\n'));
    assert.match(errors[0]?.message ?? '', /aliases expand/);
  });
});
