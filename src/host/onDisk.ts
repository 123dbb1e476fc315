import type * as vscode from 'vscode';
import { inNode } from './runtime';

/** Can the worker read the file by its path? Any other is read whole, through the editor, and all of a browser's are. */
export function onDisk(uri: vscode.Uri): boolean {
  return inNode && uri.scheme === 'file';
}
