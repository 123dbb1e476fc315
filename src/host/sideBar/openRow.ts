import * as vscode from 'vscode';
import { openWithGradientLens } from '../checkpoint/commands';
import { commands, internalCommands } from '../contributions';
import { rangeOf } from '../subject';
import type { Row } from './row';

/** Shows what a row stands for: a checkpoint or a log in its editor, anything else in its text. */
export async function openRow({ role, uri, range }: Row): Promise<void> {
  switch (role) {
    case 'more':
      await vscode.commands.executeCommand(internalCommands.scanOn);
      return;
    case 'checkpoint':
      await openWithGradientLens(uri);
      return;
    case 'run':
      await vscode.commands.executeCommand(commands.openMonitor, uri);
      return;
    default: {
      const document = await vscode.workspace.openTextDocument(uri);
      const editor = await vscode.window.showTextDocument(document);
      if (!range) return;
      const place = rangeOf(document, range);
      editor.selection = new vscode.Selection(place.start, place.start);
      editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    }
  }
}
