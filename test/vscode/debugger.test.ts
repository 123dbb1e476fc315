import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAllEditors, eventually, panelsAre } from './editor';

interface Asked {
  readonly asked: readonly {
    readonly expression: string;
    readonly frameId: number;
    readonly context: string;
  }[];
}

/** Starts the scripted adapter of test/fixtures/scripted-debugger and waits until its program is stopped in a frame. */
async function stopped(): Promise<vscode.DebugSession> {
  const [folder] = vscode.workspace.workspaceFolders!;
  const begun = await vscode.debug.startDebugging(folder, {
    type: 'python',
    request: 'launch',
    name: 'scripted',
  });
  assert.ok(begun);
  return eventually(vscode.debug.onDidChangeActiveStackItem, () => {
    const frame = vscode.debug.activeStackItem;
    return frame instanceof vscode.DebugStackFrame && frame.session;
  });
}

describe('Analyze Variable, through the Debug Adapter Protocol', () => {
  let session: vscode.DebugSession;
  before(async function () {
    // A desktop launched without the test's extension has no such debugger.
    if (!vscode.extensions.getExtension('gradient-lens-test.scripted-debugger')) this.skip();
    session = await stopped();
  });
  after(async () => {
    await vscode.debug.stopDebugging();
  });
  afterEach(closeAllEditors);

  it('opens the panel of a matrix of the stopped frame', async () => {
    const context = { variable: { name: 'W', value: 'array(…)', evaluateName: 'W', variablesReference: 1 } };
    await vscode.commands.executeCommand('gradientLens.analyzeVariable', context);
    await panelsAre('W');
    const { asked } = (await session.customRequest('asked')) as Asked;
    assert.equal(asked.length, 2);
    assert.ok(asked.every(({ frameId, context }) => frameId === 7 && context === 'clipboard'));
  });

  it('asks nothing for an expression that is more than a name, and opens nothing', async () => {
    const before = (await session.customRequest('asked')) as Asked;
    for (const evaluateName of ['W()', 'W; exit()', '__import__("os").system("x")']) {
      await vscode.commands.executeCommand('gradientLens.analyzeVariable', { variable: { evaluateName } });
    }
    assert.deepEqual(await session.customRequest('asked'), before);
    await panelsAre();
  });

  it('opens nothing for a variable that is no matrix', async () => {
    await vscode.commands.executeCommand('gradientLens.analyzeVariable', { variable: { evaluateName: 'V' } });
    await panelsAre();
  });
});
