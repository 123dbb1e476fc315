import * as vscode from 'vscode';
import { findMatrix, openDocument } from './found';
import type { PanelContext } from './panel';
import { analysisOptions } from './settings';
import { rangeOf, type Subject } from './subject';

/** Shows the matrix of a subject where it stands: selected in its document, or the cell that has it in its output. */
export async function revealText(subject: Subject, context: PanelContext): Promise<void> {
  if (!('uri' in subject)) return;
  const document = await openDocument(subject.uri);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: columnOf(document) });
  if (subject.kind === 'output') return;
  const { finding } = await findMatrix(subject, context, analysisOptions(document), false);
  const range = rangeOf(document, finding.range);
  editor.selection = new vscode.Selection(range.start, range.start);
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The column where a document already stands, else the first, so that it does not cover the panel. */
function columnOf(document: vscode.TextDocument): vscode.ViewColumn {
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  return editor?.viewColumn ?? vscode.ViewColumn.One;
}
