import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  codeOf,
  diagnosticsOf,
  diagnosticsWhen,
  eventually,
  hoverAt,
  lensTitles,
  openSample,
  openText,
} from './editor';

const matrix = 'W = np.array([[1.1, 0.0], [0.0, 0.5]])\n';

/** Sets a setting for the workspace; `undefined` takes it back. */
async function set(name: string, value: unknown): Promise<void> {
  await vscode.workspace
    .getConfiguration('gradientLens')
    .update(name, value, vscode.ConfigurationTarget.Workspace);
}

describe('settings and choices', () => {
  afterEach(async () => {
    for (const name of [
      'horizon',
      'activation',
      'thresholds',
      'codeLens.enabled',
      'diagnostics.level',
      'ignore',
      'limits.size',
    ]) {
      if (vscode.workspace.getConfiguration('gradientLens').inspect(name)?.workspaceValue !== undefined)
        await set(name, undefined);
    }
  });

  it('a rate of 1.1 explodes over the default 100 steps: 1.38e4', async () => {
    assert.deepEqual(await lensTitles(await openText(matrix)), [
      '▲ exploding · gain 1.38e4 over 100 steps · ρ 1.1',
    ]);
  });

  it('Set Horizon changes every verdict', async () => {
    const document = await openText(matrix);
    await vscode.commands.executeCommand('gradientLens.setHorizon', 10);
    assert.deepEqual(await lensTitles(document), ['● stable · gain 2.59 over 10 steps · ρ 1.1']);
  });

  it('a horizon that the file names goes before the setting', async () => {
    await set('horizon', 10);
    const document = await openText(`seq_len = 100\n${matrix}`);
    assert.match((await lensTitles(document))[0] ?? '', /over 100 steps/);
  });

  it('Set Activation: sigmoid multiplies each step by 1/4', async () => {
    const document = await openText(matrix);
    await vscode.commands.executeCommand('gradientLens.setActivation', 'sigmoid');
    const hover = await hoverAt(document, 'np.array');
    assert.match(hover, /Vanishing/);
    assert.match(hover, /sigmoid/);
  });

  it('thresholds move the verdict; contradictory ones count as the defaults', async () => {
    const document = await openText(matrix);
    await set('thresholds', { exploding: 1e6, growing: 10, fading: 0.1, vanishing: 1e-3 });
    assert.match((await lensTitles(document))[0] ?? '', /growing/);
    await set('thresholds', { exploding: 1, growing: 10, fading: 0.1, vanishing: 1e-3 });
    assert.match((await lensTitles(document))[0] ?? '', /exploding/);
  });

  it('lenses can be turned off', async () => {
    const document = await openText(matrix);
    await set('codeLens.enabled', false);
    assert.deepEqual(await lensTitles(document), []);
  });

  it('diagnostics can be softened or turned off', async () => {
    const document = await openText(matrix);
    await diagnosticsWhen(document, 1);
    await set('diagnostics.level', 'information');
    await eventually(
      vscode.languages.onDidChangeDiagnostics,
      () => diagnosticsOf(document)[0]?.severity === vscode.DiagnosticSeverity.Information,
    );
    await set('diagnostics.level', 'off');
    await diagnosticsWhen(document, 0);
  });

  it('a matrix over the size limit is not analyzed unasked', async () => {
    await set('limits.size', 32);
    const document = await openText('W = 1.1 * np.eye(64)\n');
    assert.deepEqual(await lensTitles(document), ['64×64 · over the size limit: analyze?']);
    assert.match(await hoverAt(document, 'np.eye'), /larger than gradientLens\.limits\.size/);
  });

  it('the quick fix ignores a matrix: a comment in Python', async () => {
    const document = await openText(`if True:\n    ${matrix}`);
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.ok(diagnostic);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const action = actions.find(({ title }) => title === 'Ignore this matrix');
    assert.ok(action?.edit);
    await vscode.workspace.applyEdit(action.edit);
    assert.match(document.getText(), /^if True:\n {4}# gradient-lens-ignore\n {4}W = /);
    await diagnosticsWhen(document, 0);
    assert.deepEqual(await lensTitles(document), []);
  });

  it('the quick fix ignores a matrix: a workspace setting in JSON', async () => {
    const document = await openSample('pytorch_rnn.json');
    const [diagnostic] = await diagnosticsWhen(document, 1);
    assert.equal(diagnostic && codeOf(diagnostic), 'gain-vanishing');
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      diagnostic!.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const action = actions.find(({ title }) => title === 'Ignore this matrix');
    assert.ok(action?.command);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments as string[]));
    await diagnosticsWhen(document, 0);
    assert.deepEqual(vscode.workspace.getConfiguration('gradientLens').get('ignore'), [
      'pytorch_rnn.json#rnn.weight_hh_l0',
    ]);
  });
});
