import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAllEditors,
  codeOf,
  diagnosticsWhen,
  eventually,
  hoverAt,
  openText,
  positionOf,
} from './editor';

const vanilla = 'model:\n  cell: rnn\n  hidden_size: 64\n  init: xavier_uniform\nseq_len: 500\nclip: 1.0\n';

/** The quick fixes at a diagnostic, by title. */
async function fixesAt(
  document: vscode.TextDocument,
  { range }: vscode.Diagnostic,
): Promise<Map<string, vscode.CodeAction>> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
  );
  return new Map(actions.map((action) => [action.title, action]));
}

describe('configs in the editor', () => {
  afterEach(async () => {
    await closeAllEditors();
  });

  it('hover on a key explains its value in this file, with the curve', async () => {
    const document = await openText('model:\n  cell: rnn\n  hidden_size: 64\nseq_len: 500\n', 'yaml');
    const hover = (await hoverAt(document, 'hidden_size')).replaceAll('\\', '');
    assert.match(hover, /▼ Vanishing at the start\*\* · model · model\.hidden_size/);
    assert.match(hover, /With H = 64 a fresh matrix has ρ/);
    assert.match(hover, /`█[▁▂▃▄▅▆▇█]+▁`/);
    assert.equal(await hoverAt(document, '\n'), '');
  });

  it('a vanilla RNN over 20 steps: a warning with its rule, and edits in place that cure it', async () => {
    // Over 500 steps even an orthogonal one vanishes, driven.
    const short = vanilla.replace('xavier_uniform', 'default').replace('500', '20');
    const document = await openText(short, 'yaml');
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.ok(diagnostic);
    assert.equal(codeOf(diagnostic), 'config-vanishing');
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Warning);
    assert.equal(document.getText(diagnostic.range), 'default');
    const fixes = await fixesAt(document, diagnostic);
    for (const title of ['Set init to orthogonal', 'Use LSTM', 'Use GRU', 'Ignore this value']) {
      assert.ok(fixes.has(title), title);
    }
    const edit = fixes.get('Set init to orthogonal')?.edit;
    assert.ok(edit);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /init: orthogonal\n/);
    await diagnosticsWhen(document, 0);
  });

  it('TOML: relu with gain 2 explodes; clipping is added under the key of the file', async () => {
    const document = await openText(
      '[rnn]\nhidden_size = 32\nnonlinearity = "relu"\ninit = "orthogonal"\ngain = 2.0\nseq_len = 50\n',
      'toml',
    );
    assert.equal(document.languageId, 'toml');
    const [unbounded, diagnostic] = await diagnosticsWhen(document, 2);
    assert.equal(unbounded && codeOf(unbounded), 'config-unbounded-state');
    assert.equal(diagnostic && codeOf(diagnostic), 'config-exploding');
    const edit = (await fixesAt(document, diagnostic!)).get('Add clipping: grad_clip')?.edit;
    assert.ok(edit);
    await vscode.workspace.applyEdit(edit);
    assert.match(document.getText(), /\[rnn\]\ngrad_clip = 1\.0\nhidden_size/);
  });

  it('JSON without a model: clipping by value 1e6 is underlined', async () => {
    const document = await openText('{"learning_rate": 0.01, "clipvalue": 1e6}', 'json');
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.equal(diagnostic && codeOf(diagnostic), 'config-clip-loose');
  });

  it("completion offers the framework's initializers with their figures", async () => {
    const document = await openText(vanilla, 'yaml');
    const at = positionOf(document, 'xavier_uniform');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      at,
    );
    const offer = items.find(({ label }) => label === 'orthogonal');
    assert.equal(offer?.detail, 'ρ 1 · σ_max 1');
  });

  it('the lens on the model block opens the prediction', async () => {
    const document = await openText(vanilla, 'yaml');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
      100,
    );
    const command = lenses.find((lens) => lens.command?.command === 'gradientLens.predict')?.command;
    assert.match(
      command?.title ?? '',
      /^predict: ◇ undetermined · gain [\d.e-]+ … [\d.e-]+ over 500 steps · ρ 1$/,
    );
    await vscode.commands.executeCommand('gradientLens.predict', ...(command?.arguments as unknown[]));
    const tab = await eventually(vscode.window.tabGroups.onDidChangeTabs, () =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .find(
          ({ input }) =>
            input instanceof vscode.TabInputWebview && input.viewType.endsWith('gradientLens.prediction'),
        ),
    );
    assert.equal(tab.label, 'Prediction: model');
  });
});
