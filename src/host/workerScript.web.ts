import * as vscode from 'vscode';

/** The list of the files of a browser's worker, beside the extension's bundle. */
export const workerScript = (extension: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extension, 'dist', 'web', 'worker.json');
