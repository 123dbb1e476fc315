import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openSample } from './editor';

describe('Export Report', () => {
  for (const [ending, start] of [
    ['html', '<!DOCTYPE html>'],
    ['md', '# Gradients'],
  ] as const) {
    it(`writes the matrices of the active document as ${ending}`, async () => {
      await openSample('article.py');
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const target = vscode.Uri.joinPath(folder.uri, `report-${crypto.randomUUID()}.${ending}`);
      await vscode.commands.executeCommand('gradientLens.exportReport', target);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
      assert.ok(text.startsWith(start));
      for (const part of ['W_exploding', 'W_vanishing', '1.28e5', vscode.version]) {
        assert.ok(text.replace(/\\/g, '').includes(part), part);
      }
    });
  }

  it('writes the cells of the checkpoint in front', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const checkpoint = vscode.Uri.joinPath(folder.uri, 'char_model.safetensors');
    await vscode.commands.executeCommand('gradientLens.openCheckpoint', checkpoint);
    const target = vscode.Uri.joinPath(folder.uri, `report-${crypto.randomUUID()}.html`);
    await vscode.commands.executeCommand('gradientLens.exportReport', target);
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(target));
    for (const part of ['char_model.safetensors', 'RNN layer 0', 'LSTM layer 0, reverse', 'vanishing']) {
      assert.ok(text.includes(part), part);
    }
  });
});
