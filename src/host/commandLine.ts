import * as vscode from 'vscode';

/** How the extension's own command line is started: by the editor's own Node. */
export interface CommandLine {
  readonly command: string;
  /** The path of the program, its first argument. */
  readonly program: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The command line that is packed with the extension, where there are processes. */
export const commandLine = (extension: vscode.Uri): CommandLine => ({
  command: process.execPath,
  program: vscode.Uri.joinPath(extension, 'dist', 'cli.js').fsPath,
  // On a desktop it is VS Code itself, which then is plain Node.
  env: { ELECTRON_RUN_AS_NODE: '1' },
});
