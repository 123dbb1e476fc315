import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAllEditors, diagnosticsWhen, hoverAt, lensTitles, openText, panelsAre } from './editor';

const camera = 'K = np.array([[800.0, 0.0, 320.0], [0.0, 800.0, 240.0], [0.0, 0.0, 1.0]])\n';
const loop = [
  'A = np.array([[1.5, 0.0], [0.0, 0.5]])',
  'for t in range(40):',
  '    state = np.tanh(A @ state + x[t])',
  '',
].join('\n');

describe('a matrix and its role', () => {
  afterEach(closeAllEditors);

  it('one that nothing shows to recur has no lens and no squiggle, and no hover where nothing is said of recurrences', async () => {
    const document = await openText(camera);
    assert.deepEqual(await lensTitles(document), []);
    assert.equal(await hoverAt(document, 'np.array'), '');
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it('in a file about recurrences its hover asks, and the answer opens the panel', async () => {
    const document = await openText(`# an LSTM reads the images of this camera\n${camera}`);
    assert.deepEqual(await lensTitles(document), []);
    const hover = await hoverAt(document, 'np.array');
    assert.match(hover.replaceAll('\\', ''), /^3×3, σ_max \d+ · \[analyze as recurrent\?\]\(command:/);
    const at = document.positionAt(document.getText().indexOf('np.array'));
    vscode.window.activeTextEditor!.selection = new vscode.Selection(at, at);
    await vscode.commands.executeCommand('gradientLens.analyzeAtCursor');
    await panelsAre('K');
  });

  it('one that a loop feeds back has all of them, and the hover says which line shows it', async () => {
    const document = await openText(loop);
    const [title] = await lensTitles(document);
    assert.match(title!, /▲ exploding · gain 1\.11e7 over 40 steps/);
    assert.equal((await diagnosticsWhen(document, 1)).length, 1);
    assert.match(await hoverAt(document, 'np.array'), /Recurrent: line 3 feeds it back/);
  });
});
