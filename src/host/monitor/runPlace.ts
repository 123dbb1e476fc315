import type * as vscode from 'vscode';
import type { RunFile } from '../../shared/runs';
import { onDisk } from '../onDisk';
import { readVirtual } from './virtualFile';

/**
 * Where the worker finds a log that it reads once.
 * @throws HumanError when a file that is not local is over the budget or gone.
 */
export async function runPlace(uri: vscode.Uri): Promise<RunFile> {
  const isLocal = onDisk(uri);
  return {
    path: uri.path,
    file: isLocal ? uri.fsPath : null,
    bytes: isLocal ? null : await readVirtual(uri),
  };
}
