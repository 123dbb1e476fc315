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

  it('refuses what is not in the workspace, and nothing at all', async () => {
    await assert.rejects(ask({ file: '../../../etc/hostname' }), /not a text file in the workspace/);
    await assert.rejects(ask({}), /file of the workspace or a matrix expression/);
  });
});
