import assert from 'node:assert/strict';
import { defaultThresholds } from '../../../../src/core/analysis';
import { configFields } from '../../../../src/core/config/recurrentConfig';
import { initializerCompletions, initializerContext } from '../../../../src/host/config/completionText';
import { fieldsAt } from '../../../../src/host/config/fieldAt';
import { configHoverText } from '../../../../src/host/config/hoverText';
import { configFindings } from '../../../../src/analysis/document/configAnalysis';
import { configs } from '../../detect/config/configs';

const options = { steps: 100, activation: 'tanh', thresholds: defaultThresholds } as const;
const findings = (text: string, language: 'yaml' | 'json' = 'yaml') =>
  configFindings(text, language, configs(text, language), options);
const bare = (markdown: string) => markdown.replaceAll('\\', '');

const vanilla = 'rnn:\n  type: RNN_TANH\n  hidden_size: 32\n  num_layers: 2\nseq_len: 500\nclip: 0.25\n';

describe('hover on a config', () => {
  it('the key and the value under the cursor are found, shared values for each layer', () => {
    const at = (piece: string) =>
      fieldsAt(findings(vanilla), vanilla.indexOf(piece) + 1).map(({ field }) => field);
    assert.deepEqual(at('type'), ['cell']);
    assert.deepEqual(at('hidden_size'), ['hiddenSize']);
    assert.deepEqual(at('500'), ['sequenceLength']);
    assert.deepEqual(at('0.25'), ['clipping']);
    assert.deepEqual(fieldsAt(findings(vanilla), vanilla.length), []);
    const two = 'encoder: {type: rnn, hidden_size: 4}\ndecoder: {type: rnn, hidden_size: 8}\nbptt: 9\n';
    assert.equal(fieldsAt(findings(two), two.indexOf('9')).length, 2);
  });

  it('every field has words of its own, the explanation, and the curve, in under 20 lines', () => {
    const [finding] = findings(vanilla);
    const expected = {
      cell: /A vanilla RNN multiplies the gradient by its recurrent matrix/,
      hiddenSize:
        /With H = 32 a fresh matrix has ρ 0\.\d+ … 0\.\d+ and σ_max .* \(limits 0\.577 and 1\.15\); this initializer scales with H/,
      layers: /Each layer has a recurrence of its own/,
      activation: /tanh has slope φ'\(0\) = 1 at rest/,
      sequenceLength:
        /goes back 500 steps, and each multiplies it by about 0\.577, halving it every 1\.3 steps/,
      clipping:
        /scales all gradients together so that their norm is at most 0\.25.*nothing for vanishing ones/,
    };
    for (const [field, pattern] of Object.entries(expected)) {
      const text = configHoverText(finding!, field as keyof typeof expected);
      assert.match(bare(text), pattern);
      assert.match(text, /▼ Vanishing at the start\*\* · rnn/);
      assert.match(text, /`█[▁▂▃▄▅▆▇█]+▁` [\d.]+ → [\d.]+e-\d+, log scale, k = 1…500/);
      assert.ok(text.split('\n').length < 20);
    }
  });

  it('relu counts by the units that are on', () => {
    const [relu] = findings(vanilla.replace('RNN_TANH', 'RNN_RELU'));
    assert.match(bare(configHoverText(relu!, 'activation')), /about half of them: .* every step by 0\.707/);
  });

  it('gates: half-lives; clipping alone: what it does', () => {
    const [lstm] = findings('lstm: {hidden_size: 16, forget_bias: 3}\n');
    assert.match(
      bare(configHoverText(lstm!, 'forgetBias')),
      /forget gate starts at f = 0\.953: half-life 14 steps/,
    );
    const [clipOnly] = findings('{"learning_rate": 1, "clipvalue": 1e6}', 'json');
    assert.match(configHoverText(clipOnly!, 'clipping'), /Gradient clipping.*\n.*never takes effect/);
  });

  it('names from the file are no markup', () => {
    const [finding] = findings('"[x](command:y)": {type: rnn, hidden_size: 4}\n');
    assert.ok(!configHoverText(finding!, 'cell').includes('[x](command'));
  });

  it('a field without words would be a bug', () => {
    const [finding] = findings('lstm: {hidden_size: 4}\n');
    for (const field of configFields.filter((name) => name !== 'clipping')) {
      assert.ok(configHoverText(finding!, field).split('  \n')[1]!.length > 10, field);
    }
  });
});

describe('completion of initializers', () => {
  it('knows where one is typed', () => {
    assert.deepEqual(initializerContext('  recurrent_initializer: ort'), {
      typed: 'ort',
      quoted: false,
      camel: false,
    });
    assert.deepEqual(initializerContext('{"init": "'), { typed: '', quoted: true, camel: false });
    assert.deepEqual(initializerContext('init = "xa'), { typed: 'xa', quoted: true, camel: false });
    assert.deepEqual(initializerContext('"recurrent_initializer": {"module": "k", "class_name": "Or'), {
      typed: 'Or',
      quoted: true,
      camel: true,
    });
    for (const other of ['reinit: x', 'init_scale: 1', 'init: {a: ', '"kernel": "']) {
      assert.equal(initializerContext(other), null, other);
    }
  });

  it("offers the framework's names with their figures for this cell", () => {
    const [config] = configs('lstm: {hidden_size: 64}\n', 'yaml');
    const offers = initializerCompletions('keras', config, true);
    assert.ok(offers.some(({ name }) => name === 'GlorotUniform'));
    assert.deepEqual(
      offers.find(({ name }) => name === 'Orthogonal'),
      { name: 'Orthogonal', detail: 'ρ 0.5 · σ_max 0.866' },
    );
    assert.ok(initializerCompletions('pytorch', config, false).some(({ name }) => name === 'kaiming_normal'));
  });
});
