import * as vscode from 'vscode';
import { judgedOf, type CellFinding } from '../../shared/service';
import { cellLensTitle } from '../cell/text';
import { internalCommands, commands } from '../contributions';
import { lensTitle } from '../lens';
import { worstVerdict } from '../statusBar';
import { subjectOf } from '../subject';
import { verdictMark } from '../verdictMark';
import type { CellOutputs } from './cellOutputs';

/** Below a cell: the worst verdict of the matrices in its output; a click opens the panel, or lists them if there are several. */
export function registerOutputStatus(outputs: CellOutputs): vscode.Disposable {
  const refresh = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    refresh,
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gradientLens')) refresh.fire();
    }),
    vscode.notebooks.registerNotebookCellStatusBarItemProvider('*', {
      onDidChangeCellStatusBarItems: refresh.event,
      provideCellStatusBarItems: (cell) => outputStatus(cell, outputs),
    }),
  );
}

/** The item of an output that holds a printed model: its recurrent cells. */
function cellStatus(cells: readonly CellFinding[]): vscode.NotebookCellStatusBarItem | undefined {
  const [first, ...more] = cells;
  if (!first) return undefined;
  const title = cellLensTitle(first);
  const item = new vscode.NotebookCellStatusBarItem(
    more.length > 0 ? vscode.l10n.t('{0} ({1} cells)', title, cells.length) : title,
    vscode.NotebookCellStatusBarAlignment.Left,
  );
  const shown = cells.slice(0, 8).map((cell) => `${cell.name}: ${cellLensTitle(cell)}`);
  item.tooltip = vscode.l10n.t('Gradient Lens, in the output of this cell:\n{0}', shown.join('\n'));
  return item;
}

/** The item of a cell; none where its output holds no matrix. */
export async function outputStatus(
  cell: vscode.NotebookCell,
  outputs: CellOutputs,
): Promise<vscode.NotebookCellStatusBarItem | undefined> {
  const report = await outputs.report(cell);
  const findings = judgedOf(report.findings);
  const [first, ...more] = findings;
  if (!first) return cellStatus(report.cells);
  const worst = worstVerdict(findings);
  const what = worst ? verdictMark(worst.name) : lensTitle(first);
  const item = new vscode.NotebookCellStatusBarItem(
    more.length > 0 ? vscode.l10n.t('{0} ({1} matrices)', what, findings.length) : what,
    vscode.NotebookCellStatusBarAlignment.Left,
  );
  const shown = findings.slice(0, 8).map((finding) => `${finding.name}: ${lensTitle(finding)}`);
  if (findings.length > shown.length) shown.push('…');
  item.tooltip = vscode.l10n.t('Gradient Lens, in the output of this cell:\n{0}', shown.join('\n'));
  item.accessibilityInformation = { label: item.tooltip, role: 'button' };
  item.command =
    more.length > 0
      ? {
          command: commands.analyzeOutput,
          title: vscode.l10n.t('List'),
          arguments: [cell.document.uri.toString()],
        }
      : {
          command: internalCommands.openPanel,
          title: vscode.l10n.t('Open'),
          arguments: [subjectOf(cell.document, first, report.findings, 'output')],
        };
  return item;
}
