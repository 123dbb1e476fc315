import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('the tool for chats', () => {
  const ask = async (input: object): Promise<string> => {
    const result = await vscode.lm.invokeTool('gradient_lens_analyze', {
      input,
      toolInvocationToken: undefined,
    });
    return result.content
      .map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : ''))
      .join('');
  };

  it('is offered', () => {
    assert.ok(vscode.lm.tools.some(({ name }) => name === 'gradient_lens_analyze'));
  });

  it('answers a file of the workspace and an expression', async () => {
    assert.match(
      await ask({ file: 'article.py' }),
      /W_exploding \(2×2\): exploding; gain 1\.28e5 over 29 steps/,
    );
    const one = await ask({ file: 'article.py', tensor: 'W_vanishing' });
    assert.match(one, /fading/);
    assert.doesNotMatch(one, /W_exploding/);
    assert.match(await ask({ expression: '0.9 * identity(8)' }), /vanishing/);
  });

  it('answers a checkpoint of the workspace, and one tensor of it', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const tensor = (start: number) => ({ dtype: 'F32', shape: [2, 2], data_offsets: [start, start + 16] });
    const header = JSON.stringify({ 'rnn.weight_hh_l0': tensor(0), 'rnn.weight_ih_l0': tensor(16) });
    const bytes = new Uint8Array(8 + header.length + 32);
    new DataView(bytes.buffer).setBigUint64(0, BigInt(header.length), true);
    bytes.set(new TextEncoder().encode(header), 8);
    bytes.set(new Uint8Array(Float32Array.of(1.5, 0, 0, 1.5).buffer), 8 + header.length);
    const name = `scratch-${crypto.randomUUID()}.safetensors`;
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder.uri, name), bytes);
    assert.match(
      await ask({ file: name }),
      /- rnn \(\w+ layer 0, H = 2\): exploding; gain .* over 100 steps/,
    );
    assert.match(await ask({ file: name, tensor: 'rnn.weight_hh_l0' }), /1 found/);
    await assert.rejects(
      ask({ file: name, tensor: 'nope' }),
      /has no tensor "nope"; it has rnn\.weight_hh_l0/,
    );
    await assert.rejects(ask({ file: '../x.safetensors' }), /is not a file in the workspace/);
  });

  it('refuses what is not in the workspace, and nothing at all', async () => {
    await assert.rejects(ask({ file: '../../../etc/hostname' }), /not a text file in the workspace/);
    await assert.rejects(ask({}), /file of the workspace or a matrix expression/);
  });
});
