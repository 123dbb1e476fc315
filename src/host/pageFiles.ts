import * as vscode from 'vscode';
import type { ExportFile } from '../shared/page';

/** Puts text on the clipboard and says so in the status bar. */
export async function copyText(text: string, what: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Gradient Lens: {0} copied', what), 3000);
}

/** Saves a file that a webview made, where the person says. */
export async function saveFile({ suggestedName, content, encoding }: ExportFile): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const safeName = suggestedName.replace(/[^\p{L}\p{N}._-]+/gu, '-');
  const uri = await vscode.window.showSaveDialog(
    folder ? { defaultUri: vscode.Uri.joinPath(folder, safeName) } : {},
  );
  if (uri) await vscode.workspace.fs.writeFile(uri, bytesOf(content, encoding));
}

function bytesOf(content: string, encoding: 'utf8' | 'base64'): Uint8Array {
  if (encoding === 'utf8') return new TextEncoder().encode(content);
  return Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
}
