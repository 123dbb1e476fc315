import * as vscode from 'vscode';

/** The worker's bundle, beside the extension's. */
export const workerScript = (extension: vscode.Uri): vscode.Uri =>
  vscode.Uri.joinPath(extension, 'dist', 'worker.js');
