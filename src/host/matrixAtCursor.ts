import * as vscode from 'vscode';
import { contextKeys } from './contributions';
import type { Documents } from './documents';
import { holds } from './subject';

/** Keeps the context key that puts the analysis into the editor's menu only where a matrix is under the cursor. */
export function registerMatrixAtCursor(documents: Documents): vscode.Disposable {
  const update = (editor: vscode.TextEditor | undefined): void => {
    const findings = (editor && documents.current(editor.document)?.findings) ?? [];
    const offset = editor?.document.offsetAt(editor.selection.active) ?? -1;
    const inside = findings.some(({ range }) => holds(range, offset));
    void vscode.commands.executeCommand('setContext', contextKeys.matrixAtCursor, inside);
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      update(textEditor);
    }),
    vscode.window.onDidChangeActiveTextEditor(update),
    documents.onDidChange(() => {
      update(vscode.window.activeTextEditor);
    }),
  );
}
