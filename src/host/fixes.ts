import * as vscode from 'vscode';
import type { AnalysisWorker } from './analysisWorker';
import { registerCommand } from './command';
import { commands, internalCommands } from './contributions';
import type { Documents } from './documents';
import { HumanError } from './humanError';
import type { Log } from './log';
import { RemedyActions } from './remedies/actions';
import { applyRemedy, showOutcome } from './remedies/apply';
import { chooseRemedy } from './remedies/choose';
import { Previews } from './remedies/preview';
import { parseRemedyRequest } from './remedies/request';

/** Remedies that act: code actions on matrices and training loops, and the commands behind them. */
export function registerFixes(documents: Documents, worker: AnalysisWorker, log: Log): vscode.Disposable {
  const command = (id: string, run: (argument: unknown) => Promise<string | undefined>): vscode.Disposable =>
    registerCommand(id, log, run);
  const previews = new Previews();
  return vscode.Disposable.from(
    previews,
    vscode.languages.registerCodeActionsProvider({ pattern: '**' }, new RemedyActions(documents, worker), {
      providedCodeActionKinds: RemedyActions.kinds,
    }),
    command(commands.applyRemedyAtCursor, async (argument) => {
      const { document, offset } = await placeOf(argument);
      await chooseRemedy(document, offset, documents, worker, previews);
      return undefined;
    }),
    command(internalCommands.applyRemedy, async (argument) => {
      const request = parseRemedyRequest(argument);
      return request && applyRemedy(request, documents, worker, previews);
    }),
    vscode.commands.registerCommand(internalCommands.showRemedyOutcome, (message: unknown) => {
      showOutcome(String(message));
    }),
  );
}

/** The place that an action names, or the cursor. */
async function placeOf(argument: unknown): Promise<{ document: vscode.TextDocument; offset: number }> {
  const { uri, offset } = (argument ?? {}) as { uri?: unknown; offset?: unknown };
  if (typeof uri === 'string' && typeof offset === 'number') {
    return { document: await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)), offset };
  }
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new HumanError(vscode.l10n.t('Open a file with a matrix or a training loop first.'));
  return { document: editor.document, offset: editor.document.offsetAt(editor.selection.active) };
}
