import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { openText } from './editor';

describe('tasks and snippets', () => {
  it('a task of the type gradient-lens runs the command line to its end', async function () {
    // A browser's extension host has no processes.
    if ((process as { versions?: { node?: string } }).versions?.node === undefined) this.skip();
    const offered = await vscode.tasks.fetchTasks({ type: 'gradient-lens' });
    const task = offered.find(({ name }) => name === 'analyze .');
    assert.ok(task, offered.map(({ name }) => name).join());
    assert.deepEqual(task.problemMatchers, ['$gradient-lens']);
    const ended = new Promise<number | undefined>((resolve) => {
      const subscription = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.name !== task.name) return;
        subscription.dispose();
        resolve(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 0);
  });

  it('Python has snippets for clipping and for a gradient logger', async () => {
    const document = await openText('grad\n');
    const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      document.uri,
      new vscode.Position(0, 4),
    );
    const labels = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
    for (const wanted of ['grad-clip-torch', 'grad-log-pytorch']) assert.ok(labels.includes(wanted), wanted);
  });
});
