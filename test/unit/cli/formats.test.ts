import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import { rules } from '../../../src/present/report/rules';
import { run, type Run } from './run';

interface Log {
  runs: [
    {
      tool: { driver: { rules: { id: string; help: { text: string }; helpUri: string }[] } };
      invocations: [
        { executionSuccessful: boolean; toolExecutionNotifications: { message: { text: string } }[] },
      ];
      results: {
        ruleId: string;
        ruleIndex: number;
        level: string;
        message: { text: string };
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: string; uriBaseId?: string };
              region?: { startLine: number; startColumn: number; endLine: number; endColumn: number };
            };
            logicalLocations: [{ name: string; kind: string }];
          },
        ];
      }[];
    },
  ];
}

const analyze = (...args: string[]): Promise<Run> => run('analyze', ...args);
const sarif = async (...args: string[]): Promise<Log> =>
  JSON.parse((await analyze(...args, '--format', 'sarif')).stdout) as Log;
const article = 'test/workspace/article.py';
const model = 'test/fixtures/checkpoints/char_model.safetensors';
const linear = 'test/fixtures/checkpoints/linear/s5/model.safetensors';

describe('the output formats of gradient-lens analyze', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-formats-'));
  const write = (name: string, content: string): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  const config = 'model:\n  rnn_type: RNN\n  hidden_size: 64\n  nonlinearity: relu\n  seq_len: 500\n';
  after(() => {
    rmSync(folder, { recursive: true });
  });

  describe('a training without clipping', () => {
    const file = 'test/corpus/train/noted/second_of_two_loops.py';
    const sentence = 'This loop trains a recurrent model without clipping its gradients';

    it('is a finding without a verdict in JSON, with its evidence', async () => {
      const { stdout, status } = await analyze(file, '--json', '--fail-on', 'exploding,growing,stable');
      const [{ findings }] = (JSON.parse(stdout) as { files: [{ findings: Record<string, unknown>[] }] })
        .files;
      assert.equal(status, 0);
      const found = findings.filter((finding) => finding['kind'] === 'training');
      assert.equal(found.length, 1);
      const { kind, rule, framework, role, severity, verdict, location, evidence } = found[0]!;
      assert.deepEqual(
        [kind, rule, framework, role],
        ['training', 'unclipped-training', 'pytorch', 'recurrent'],
      );
      assert.deepEqual([severity, verdict], ['information', null]);
      assert.deepEqual(location, { line: 15, column: 5, endLine: 15, endColumn: 55 });
      assert.deepEqual(evidence, [
        {
          kind: 'constructor',
          text: 'line 4: nn.LSTM is a recurrent layer',
          location: { line: 4, column: 10, endLine: 4, endColumn: 26 },
        },
      ]);
    });

    it('is a note in lines, github and SARIF', async () => {
      const lines = await analyze(file, '--format', 'lines');
      assert.match(
        lines.stdout,
        new RegExp(`^${file}:15:5: note: .*${sentence}.*\\[unclipped-training\\]$`, 'm'),
      );
      assert.match(
        (await analyze(file, '--format', 'github')).stdout,
        /^::notice file=.*unclipped-training/m,
      );
      const [{ results: all, tool }] = (await sarif(file)).runs;
      const results = all.filter(({ ruleId }) => ruleId === 'unclipped-training');
      assert.deepEqual(
        results.map(({ level }) => level),
        ['note'],
      );
      assert.equal(tool.driver.rules[results[0]!.ruleIndex]?.id, 'unclipped-training');
    });

    it('stands in the table and in reports', async () => {
      for (const format of ['table', 'markdown', 'html']) {
        const { stdout } = await analyze(file, '--format', format);
        assert.ok(stdout.includes(sentence) && stdout.includes('is a recurrent layer'), format);
      }
    });
  });

  describe('sarif', () => {
    // The schema is of draft 4, of which it uses nothing that later drafts read otherwise but its id.
    const schema = JSON.parse(readFileSync('test/fixtures/sarif/sarif-schema-2.1.0.json', 'utf8')) as Record<
      string,
      unknown
    >;
    delete schema['id'];
    delete schema['$schema'];
    const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(schema);

    it('is valid by the official schema, for texts, configs, checkpoints, and files that cannot be read', async () => {
      const files = [
        article,
        'test/workspace',
        model,
        linear,
        write('rnn.yaml', config),
        write('bad.json', '{"W": [[1,2],[3'),
      ];
      for (const file of [...files, join(folder, 'missing.json')]) {
        const log = await sarif(file);
        assert.ok(validate(log), `${file}: ${JSON.stringify(validate.errors?.slice(0, 3))}`);
      }
      assert.equal(validate({ version: '2.1.0' }), false, 'the schema is one that refuses');
    });

    it('gives a result for each finding that is not fine, at its region, with a rule that explains itself', async () => {
      const [{ results, tool }] = (await sarif(article, '--fail-on', 'exploding')).runs;
      assert.deepEqual(
        results.map(({ ruleId, level }) => [ruleId, level]),
        [
          ['gain-exploding', 'error'],
          ['gain-fading', 'note'],
        ],
      );
      const [{ physicalLocation, logicalLocations }] = results[0]!.locations;
      assert.deepEqual(physicalLocation.artifactLocation, { uri: article, uriBaseId: 'SRCROOT' });
      assert.deepEqual(physicalLocation.region, {
        startLine: 12,
        startColumn: 15,
        endLine: 12,
        endColumn: 49,
      });
      assert.equal(logicalLocations[0].name, 'W_exploding');
      assert.match(results[0]!.message.text, /^W_exploding: ρ = 1\.5 is above 1.* Remedy: Clip/);
      for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex]?.id, ruleId);
      for (const { help, helpUri } of tool.driver.rules) {
        assert.ok(help.text.length > 40 && helpUri.startsWith('https://'), help.text);
      }
      assert.equal((await sarif('test/workspace/config.yaml')).runs[0].results.length, 0, 'stable is fine');
    });

    it('places findings of a checkpoint by file and logical location', async () => {
      const [{ results }] = (await sarif(model)).runs;
      assert.ok(results.length > 0);
      for (const { locations } of results) {
        assert.equal(locations[0].physicalLocation.region, undefined);
        assert.equal(locations[0].physicalLocation.artifactLocation.uri, model);
      }
      const cell = results.find(({ ruleId }) => ruleId.startsWith('cell-jacobian-'));
      assert.equal(cell?.locations[0].logicalLocations[0].kind, 'module');
    });

    it('has a text for every rule that is met', async () => {
      const [{ results }] = (await sarif('test/fixtures/checkpoints/**/*.{safetensors,npy}', 'test/workspace', write('rnn.yaml', config))).runs; // prettier-ignore
      assert.ok(new Set(results.map(({ ruleId }) => ruleId)).size >= 6);
      for (const { ruleId } of results) assert.ok(Object.hasOwn(rules, ruleId), ruleId);
    });

    it('says in its notifications what could not be read, and escapes addresses', async () => {
      const strange = write('a b#%.json', '{"W": [[2.5, 0], [0, 2]], "V": [[1, 2], [3');
      const [{ invocations, results }] = (await sarif(strange)).runs;
      assert.equal(invocations[0].executionSuccessful, false);
      assert.match(invocations[0].toolExecutionNotifications[0]!.message.text, /is not valid JSON/);
      const { uri } = results[0]!.locations[0].physicalLocation.artifactLocation;
      assert.ok(uri.startsWith('file:///') && uri.endsWith('/a%20b%23%25.json'), uri);
    });
  });

  it('github prints commands that text from a file cannot break out of', async () => {
    const { stdout } = await analyze(article, '--format', 'github');
    assert.match(
      stdout,
      /^::warning file=test\/workspace\/article\.py,line=12,endLine=12,col=15,endColumn=49,title=Gradients explode \(gain-exploding\)::W_exploding: ρ = 1\.5/,
    );
    assert.match(stdout, /\n::notice file=/);
    const hostile = write(
      'hostile,a:b%.json',
      JSON.stringify({
        'x\n::error::boo%0A\u001b[31m.W': [
          [2.5, 0],
          [0, 2],
        ],
      }),
    );
    const lines = (await analyze(hostile, '--format', 'github')).stdout.trimEnd().split('\n');
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /hostile%2Ca%3Ab%25\.json,line=1/);
    assert.match(lines[0]!, /::x ::error::boo%250A/);
    // oxlint-disable-next-line no-control-regex -- it is what must not be there
    assert.doesNotMatch(lines[0]!, /\u001b/);
  });

  it('lines prints what problem matchers for compilers read', async () => {
    const { stdout } = await analyze(article, '--format', 'lines', '--fail-on', 'exploding');
    const gcc = /^(.*?):(\d+):(\d*):?\s+(?:fatal\s+)?(warning|error|note):\s+(.*)$/;
    const matches = stdout.trimEnd().split('\n').map((line) => gcc.exec(line)?.slice(1, 5)); // prettier-ignore
    assert.deepEqual(matches, [
      [article, '12', '15', 'error'],
      [article, '15', '15', 'note'],
    ]);
  });

  it('markdown and html tell of every finding; --json is the same as --format json', async () => {
    for (const format of ['markdown', 'html']) {
      const { stdout, status } = await analyze(article, model, '--format', format);
      assert.equal(status, 0);
      for (const name of ['W_exploding', 'W_vanishing', 'σ']) assert.ok(stdout.includes(name), name);
    }
    assert.equal(
      (await analyze(article, '--json')).stdout,
      (await analyze(article, '--format', 'json')).stdout,
    );
  });

  it('refuses formats that it does not know or that contradict each other', async () => {
    for (const args of [
      ['--format', 'xml'],
      ['--json', '--format', 'sarif'],
      ['--list', '--format', 'sarif'],
    ]) {
      assert.equal((await analyze(model, ...args)).status, 2, args.join(' '));
    }
  });

  describe('folders, globs and the config', () => {
    const project = join(folder, 'project');
    before(() => {
      for (const below of ['sub', 'node_modules/x', '.hidden', '.git'])
        mkdirSync(join(project, below), { recursive: true });
      const files = [
        'a.json',
        'sub/b.json',
        'sub/[1].json',
        'node_modules/x/c.json',
        '.hidden/d.json',
        '.git/e.json',
        'f.md',
      ];
      for (const file of files) writeFileSync(join(project, file), '{"W": [[1.1, 0], [0, 1.1]]}');
      writeFileSync(join(project, 'sub/empty.json'), '{}');
    });
    const found = async (...args: string[]): Promise<string[]> => {
      const { files } = JSON.parse((await analyze('--json', ...args)).stdout) as {
        files: { file: string; findings: object[] }[];
      };
      return files
        .filter(({ findings }) => findings.length > 0)
        .map(({ file }) => file.slice(project.length + 1));
    };

    it('reads folders and globs without hidden files, node_modules and other endings', async () => {
      assert.deepEqual(await found(project), ['a.json', 'sub/[1].json', 'sub/b.json']);
      assert.deepEqual(await found(join(project, 'sub', '*.json')), ['sub/[1].json', 'sub/b.json']);
      assert.deepEqual(
        await found(join(project, 'sub', '[1].json')),
        ['sub/[1].json'],
        'a name that exists is no glob',
      );
      assert.deepEqual((await found(join(project, 'a.json'), join(project, '**/a.json'), project)), ['a.json', 'sub/[1].json', 'sub/b.json'], 'each once'); // prettier-ignore
      assert.deepEqual(await found(join(project, 'f.md')), ['f.md'], 'what is named is read');
      const none = await analyze(join(project, '*.toml'));
      assert.equal(none.status, 2);
      assert.match(none.stderr, /matches no file that can hold matrices/);
    });

    it('reads shards through their index alone', async () => {
      const shards = 'test/fixtures/checkpoints/made';
      const { files } = JSON.parse((await analyze('--json', `${shards}/*.safetensors*`, `${shards}/*.index.json`)).stdout) as { files: { file: string }[] }; // prettier-ignore
      const names = files.map(({ file }) => file.slice(shards.length + 1));
      assert.ok(
        names.includes('model.safetensors.index.json') && !names.some((name) => name.startsWith('shard-')),
      );
    });

    it('counts the files of a folder that hold nothing instead of listing them', async () => {
      const { stdout } = await analyze(project);
      assert.doesNotMatch(stdout, /empty\.json/);
      assert.match(stdout, /\nnothing found in 1 more file\n$/);
    });

    it('follows the nearest config; arguments go before it', async () => {
      const path = join(project, 'gradient-lens.config.json');
      const content = { horizon: 10, failOn: ['stable'], ignore: ['sub/**', 'a.json#V'] };
      writeFileSync(path, JSON.stringify(content));
      assert.deepEqual(await found(project), ['a.json']);
      const first = async (...args: string[]) => (JSON.parse((await analyze('--json', join(project, 'a.json'), ...args)).stdout) as { files: [{ findings: [{ steps: number; verdict: string }] }] }).files[0].findings[0]; // prettier-ignore
      assert.equal((await first()).steps, 10);
      assert.equal((await first('--steps', '20')).steps, 20);
      assert.equal((await analyze(project)).status, 1);
      assert.equal((await analyze(project, '--fail-on', 'exploding')).status, 0);
      const other = write('other.json', JSON.stringify({ thresholds: { exploding: 2, growing: 1.5 } }));
      assert.equal((await first('--config', other, '--steps', '10')).verdict, 'exploding');
      writeFileSync(path, '{"horizon": -1}');
      const bad = await analyze(project);
      assert.equal(bad.status, 2);
      assert.match(bad.stderr, /^gradient-lens: .*gradient-lens\.config\.json: horizon is -1/);
      rmSync(path);
    });
  });
});
