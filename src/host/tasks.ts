import * as vscode from 'vscode';
import { commandLine } from './commandLine';
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
  const { command: node, program, env } = commandLine(extension);
  const taskOf = (definition: Definition, scope: vscode.WorkspaceFolder | vscode.TaskScope): vscode.Task => {
    const { command = 'analyze', args = ['.'] } = definition;
    const format = args.some((arg) => arg.startsWith('--format')) ? [] : ['--format', 'lines'];
    const execution = new vscode.ProcessExecution(node, [program, command, ...args, ...format], {
      ...(typeof scope === 'object' ? { cwd: scope.uri.fsPath } : {}),
      env,
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
