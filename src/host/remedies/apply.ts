import * as vscode from 'vscode';
import type { AnalysisWorker } from '../analysisWorker';
import type { Documents } from '../documents';
import { HumanError } from '../humanError';
import { withProgress } from '../progress';
import { sourceIn, summarized } from '../fullAnalysis';
import { findingOf } from '../subject';
import { loopEdit, matrixEdit, workspaceEdit, type RemedyEdit } from './edits';
import { reshapeOf, titleOf } from './matrixRemedy';
import type { Previews } from './preview';
import type { RemedyRequest } from './request';

/**
 * Makes the change that a request asks for; the sentence with what was reached, or `undefined` where the person
 * declined the preview.
 * @throws HumanError where the remedy does not apply.
 */
export async function applyRemedy(
  request: RemedyRequest,
  documents: Documents,
  worker: AnalysisWorker,
  previews: Previews,
): Promise<string | undefined> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(request.subject.uri));
  const edit = await editFor(request, document, documents, worker);
  return request.preview && !(await previews.confirm(edit)) ? undefined : perform(edit);
}

/** Applies an edit and tells the outcome. */
export async function perform(edit: RemedyEdit): Promise<string | undefined> {
  const { document, version, edits, title, outcome } = edit;
  if (document.version !== version) {
    throw new HumanError(
      vscode.l10n.t('The text changed in the meantime; choose the remedy again for the text as it stands.'),
    );
  }
  if (!(await vscode.workspace.applyEdit(workspaceEdit(document, edits)))) return undefined;
  showOutcome(`${title}: ${outcome}`);
  return outcome;
}

/** Says for a while what a remedy reached. */
export function showOutcome(message: string): void {
  vscode.window.setStatusBarMessage(`Gradient Lens: ${message}`, 10_000);
}

async function editFor(
  { subject, remedy, target, precision }: RemedyRequest,
  document: vscode.TextDocument,
  documents: Documents,
  worker: AnalysisWorker,
): Promise<RemedyEdit> {
  const { findings, trainingLoops } = await documents.report(document);
  if (remedy === 'clip-norm') {
    const loop = trainingLoops.find(({ kind }) => kind.startsWith('clip-'));
    if (!loop) {
      throw new HumanError(
        vscode.l10n.t(
          'No training loop without clipping was found in this file: open the training script and clip there.',
        ),
      );
    }
    return loopEdit(document, loop);
  }
  const found = findingOf(subject, findings);
  if (!found) {
    throw new HumanError(
      vscode.l10n.t('{0} is no longer in this file, or can no longer be read.', subject.name),
    );
  }
  const finding = await summarized(found, sourceIn(document, documents, worker));
  const reshape = reshapeOf(remedy, finding, target);
  if (!reshape) {
    throw new HumanError(
      vscode.l10n.t(
        'This remedy does not apply to {0}: it needs an analyzed matrix with a nonzero rate.',
        finding.name,
      ),
    );
  }
  const change = { title: titleOf(reshape, finding.name), reshape, precision };
  return withProgress(`Gradient Lens: ${change.title}`, (signal) =>
    matrixEdit(worker, document, finding, change, signal),
  );
}
