import * as vscode from 'vscode';
import { inNode } from './runtime';

declare const gradientLensVersion: string;

/** As package.json declares it. */
const providerId = 'gradient-lens';

/** Offers `gradient-lens mcp` to the agents of the editor, with the workspace's folders as its roots. */
export function registerMcpServer(extension: vscode.Uri): vscode.Disposable {
  // An editor derived from VS Code may lack the namespace that the types promise, and a browser has no processes.
  const { lm } = vscode as { readonly lm?: Partial<typeof vscode.lm> };
  if (!inNode || !lm?.registerMcpServerDefinitionProvider) return new vscode.Disposable(() => undefined);
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
        const cli = vscode.Uri.joinPath(extension, 'dist', 'cli.js').fsPath;
        const args = [cli, 'mcp', ...roots.map(({ uri }) => uri.fsPath)];
        // On a desktop it is VS Code itself, which then is plain Node.
        const env = { ELECTRON_RUN_AS_NODE: '1' };
        return [
          new vscode.McpStdioServerDefinition(
            'Gradient Lens',
            process.execPath,
            args,
            env,
            gradientLensVersion,
          ),
        ];
      },
    }),
  );
}
