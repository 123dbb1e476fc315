import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAllEditors,
  codeOf,
  diagnosticsWhen,
  eventually,
  lensTitles,
  openText,
  positionOf,
} from './editor';

const exploding = 'W = np.array([\n    [1.5, 0.0],  # left\n    [0.0, 0.5],\n])\n';
async function script(name: string): Promise<string> {
  const { extensionUri } = vscode.extensions.getExtension('gradient-lens.gradient-lens')!;
  const uri = vscode.Uri.joinPath(extensionUri, 'test', 'fixtures', 'python', name);
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

/** The actions at a place, with their edits worked out. */
async function actionsAt(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    undefined,
    50,
  );
}

function titled(actions: readonly vscode.CodeAction[], title: RegExp): vscode.CodeAction {
  const action = actions.find((candidate) => title.test(candidate.title));
  assert.ok(action, `${String(title)} is not among: ${actions.map((a) => a.title).join(' | ')}`);
  return action;
}

/** Applies an action as the editor does. */
async function apply(action: vscode.CodeAction): Promise<void> {
  assert.ok(action.edit, `${action.title} has no edit`);
  assert.ok(await vscode.workspace.applyEdit(action.edit));
  const { command } = action;
  if (command) await vscode.commands.executeCommand(command.command, ...(command.arguments as unknown[]));
}

/** Asserts that one undo brings a text back. */
async function assertUndone(document: vscode.TextDocument, text: string): Promise<void> {
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand('undo');
  assert.equal(document.getText(), text);
}

/** The diff of a preview, as soon as it is shown. */
function previewShown(): Promise<vscode.Uri> {
  return eventually(vscode.window.tabGroups.onDidChangeTabs, () => {
    const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
    const isPreview =
      input instanceof vscode.TabInputTextDiff && input.modified.scheme === 'gradient-lens-remedy';
    return isPreview && input.modified;
  });
}

/** Waits until no preview is open. */
async function previewGone(): Promise<void> {
  await eventually(vscode.window.tabGroups.onDidChangeTabs, () =>
    vscode.window.tabGroups.all
      .flatMap(({ tabs }) => tabs)
      .every(({ input }) => !(input instanceof vscode.TabInputTextDiff)),
  );
}

describe('remedies that act', () => {
  afterEach(closeAllEditors);

  it('a quick fix on the squiggle rescales the matrix in its layout, and one undo restores it', async () => {
    const document = await openText(exploding);
    const [diagnostic] = await diagnosticsWhen(document, 1);
    const action = titled(await actionsAt(document, diagnostic!.range), /^Rescale W to ρ = 1$/);
    assert.equal(action.kind?.value, vscode.CodeActionKind.QuickFix.value);
    await apply(action);
    assert.equal(
      document.getText(),
      'W = np.array([\n    [1.000, 0.000],  # left\n    [0.000, 0.333],\n])\n',
    );
    assert.match((await lensTitles(document))[0] ?? '', /stable .* ρ 1$/);
    await assertUndone(document, exploding);
  });

  it('in a matrix, the remedies are refactorings: σ_max, orthogonal, identity', async () => {
    const document = await openText('W = 0.9 * np.eye(3)\n');
    const at = positionOf(document, 'np.eye');
    const actions = await actionsAt(document, new vscode.Range(at, at));
    assert.deepEqual(
      actions.filter(({ title }) => title.includes(' W ')).map(({ title }) => title),
      [
        'Rescale W to ρ = 1',
        'Rescale W to σ_max = 1',
        'Replace W with its nearest orthogonal matrix',
        'Replace W with the identity',
      ],
    );
    await apply(titled(actions, /orthogonal/));
    assert.equal(document.getText(), 'W = np.eye(3)\n');
    await assertUndone(document, 'W = 0.9 * np.eye(3)\n');
  });

  it('the command for panels takes a target and a precision and says what was reached', async () => {
    const document = await openText('{"rnn": {"W_hh": [[3, 1], [1, 3]]}}', 'json');
    await lensTitles(document);
    const uri = document.uri.toString();
    const request = { uri, name: 'rnn.W_hh', remedy: 'rescale', target: 0.95, precision: 'float64' };
    const outcome = await vscode.commands.executeCommand('gradientLens.applyRemedy', request);
    assert.equal(outcome, 'rnn.W_hh now has ρ = 0.95, σ_max = 0.95.');
    assert.equal(
      document.getText(),
      '{"rnn": {"W_hh": [[0.7124999999999999, 0.2375], [0.2375, 0.7124999999999999]]}}',
    );
    await assertUndone(document, '{"rnn": {"W_hh": [[3, 1], [1, 3]]}}');
  });

  it('requests that are none, or cannot be met, change nothing', async () => {
    const text = 'W = np.array([[0.0, 1.0], [0.0, 0.0]])\n';
    const document = await openText(text);
    const uri = document.uri.toString();
    const requests = [
      undefined,
      7,
      {},
      { uri, name: 'W', remedy: 'nonsense' },
      { uri, name: 'W', remedy: 'rescale', target: 'x' },
      { uri, name: 'W', remedy: 'rescale', target: 1 },
      { uri, name: 'V', remedy: 'orthogonal' },
      { uri, name: 'W', remedy: 'clip-norm' },
    ];
    for (const request of requests) {
      assert.equal(await vscode.commands.executeCommand('gradientLens.applyRemedy', request), undefined);
    }
    assert.equal(document.getText(), text);
  });

  it('a preview shows the change first: discarded it changes nothing, applied it is one undo', async () => {
    const document = await openText(exploding);
    const request = { uri: document.uri.toString(), name: 'W', remedy: 'orthogonal', preview: true };
    const run = () => vscode.commands.executeCommand('gradientLens.applyRemedy', request);
    const orthogonal = exploding.replace('1.5', '1.0').replace('0.5', '1.0');

    const discarded = run();
    const shown = await vscode.workspace.openTextDocument(await previewShown());
    assert.equal(shown.getText(), orthogonal);
    await vscode.commands.executeCommand('gradientLens.discardPreview');
    assert.equal(await discarded, undefined);
    await previewGone();

    const closed = run();
    await previewShown();
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(await closed, undefined);
    assert.equal(document.getText(), exploding);

    const applied = run();
    await previewShown();
    await vscode.commands.executeCommand('gradientLens.acceptPreview');
    assert.match(String(await applied), /ρ = 1, σ_max = 1\.$/);
    assert.equal(document.getText(), orthogonal);
    await previewGone();
    await assertUndone(document, exploding);
  });
});

describe('training loops', () => {
  afterEach(closeAllEditors);

  it('a recurrent loop without clipping is noted at its backward(), and the fix clips before the step', async () => {
    const text = await script('word_language_model.py');
    const document = await openText(text);
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.ok(diagnostic);
    assert.equal(codeOf(diagnostic), 'unclipped-training');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Information);
    assert.equal(document.getText(diagnostic.range), 'loss.backward()');
    const action = titled(await actionsAt(document, diagnostic.range), /^Clip the gradient norm/);
    assert.equal(action.kind?.value, vscode.CodeActionKind.QuickFix.value);
    assert.equal(action.isPreferred, true);
    await apply(action);
    assert.equal(
      document.getText(),
      text.replace(
        '        for p in net.parameters():',
        '        torch.nn.utils.clip_grad_norm_(net.parameters(), max_norm=1.0)\n        for p in net.parameters():',
      ),
    );
    await diagnosticsWhen(document, 0);
    await assertUndone(document, text);
    await diagnosticsWhen(document, 1);
  });

  it('the note can be ignored', async () => {
    const document = await openText(await script('amp_loop.py'));
    const [diagnostic] = await diagnosticsWhen(document, 1);
    await apply(titled(await actionsAt(document, diagnostic!.range), /^Ignore this training loop$/));
    assert.match(document.getText(), /# gradient-lens-ignore\n +self\.scaler\.scale/);
    await diagnosticsWhen(document, 0);
  });

  it('a network that is not recurrent gets no note, but the same help', async () => {
    const text = await script('monitor_gradients.py');
    const document = await openText(text);
    await lensTitles(document);
    const at = positionOf(document, 'optimizer.step');
    const action = titled(await actionsAt(document, new vscode.Range(at, at)), /^Clip the gradient norm/);
    assert.equal(action.kind?.value, vscode.CodeActionKind.RefactorRewrite.value);
    await diagnosticsWhen(document, 0);
    await apply(action);
    assert.match(document.getText(), / {8}torch\.nn\.utils\.clip_grad_norm_.*\n {8}optimizer\.step\(\)/);
    await assertUndone(document, text);
  });

  it('a loop that is being typed is left alone', async () => {
    const document = await openText(await script('amp_loop.py'));
    await diagnosticsWhen(document, 1);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, positionOf(document, 'self.scaler.update').translate(0, -1), 'foo((\n');
    await vscode.workspace.applyEdit(edit);
    await diagnosticsWhen(document, 0);
    await eventually(vscode.workspace.onDidChangeTextDocument, () => document.getText().includes('foo(('));
    const at = positionOf(document, 'self.scaler.scale');
    const titles = (await actionsAt(document, new vscode.Range(at, at))).map(({ title }) => title);
    assert.deepEqual(
      titles.filter((title) => title.startsWith('Clip')),
      [],
    );
  });
});
