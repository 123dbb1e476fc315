import * as vscode from 'vscode';
import { inNode } from './runtime';

/** The type of the tasks in `tasks.json`, and the problem matcher that package.json declares for what they print. */
export const taskType = 'gradient-lens';
const problemMatcher = '$gradient-lens';

/** A task as it stands in `tasks.json`; `args` are files and options of that command of the command line. */
interface Definition extends vscode.TaskDefinition {
  readonly command?: 'analyze' | 'monitor';
  readonly args?: readonly string[];
}

/** Runs the command line as a task, by the editor's own Node: a look at each folder is offered, any other stands in `tasks.json`. */
export function registerTasks(extension: vscode.Uri): vscode.Disposable {
  // A browser has no processes.
  if (!inNode) return new vscode.Disposable(() => undefined);
  const cli = vscode.Uri.joinPath(extension, 'dist', 'cli.js').fsPath;
  const taskOf = (definition: Definition, scope: vscode.WorkspaceFolder | vscode.TaskScope): vscode.Task => {
    const { command = 'analyze', args = ['.'] } = definition;
    const format = args.some((arg) => arg.startsWith('--format')) ? [] : ['--format', 'lines'];
    const execution = new vscode.ProcessExecution(process.execPath, [cli, command, ...args, ...format], {
      ...(typeof scope === 'object' ? { cwd: scope.uri.fsPath } : {}),
      // On a desktop it is VS Code itself, which then is plain Node.
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    const name = [command, ...args].join(' ');
    const task = new vscode.Task(definition, scope, name, taskType, execution, problemMatcher);
    task.isBackground = args.includes('--follow');
    return task;
  };
  return vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: () =>
      (vscode.workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === 'file')
        .map((folder) => taskOf({ type: taskType, command: 'analyze', args: ['.'] }, folder)),
    resolveTask: ({ definition, scope }) => taskOf(definition, scope ?? vscode.TaskScope.Workspace),
  });
}
