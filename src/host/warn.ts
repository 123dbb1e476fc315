import * as vscode from 'vscode';
import { commands } from './contributions';

/** Tells the person what went wrong in a sentence, with the way to the log. */
export async function warn(sentence: string): Promise<void> {
  const showLog: vscode.MessageItem = { title: vscode.l10n.t('Show Log') };
  const chosen = await vscode.window.showWarningMessage(sentence, showLog);
  if (chosen === showLog) await vscode.commands.executeCommand(commands.showLog);
}
