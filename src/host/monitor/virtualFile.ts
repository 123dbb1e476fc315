import * as vscode from 'vscode';
import { fileName } from '../fileName';
import { HumanError } from '../humanError';

/** A file that is not local is read as a whole, so only up to this size. */
const budget = 64 * 1024 * 1024;

/** @throws HumanError when the file is gone. */
export async function statOf(uri: vscode.Uri): Promise<vscode.FileStat> {
  try {
    return await vscode.workspace.fs.stat(uri);
  } catch {
    throw new HumanError(
      vscode.l10n.t(
        '{0} can no longer be read: it was moved or deleted, or its file system is gone.',
        fileName(uri),
      ),
    );
  }
}

/** @throws HumanError when the file is gone or over the budget. */
export async function readVirtual(uri: vscode.Uri): Promise<Uint8Array> {
  const { size } = await statOf(uri);
  if (size > budget) {
    throw new HumanError(
      vscode.l10n.t(
        "{0} is {1} MB; at most {2} MB are read of a file that is not on this machine's disk.",
        fileName(uri),
        (size / 2 ** 20).toFixed(0),
        budget / 2 ** 20,
      ),
    );
  }
  return vscode.workspace.fs.readFile(uri);
}
