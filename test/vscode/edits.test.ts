import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAllEditors,
  codeOf,
  diagnosticsWhen,
  hoverAt,
  lensTitles,
  openSample,
  openText,
  panelTitles,
  panelsAre,
} from './editor';

describe('while the text changes', () => {
  it('verdicts follow an edit', async () => {
    const document = await openText('W = np.array([[1.1, 0.0], [0.0, 0.5]])\n');
    await diagnosticsWhen(document, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 15, 0, 18), '1.0');
    await vscode.workspace.applyEdit(edit);
    await diagnosticsWhen(document, 0);
    assert.match((await lensTitles(document))[0] ?? '', /stable/);
  });

  it('undo brings the first verdict back', async () => {
    const document = await openText('W = np.array([[2.0, 0.0], [0.0, 0.5]])\n');
    const [before] = await lensTitles(document);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 15, 0, 18), '0.1');
    await vscode.workspace.applyEdit(edit);
    assert.match((await lensTitles(document))[0] ?? '', /vanishing/);
    await vscode.commands.executeCommand('undo');
    assert.deepEqual(await lensTitles(document), [before]);
  });

  it('hostile texts are answered with a word or with silence', async () => {
    const silent = [
      'W = [[1, 2], [3]]',
      'W = [["a", "b"], ["c", "d"]]',
      'W = np.array([["a", "b"], ["c", "d"]])',
      'points = np.array([[1, 2], [3]])',
      `W = ${'['.repeat(100)}1${']'.repeat(100)}`,
      'W = [[',
    ];
    for (const text of silent) assert.equal(await hoverAt(await openText(text), '['), '', text);
    const hinted = {
      'np.array([[1, 2], [3]])': 'ragged',
      'np.array([[1, float("nan")], [3, 4]])': 'non-finite',
      'np.array([[1e400, 0], [0, 1]])': 'non-finite',
      'np.array([[1, ..., 2], [3, ..., 4]])': 'elided',
      'np.array([[9**9**9, 0], [0, 1]])': 'non-finite',
      'np.eye(10**9)': 'too-large',
    };
    for (const [text, kind] of Object.entries(hinted)) {
      const [hint] = await diagnosticsWhen(await openText(`W = ${text}\n`), 1);
      assert.equal(hint && codeOf(hint), kind, text);
      assert.equal(hint?.severity, vscode.DiagnosticSeverity.Hint);
    }
  });

  // How busy the host's thread is meanwhile, the bench measures.
  it('a JSON file of over 5 MB with a 512×512 matrix is read', async () => {
    const n = 512;
    const entry = (i: number, j: number): string => (Math.sin(i * 1.7 + j * j * 0.37) / 16).toFixed(16);
    const rows = Array.from(
      { length: n },
      (_, i) => `[${Array.from({ length: n }, (_, j) => entry(i, j)).join(', ')}]`,
    );
    const document = await openText(`{"W": [${rows.join(',\n')}]}`, 'json');
    assert.ok(document.getText().length > 5e6);
    assert.equal((await lensTitles(document)).length, 1);
  });
});

describe('commands', () => {
  afterEach(async () => {
    await closeAllEditors();
  });

  it('all are registered', async () => {
    const registered = await vscode.commands.getCommands(true);
    const declared = vscode.extensions.getExtension('gradient-lens.gradient-lens')?.packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    for (const { command } of declared.contributes.commands) assert.ok(registered.includes(command), command);
  });

  it('Analyze Matrix at Cursor opens the panel of that matrix, once', async () => {
    const document = await openSample('article.py');
    const editor = await vscode.window.showTextDocument(document);
    const line = document
      .getText()
      .split('\n')
      .findIndex((text) => text.startsWith('W_vanishing'));
    editor.selection = new vscode.Selection(line, 20, line, 20);
    await vscode.commands.executeCommand('gradientLens.analyzeAtCursor');
    await panelsAre('W_vanishing');
    await vscode.window.showTextDocument(document, vscode.ViewColumn.One);
    await vscode.commands.executeCommand('gradientLens.analyzeAtCursor');
    await panelsAre('W_vanishing');
  });

  it('Analyze Selection takes a matrix, or an expression that is none yet', async () => {
    const document = await openText('scale = 0.9 * identity(8)\n', 'plaintext');
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 8, 0, 25);
    await vscode.commands.executeCommand('gradientLens.analyzeSelection');
    await panelsAre('0.9 * identity(8)');
  });

  it('Copy figures puts the JSON record on the clipboard', async () => {
    const document = await openSample('article.py');
    await hoverAt(document, 'np.array([[1.5');
    const subject = { kind: 'document', uri: document.uri.toString(), name: 'W_exploding', occurrence: 0 };
    await vscode.commands.executeCommand('gradientLens.copyFigures', subject);
    const record = JSON.parse(await vscode.env.clipboard.readText()) as {
      verdict: string;
      sigmaMax: number;
      steps: number;
    };
    assert.equal(record.verdict, 'exploding');
    assert.equal(record.sigmaMax, 1.5);
    assert.equal(record.steps, 29);
  });

  it('links with arguments that are none are harmless', async () => {
    for (const argument of [undefined, null, 7, {}, { kind: 'document' }, { kind: 'document', uri: 1 }]) {
      await vscode.commands.executeCommand('gradientLens.openPanel', argument);
      await vscode.commands.executeCommand('gradientLens.copyFigures', argument);
    }
    assert.deepEqual(panelTitles(), []);
  });
});
