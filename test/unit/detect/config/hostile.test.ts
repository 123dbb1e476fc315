import assert from 'node:assert/strict';
import fc from 'fast-check';
import { detect } from '../../../../src/detect/detect';
import { configs, detection } from './configs';

const kinds = (text: string, language: 'json' | 'jsonc' | 'yaml' | 'toml' | 'jsonnet') =>
  detection(text, language).problems.map(({ kind, range }) => [kind, text.slice(range.start, range.end)]);

describe('hostile configs', () => {
  it('10 MB in a single line are read in JSON, and answered with a word in YAML and TOML', () => {
    const filler = 'x'.repeat(10_000_000);
    const json = `{"pad": "${filler}", "rnn": {"hidden_size": 8}}`;
    assert.equal(configs(json, 'json').length, 1);
    const numbers = `{"pad": [${'1,'.repeat(3_000_000)}1], "rnn": {"hidden_size": 8}}`;
    assert.equal(configs(numbers, 'json').length, 1);
    assert.deepEqual(
      kinds(`rnn: {hidden_size: 8, pad: "${filler}"}`, 'yaml').map(([kind]) => kind),
      ['too-large'],
    );
    assert.deepEqual(
      kinds(`pad = "${filler}"\nrnn.hidden_size = 8`, 'toml').map(([kind]) => kind),
      ['too-large'],
    );
  });

  it('a bomb of YAML aliases is refused with a sentence', () => {
    const levels = Array.from({ length: 12 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [lstm, lstm]'
        : `a${i}: &a${i} [${Array(9)
            .fill(`*a${i - 1}`)
            .join(', ')}]`,
    );
    const { configs: found, problems } = detection(`${levels.join('\n')}\nrnn: {hidden_size: 8}\n`, 'yaml');
    assert.deepEqual(found, []);
    assert.equal(problems[0]?.kind, 'too-large');
    assert.match(problems[0].message, /aliases expand to more than 20,000 values/);
  });

  it('aliases and merge keys within bounds are followed, and one that holds itself ends', () => {
    const text = 'base: &base {hidden_size: 64, bptt: 9}\nrnn:\n  <<: *base\n  bptt: 35\n';
    const [config] = configs(text, 'yaml');
    assert.equal(config?.fields.hiddenSize?.value, 64);
    assert.equal(config.fields.sequenceLength?.value, 35);
    assert.equal(
      text.slice(config.fields.hiddenSize.range.start, config.fields.hiddenSize.range.end),
      '*base',
    );
    assert.equal(configs('a: &a {hidden_size: 64}\nlstm: *a\n', 'yaml').length, 1);
    configs('lstm: &x {hidden_size: 3, again: *x}\n', 'yaml');
    configs('lstm: &x\n  - *x\n  - *x\n', 'yaml');
  });

  for (const language of ['json', 'jsonc', 'yaml', 'toml', 'jsonnet'] as const) {
    it(`${language} nested deeply`, () => {
      for (const depth of [100, 3000, 100_000]) {
        const value =
          language === 'toml'
            ? `rnn = ${'['.repeat(depth)}${']'.repeat(depth)}`
            : `{"rnn": ${'['.repeat(depth)}${']'.repeat(depth)}}`;
        assert.deepEqual(configs(value, language), []);
        const objects = '{"rnn":'.repeat(depth);
        assert.deepEqual(
          configs(language === 'toml' ? `rnn = ${'{a='.repeat(depth)}` : objects, language),
          [],
        );
      }
    });

    it(`${language} cut anywhere, or mutated, throws nothing`, () => {
      const text = {
        json: '{"model": {"cell": "lstm", "hidden_size": 8, "gain": 1e-3}, "clip": null}',
        jsonc: '{"model": {"cell": "lstm", /* 8 */ "hidden_size": 8,}, "clip": null}',
        yaml: 'model: &m\n  cell: lstm\n  hidden_size: 8\nclip: 1e-3\nother: {<<: *m}\n',
        toml: '[model]\ncell = "lstm"\nhidden_size = 8\n[[a.b]]\nclip = 1e-3\n',
        jsonnet:
          "local n = 4 * 2; { model: { cell: 'ls' + 'tm', hidden_size: n, at:: self.cell }, clip: null } + { [if true then 'x']+: [@'a'] }",
      }[language];
      assert.equal(configs(text, language).length >= 1, true);
      for (let end = 0; end <= text.length; end++) detection(text.slice(0, end), language);
      fc.assert(
        fc.property(fc.nat(text.length), fc.nat(4), fc.string({ maxLength: 4 }), (at, cut, insert) => {
          detection(text.slice(0, at) + insert + text.slice(at + cut), language);
        }),
        { numRuns: 200, seed: 5 },
      );
    });

    it(`${language} stops when it is canceled`, () => {
      const stop = new Error('canceled');
      const text =
        language === 'toml'
          ? 'rnn.hidden_size = 8\n'
          : `{"rnn": {"hidden_size": 8, "x": [${'1,'.repeat(200_000)}1]}}`;
      const progress = () => {
        throw stop;
      };
      assert.throws(() => detect(text, language, { maxEntries: 100, evaluate: undefined, progress }), stop);
    });
  }

  it('broken TOML is told what the parser says, if it looks like a config', () => {
    assert.deepEqual(
      kinds('[model]\ncell = lstm\n', 'toml').map(([kind]) => kind),
      ['syntax'],
    );
    assert.deepEqual(kinds('[package\nname = 3\n', 'toml'), []);
    assert.deepEqual(kinds('[dependencies\nclipboard = 3\n', 'toml'), []);
  });

  it('duplicate keys: the last one counts, and is told', () => {
    for (const [text, language] of [
      ['{"rnn": {"hidden_size": 8, "hidden_size": 16}}', 'json'],
      ['rnn:\n  hidden_size: 8\n  hidden_size: 16\n', 'yaml'],
    ] as const) {
      assert.equal(configs(text, language)[0]?.fields.hiddenSize?.value, 16);
      assert.deepEqual(kinds(text, language), [['duplicate-key', '16']]);
    }
  });

  it('wrong types are told, and only in a recurrent config', () => {
    assert.deepEqual(
      kinds('{"rnn": {"hidden_size": "128", "num_layers": 1.5, "seq_len": -3}, "clip_norm": "1"}', 'json'),
      [
        ['wrong-type', '"128"'],
        ['wrong-type', '1.5'],
        ['wrong-type', '-3'],
        ['wrong-type', '"1"'],
      ],
    );
    assert.deepEqual(kinds('{"hidden_size": "128", "lstm": 3}', 'json'), []);
  });

  it('1e-3 in YAML is a string to PyYAML', () => {
    const text = 'rnn: {hidden_size: 8}\nmax_grad_norm: 1e-3\n';
    const { problems, configs: found } = detection(text, 'yaml');
    assert.equal(found[0]?.fields.clipping?.value.threshold, 1e-3);
    assert.match(
      problems[0]?.message ?? '',
      /PyYAML reads 1e-3 as a string, not as a number; write 1\.0e-3\./,
    );
    assert.deepEqual(kinds(text.replace('1e-3', '1.0e-3'), 'yaml'), []);
    assert.deepEqual(kinds('{"rnn": {"hidden_size": 8}, "max_grad_norm": 1e-3}', 'json'), []);
  });
});
