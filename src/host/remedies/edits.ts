import * as vscode from 'vscode';
import { formatNumber } from '../../present/format';
import type { Reshape } from '../../core/reshape';
import type { TextEdit } from '../../core/textEdit';
import type { Finding, Precision, TrainingLoop } from '../../shared/service';
import type { AnalysisWorker } from '../analysisWorker';
import { HumanError } from '../humanError';
import { rangeOf } from '../subject';

/** An edit of a document with what it does and, afterward, what it did. */
export interface RemedyEdit {
  readonly document: vscode.TextDocument;
  /** The version of the document that the edits are for. */
  readonly version: number;
  readonly edits: readonly TextEdit[];
  readonly title: string;
  /** One sentence with the figures reached. */
  readonly outcome: string;
}

/** One edit a number is quick up to here. */
const maxEdits = 2000;

/** The edits of a document as VS Code takes them: one undo takes them all back. */
export function workspaceEdit(
  document: vscode.TextDocument,
  edits: readonly TextEdit[],
): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { newText, ...range } of edits) {
    edit.replace(document.uri, rangeOf(document, range), newText);
  }
  return edit;
}

/** The edit of a training script. */
export function loopEdit(document: vscode.TextDocument, { title, edits, name }: TrainingLoop): RemedyEdit {
  const outcome = vscode.l10n.t('{0} is changed.', name);
  return { document, version: document.version, edits, title, outcome };
}

/**
 * Rewrites a matrix in its text as it stands.
 * @throws HumanError where that cannot be done, or where nothing would change.
 */
export async function matrixEdit(
  worker: AnalysisWorker,
  document: vscode.TextDocument,
  { name, range }: Finding,
  change: { title: string; reshape: Reshape; precision: Precision },
  signal?: AbortSignal,
): Promise<RemedyEdit> {
  const { title, reshape, precision } = change;
  const { version, languageId } = document;
  const text = document.getText();
  const params = { text, languageId, range, reshape, precision, maxEdits };
  const { edits, spectralRadius, sigmaMax } = await worker
    .call('rewrite', params, signal ? { signal } : {})
    .catch((error: unknown) => {
      throw isSentence(error) ? new HumanError(error.message) : error;
    });
  if (document.version !== version) {
    throw new HumanError(
      vscode.l10n.t('{0} changed in the meantime; try again on the text as it stands.', name),
    );
  }
  if (edits.length === 0) {
    throw new HumanError(
      vscode.l10n.t('{0} already has this value, to the digits it is written with.', name),
    );
  }
  const norm = formatNumber(sigmaMax, 6);
  const outcome =
    spectralRadius === null
      ? vscode.l10n.t('{0} now has σ_max = {1}.', name, norm)
      : vscode.l10n.t('{0} now has ρ = {1}, σ_max = {2}.', name, formatNumber(spectralRadius, 6), norm);
  return { document, version, edits, title, outcome };
}

function isSentence(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'RewriteError' || error.name === 'RangeError');
}
