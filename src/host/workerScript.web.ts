import * as vscode from 'vscode';

/** The worker's bundle for browsers, beside the extension's. */
export const workerScript = (extension: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extension, 'dist', 'web', 'worker.js');
