import * as vscode from 'vscode';
import type { CheckpointRequest } from '../shared/service';
import { hasDisk } from './disk';

/** Bytes of a virtual file, with those beside it, that are read at most: it cannot be read by ranges. */
const budget = 64 * 2 ** 20;

/**
 * What the worker needs to open a checkpoint: its path where it is on this machine's disk, else its bytes and those of the
 * config beside it.
 * @throws Error with a sentence for people for a virtual file over the budget.
 */
export async function checkpointFile(uri: vscode.Uri): Promise<CheckpointRequest['file']> {
  if (uri.scheme === 'file' && hasDisk) return { path: uri.fsPath };
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > budget) {
    throw new Error(
      vscode.l10n.t(
        "{0} has {1} bytes and is not on this machine's disk, where up to {2} are read: copy it to the disk.",
        name,
        size,
        budget,
      ),
    );
  }
  const siblings = new Map<string, Uint8Array>();
  try {
    const config = vscode.Uri.joinPath(uri, '..', 'config.json');
    siblings.set('config.json', await vscode.workspace.fs.readFile(config));
  } catch {
    // Few checkpoints have one.
  }
  return { name, bytes: await vscode.workspace.fs.readFile(uri), siblings };
}
