import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';

describe('gradient-lens mcp', () => {
  const parent = mkdtempSync(join(realpathSync(tmpdir()), 'gradient-lens-mcp-'));
  const client = new Client({ name: 'test', version: '1' });

  before(async () => {
    writeFileSync(join(parent, 'secret.json'), '{"W": [[9, 0], [0, 9]]}');
    symlinkSync(join(parent, 'secret.json'), resolve('test/workspace', '..', '..', 'out', 'link.json'));
    const args = ['dist/cli.js', 'mcp', 'test/workspace', 'out', 'test/fixtures/checkpoints'];
    await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  });
  after(async () => {
    await client.close();
    rmSync(resolve('out', 'link.json'));
    rmSync(parent, { recursive: true });
  });

  interface Said {
    readonly text: string;
    readonly isError: boolean;
    readonly picture: { readonly data: string; readonly mimeType: string } | undefined;
  }
  const use = async (tool: string, parameters: Record<string, unknown>): Promise<Said> => {
    const result = await client.callTool({ name: `gradient_lens_${tool}`, arguments: parameters });
    const [first, picture] = result.content as { text: string; data: string; mimeType: string }[];
    return { text: first?.text ?? '', isError: result.isError === true, picture };
  };
  const call = (parameters: Record<string, unknown>): Promise<Said> => use('analyze', parameters);

  it('offers tools that only read', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
      ['analyze', 'monitor', 'explain', 'remedy'].map((name) => [`gradient_lens_${name}`, true]),
    );
  });

  it('judges a training log, and the runs of a folder', async () => {
    const log = await use('monitor', { file: 'exploding_run.jsonl' });
    assert.equal(log.isError, false, log.text);
    assert.match(log.text, /^exploding_run\.jsonl \(JSON Lines\)\n {2}▲ Exploding\. /);
    assert.match(log.text, /clip_grad_norm_/);
    const folder = await use('monitor', { file: resolve('test/workspace') });
    assert.match(folder.text, /^ *run +verdict +since[^]*\n *workspace +▲ exploding +step 72/);
    assert.match(
      (await use('monitor', { file: 'exploding_run.jsonl', threshold: -1 })).text,
      /positive number/,
    );
    assert.match((await use('monitor', { file: '../../package.json' })).text, /is not a file under/);
    assert.match((await use('monitor', { file: 'article.py' })).text, /article\.py/);
  });

  it('explains a rule, and lists them', async () => {
    assert.match(
      (await use('explain', { rule: 'gain-exploding' })).text,
      /^gain-exploding: Gradients explode\n.*\nGrounds: https:/,
    );
    assert.match((await use('explain', {})).text, /\n- cell-jacobian-vanishing: /);
    const unknown = await use('explain', { rule: 'constructor' });
    assert.deepEqual([unknown.isError, /^There is no rule/.test(unknown.text)], [true, true]);
  });

  it('proposes remedies as edits that do what they say', async () => {
    const source = readFileSync('test/workspace/article.py', 'utf8');
    const { text, isError } = await use('remedy', { file: 'article.py' });
    assert.equal(isError, false, text);
    const proposal = /W_exploding: rescale \(then σ_max \S+, ρ 1\):\n([^]*?)(?:\n\n|$)/.exec(text);
    assert.ok(proposal, text);
    const starts = [0, ...[...source.matchAll(/\n/g)].map(({ index }) => index + 1)];
    let written = source;
    interface Edit { line: number; column: number; endLine: number; endColumn: number; old: string; new: string } // prettier-ignore
    const edits = proposal[1]!.split('\n').map((line) => JSON.parse(line) as Edit);
    for (const edit of edits.reverse()) {
      const from = starts[edit.line - 1]! + edit.column - 1;
      const to = starts[edit.endLine - 1]! + edit.endColumn - 1;
      assert.equal(source.slice(from, to), edit.old);
      written = written.slice(0, from) + edit.new + written.slice(to);
    }
    writeFileSync(join('out', 'remedied.py'), written);
    assert.match((await call({ file: 'remedied.py', tensor: 'W_exploding' })).text, /: stable; .* ρ 1\b/);
    rmSync(join('out', 'remedied.py'));
    writeFileSync(
      join('out', 'integers.py'),
      'h = np.zeros(2)\nW_hh = np.array([[2, 1], [0, 3]], dtype=int)\nfor t in range(9):\n    h = np.tanh(W_hh @ h)\n',
    );
    const integers = await use('remedy', { file: 'integers.py' });
    rmSync(join('out', 'integers.py'));
    assert.equal(integers.isError, false, integers.text);
    assert.match(integers.text, /W_hh: rescale is not possible\. .*integer/i);
    assert.match(integers.text, /W_hh: scaled-identity \(then σ_max 1, ρ 1\):\n\{"line":2,/);
    const loop = await use('remedy', { file: 'train.py' });
    assert.match(loop.text, /"new":"[^"]*clip_grad_norm_/);
    assert.match((await use('remedy', { file: 'char_model.safetensors' })).text, /is not a text/);
  });

  it('adds a picture where one is asked for', async () => {
    const { picture } = await call({ file: 'article.py', picture: true });
    assert.equal(picture?.mimeType, 'image/svg+xml');
    assert.match(Buffer.from(picture.data, 'base64').toString('utf8'), /^<svg [^]*<path [^]*<\/svg>$/);
    assert.equal((await call({ file: 'article.py' })).picture, undefined);
  });

  it('has a prompt that diagnoses a run with tools that there are', async () => {
    const { prompts } = await client.listPrompts();
    assert.deepEqual(
      prompts.map(({ name }) => name),
      ['diagnose_run'],
    );
    const { messages } = await client.getPrompt({ name: 'diagnose_run', arguments: { run: 'run.jsonl' } });
    const { text } = messages[0]!.content as { text: string };
    assert.match(text, /^Diagnose the gradients of run\.jsonl\./);
    const known = new Set((await client.listTools()).tools.map(({ name }) => name));
    for (const [name] of text.matchAll(/gradient_lens_\w+/g)) assert.ok(known.has(name), name);
  });

  it('answers a file with a verdict a line, worst first', async () => {
    const { text, isError } = await call({ file: 'article.py' });
    assert.equal(isError, false);
    assert.match(
      text,
      /^article\.py: 2 found\.\n- W_exploding \(2×2\): exploding; gain 1\.28e5 over 29 steps/,
    );
    assert.match(text, /\n {2}Remedy: /);
    assert.doesNotMatch((await call({ file: 'article.py', tensor: 'W_vanishing' })).text, /W_exploding/);
  });

  it('answers a checkpoint by cells and linear recurrences, and one tensor of it', async () => {
    const { text, isError } = await call({ file: 'char_model.safetensors' });
    assert.equal(isError, false);
    assert.match(text, /^char_model\.safetensors \(recurrent: 2 RNN \+ 2 LSTM \+ 1 GRU\): 5 found\./);
    assert.match(text, /\n- \S+ \(LSTM layer 0, H = \d+\): \w+; gain \S+ to \S+ over 100 steps\. /);
    const s5 = await call({ file: 'linear/s5/model.safetensors', steps: 7 });
    assert.match(s5.text, /\(S5 layer 0, \d+ channels\): .* over 7 steps/i);
    const whole = await call({ file: 'weight_hh.npy' });
    assert.match(
      whole.text,
      /^weight_hh\.npy \(a single 24×24 matrix\): 1 found\.\n- \S+ \(\d+×\d+\): .*σ_max/,
    );
    const name = /\n- (\S+) \(LSTM/.exec(text)![1];
    const one = await call({ file: 'char_model.safetensors', tensor: name });
    assert.ok(one.text.length < text.length && one.text.includes(`- ${name!} (LSTM`), one.text);
    const none = await call({ file: 'char_model.safetensors', tensor: 'nope' });
    assert.equal(none.isError, true);
    assert.match(none.text, /has no tensor "nope"; it has \S+, /);
    const evil = await call({ file: 'made/deep.h5' });
    assert.equal(evil.isError, true);
    assert.doesNotMatch(evil.text, /\n\s+at /);
  });

  it('answers an expression, over the horizon and activation asked for', async () => {
    const { text } = await call({ expression: 'diag([1.1])', steps: 5, activation: 'sigmoid' });
    assert.match(text, /\(1×1\): fading; gain 0\.00157 over 5 steps/);
  });

  it('refuses files outside the roots, also through a link, and bad parameters', async () => {
    for (const parameters of [
      { file: join(parent, 'secret.json') },
      { file: '../../package.json' },
      { file: 'link.json' },
      { file: 'missing.json' },
      { file: 'article.py', tensor: 'X' },
      { expression: 'zeros(1e9)' },
      { expression: 'eye(2)', steps: 0 },
      { expression: 'eye(2)', activation: 'tan' },
      {},
    ]) {
      const { text, isError } = await call(parameters);
      assert.equal(isError, true, JSON.stringify(parameters));
      assert.doesNotMatch(text, /\n\s+at /, 'no stack trace');
    }
  });
});
