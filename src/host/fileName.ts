import type * as vscode from 'vscode';

/** The name of a file without its folders. */
export function fileName(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}
