import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
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

  const call = async (parameters: Record<string, unknown>): Promise<{ text: string; isError: boolean }> => {
    const result = await client.callTool({ name: 'gradient_lens_analyze', arguments: parameters });
    const [first] = result.content as { text: string }[];
    return { text: first?.text ?? '', isError: result.isError === true };
  };

  it('offers one tool that only reads', async () => {
    const { tools } = await client.listTools();
    assert.deepEqual(
      tools.map(({ name, annotations }) => [name, annotations?.readOnlyHint]),
      [['gradient_lens_analyze', true]],
    );
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
