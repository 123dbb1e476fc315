import * as vscode from 'vscode';
import type { VerdictName } from '../core/verdict';
import { verdictWord } from '../present/verdictWord';
import { emptyReport, judgedOf, type CellFinding, type Finding } from '../shared/service';
import { contextKeys, internalCommands } from './contributions';
import type { Documents } from './documents';
import { verdictMark } from './verdictMark';

/** Which verdict the status bar names when a file has several: the most alarming, explosion before vanishing. */
const byAlarm: readonly VerdictName[] = ['exploding', 'vanishing', 'growing', 'fading', 'stable'];

/** The worst verdict of a file and how many matrices and cells share it. */
export function worstVerdict(
  findings: readonly Finding[],
  cells: readonly CellFinding[] = [],
): { name: VerdictName; count: number } | undefined {
  const names: (string | undefined)[] = [
    ...findings.map(({ summary }) => summary?.verdict?.name),
    ...cells.map(({ record }) => record?.verdict),
  ];
  const name = byAlarm.find((candidate) => names.includes(candidate));
  return name && { name, count: names.filter((other) => other === name).length };
}

/** Status bar: the worst verdict of the active file; a click lists all its matrices. */
export function registerStatusBar(documents: Documents): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('gradientLens.verdict', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Gradient Lens';
  item.command = internalCommands.listMatrices;
  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const { findings: all, cells } = (document && documents.current(document)) ?? emptyReport;
    const findings = judgedOf(all);
    const worst = worstVerdict(findings, cells);
    void vscode.commands.executeCommand('setContext', contextKeys.hasMatrices, all.length > 0);
    if (!worst) {
      item.hide();
      return;
    }
    const word = verdictWord(worst.name);
    item.text = verdictMark(worst.name);
    item.tooltip =
      cells.length > 0
        ? vscode.l10n.t(
            'Gradient Lens: {0} of {1} matrices and cells {2}. Click to list all matrices.',
            worst.count,
            findings.length + cells.length,
            word,
          )
        : findings.length === 1
          ? vscode.l10n.t('Gradient Lens: 1 of 1 matrix {0}. Click to list all.', word)
          : vscode.l10n.t(
              'Gradient Lens: {0} of {1} matrices {2}. Click to list all.',
              worst.count,
              findings.length,
              word,
            );
    item.accessibilityInformation = { label: item.tooltip, role: 'button' };
    item.show();
  };
  show();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(show),
    documents.onDidChange((document) => {
      if (document === vscode.window.activeTextEditor?.document) show();
    }),
  );
}
