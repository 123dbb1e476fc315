import * as vscode from 'vscode';
import { commandLine } from './commandLine';
import { languageModels } from './languageModels';
import { inNode } from './runtime';

declare const gradientLensVersion: string;

/** As package.json declares it. */
const providerId = 'gradient-lens';

/** Offers `gradient-lens mcp` to the agents of the editor, with the workspace's folders as its roots. */
export function registerMcpServer(extension: vscode.Uri): vscode.Disposable {
  const lm = languageModels();
  // A browser has no processes.
  if (!inNode || !lm.registerMcpServerDefinitionProvider) return new vscode.Disposable(() => undefined);
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      changed.fire();
    }),
    lm.registerMcpServerDefinitionProvider(providerId, {
      onDidChangeMcpServerDefinitions: changed.event,
      provideMcpServerDefinitions: () => {
        const roots = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
        // Without a root there is nothing that the server may read.
        if (roots.length === 0) return [];
        const { command, program, env } = commandLine(extension);
        const args = [program, 'mcp', ...roots.map(({ uri }) => uri.fsPath)];
        return [
          new vscode.McpStdioServerDefinition(
            'Gradient Lens',
            command,
            args,
            { ...env },
            gradientLensVersion,
          ),
        ];
      },
    }),
  );
}
