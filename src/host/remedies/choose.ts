import * as vscode from 'vscode';
import type { Finding, Precision, TrainingLoop } from '../../shared/service';
import type { AnalysisWorker } from '../analysisWorker';
import type { Documents } from '../documents';
import { HumanError } from '../humanError';
import { sourceIn, summarized } from '../fullAnalysis';
import { holds } from '../subject';
import { perform } from './apply';
import { loopEdit, matrixEdit, type RemedyEdit } from './edits';
import type { Previews } from './preview';
import type { MatrixRemedyName } from '../../core/matrixRemedy';
import { matrixRemedies, reshapeOf, titleOf } from './matrixRemedy';

interface Choice extends vscode.QuickPickItem {
  readonly loop?: TrainingLoop;
  readonly remedy?: MatrixRemedyName;
  /** Asks for the target. */
  readonly asks?: boolean;
}

/** Lists the remedies at a place, asks what is open about the chosen one, and shows it as a diff to confirm. */
export async function chooseRemedy(
  document: vscode.TextDocument,
  offset: number,
  documents: Documents,
  worker: AnalysisWorker,
  previews: Previews,
): Promise<void> {
  const { findings, trainingLoops } = await documents.report(document);
  const found = findings.findLast(({ range }) => holds(range, offset));
  const finding = found && (await summarized(found, sourceIn(document, documents, worker)));
  const loops = trainingLoops.filter(({ range, edits }) => edits.length > 0 && holds(range, offset));
  const choices = [...loops.map((loop): Choice => ({ label: loop.title, loop })), ...choicesFor(finding)];
  if (choices.length === 0) {
    throw new HumanError(
      vscode.l10n.t(
        'There is nothing to fix at the cursor. Place the cursor in a matrix, a training loop, an optimizer or an LSTM.',
      ),
    );
  }
  const picked = await vscode.window.showQuickPick(choices, {
    title: vscode.l10n.t('Remedies'),
    placeHolder: vscode.l10n.t('The change is shown as a diff before it is made'),
  });
  if (!picked) return;
  const { loop, remedy, asks } = picked;
  const ask = async (edit: RemedyEdit): Promise<void> => {
    if (await previews.confirm(edit)) await perform(edit);
  };
  if (loop) {
    await ask(loopEdit(document, loop));
  } else if (remedy && finding) {
    const target = asks ? await askTarget() : undefined;
    const precision = asks && target === undefined ? undefined : await askPrecision();
    const reshape = reshapeOf(remedy, finding, target);
    if (!precision || !reshape) return;
    const title = titleOf(reshape, finding.name);
    await ask(await matrixEdit(worker, document, finding, { title, reshape, precision }));
  }
}

function choicesFor(finding: Finding | undefined): Choice[] {
  if (!finding?.summary || finding.derived) return [];
  const choices = matrixRemedies(finding).map(({ name, title }): Choice => ({ label: title, remedy: name }));
  const others: Choice[] = [
    { label: vscode.l10n.t('Rescale to another spectral radius ρ…'), remedy: 'rescale', asks: true },
    { label: vscode.l10n.t('Rescale to another σ_max…'), remedy: 'rescale-sigma', asks: true },
  ];
  return [...choices, ...others.slice(finding.summary.verdict ? 0 : 1)];
}

async function askTarget(): Promise<number | undefined> {
  const text = await vscode.window.showInputBox({
    title: vscode.l10n.t('Target'),
    value: '1',
    validateInput: (value) =>
      Number(value) > 0 ? undefined : vscode.l10n.t('The target is a positive number such as 0.95.'),
  });
  return text === undefined ? undefined : Number(text);
}

async function askPrecision(): Promise<Precision | undefined> {
  const items: readonly (vscode.QuickPickItem & { precision: Precision })[] = [
    {
      label: vscode.l10n.t('Digits as they are'),
      description: vscode.l10n.t('at least four'),
      precision: 'literal',
    },
    {
      label: vscode.l10n.t('Full precision'),
      description: vscode.l10n.t('all digits of a float64'),
      precision: 'float64',
    },
  ];
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Precision of the numbers') }))
    ?.precision;
}
