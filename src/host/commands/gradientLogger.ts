import * as vscode from 'vscode';
import { gradientLoggers, type GradientLogger } from '../../present/monitor/gradientLogger';
import { commands } from '../contributions';

/** "Insert Gradient Logger…": a minimal logger whose output the monitor reads, into the active script or a new one. */
export function registerGradientLogger(): vscode.Disposable {
  return vscode.commands.registerCommand(commands.insertGradientLogger, async () => {
    const picked = await vscode.window.showQuickPick(
      gradientLoggers.map((logger) => ({ label: logger.framework, detail: logger.detail, logger })),
      {
        title: vscode.l10n.t('Insert gradient logger'),
        placeHolder: vscode.l10n.t('The framework of the training script'),
      },
    );
    if (picked) await insert(picked.logger);
  });
}

async function insert({ code }: GradientLogger): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document.languageId !== 'python') {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: code });
    await vscode.window.showTextDocument(document);
    return;
  }
  const place = new vscode.Position(topLevelLine(editor.document, editor.selection.active.line), 0);
  await editor.edit((edit) => {
    edit.insert(place, `${code}\n\n`);
  });
  editor.revealRange(new vscode.Range(place, place), vscode.TextEditorRevealType.AtTop);
}

/** The line at or above the cursor's where a top-level statement begins, its decorators included: a class fits there. */
function topLevelLine(document: vscode.TextDocument, line: number): number {
  const begins = (candidate: number): boolean => /^[^\s#)\]}]/.test(document.lineAt(candidate).text);
  let found = line;
  while (found > 0 && document.lineAt(found).text.trim() !== '' && !begins(found)) found--;
  while (found > 0 && /^\s+\S/.test(document.lineAt(found).text)) found--;
  while (found > 0 && document.lineAt(found - 1).text.startsWith('@')) found--;
  return found;
}
