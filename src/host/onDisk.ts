import type * as vscode from 'vscode';
import { hasDisk } from './disk';

/** Can the worker read the file by its path? Any other is read whole, through the editor. */
export function onDisk(uri: vscode.Uri): boolean {
  return hasDisk && uri.scheme === 'file';
}
