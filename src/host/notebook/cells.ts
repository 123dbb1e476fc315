import * as vscode from 'vscode';
import { fileName } from '../fileName';

/** The cell of an open notebook that has this text. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  return vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find((cell) => cell.document === document);
}

/** The cell that is selected in the active notebook. */
export function selectedCell(): vscode.NotebookCell | undefined {
  const editor = vscode.window.activeNotebookEditor;
  return editor && !editor.selection.isEmpty ? editor.notebook.cellAt(editor.selection.start) : undefined;
}

/** A cell in words: `cell 3 of net.ipynb`, counted from 1. */
export function cellName({ index, notebook }: vscode.NotebookCell): string {
  return vscode.l10n.t('cell {0} of {1}', index + 1, fileName(notebook.uri));
}
