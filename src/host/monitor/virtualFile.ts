import * as vscode from 'vscode';
import { HumanError } from '../humanError';

/** A file that is not local is read as a whole, so only up to this size. */
const budget = 64 * 1024 * 1024;

/** @throws HumanError when the file is gone or over the budget. */
export async function readVirtual(uri: vscode.Uri): Promise<Uint8Array> {
  const name = uri.path.split('/').at(-1) ?? uri.path;
  let size: number;
  try {
    ({ size } = await vscode.workspace.fs.stat(uri));
  } catch {
    throw new HumanError(
      `${name} cannot be read any more: it was moved or deleted, or its file system is gone.`,
    );
  }
  if (size > budget) {
    throw new HumanError(
      `${name} has ${(size / 2 ** 20).toFixed(0)} MB; of a file that is not on this machine's disk, up to ${budget / 2 ** 20} MB are read.`,
    );
  }
  return vscode.workspace.fs.readFile(uri);
}
