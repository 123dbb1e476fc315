import * as vscode from 'vscode';
import { placedCell } from '../../present/cell/placed';
import type { PlacedCellRecord } from '../../core/recurrence/records';
import type { CellFinding, DocumentReport, Finding } from '../../shared/service';
import { commands, internalCommands } from '../contributions';
import type { HoverLink } from '../hoverText';
import { commandUri, holds, locationOf, rangeOf, standing, subjectOf } from '../subject';
import { cellHoverText, cellLensTitle } from './text';

/** A lens above the recurrent weights of each cell; a click explains its rule, or opens the panel of its only matrix. */
export function cellLenses(
  document: vscode.TextDocument,
  { cells, findings }: Pick<DocumentReport, 'cells' | 'findings'>,
): vscode.CodeLens[] {
  return cells.map((cell) => {
    const matrix = onlyMatrix(cell, findings);
    const opens = matrix && {
      command: internalCommands.openPanel,
      arguments: [subjectOf(document, matrix, findings)],
    };
    const explains = { command: internalCommands.explainRule, arguments: [cell.record?.rule ?? ''] };
    return new vscode.CodeLens(rangeOf(document, cell.range), {
      title: cellLensTitle(cell),
      ...(cell.record ? { tooltip: cell.record.explanation } : {}),
      ...(opens ?? (cell.record ? explains : { command: '' })),
    });
  });
}

/** Hover on the recurrent weights of a cell. */
export function cellHover(
  document: vscode.TextDocument,
  { cells, findings }: Pick<DocumentReport, 'cells' | 'findings'>,
  offset: number,
): vscode.Hover | undefined {
  const cell = cells.find(({ range }) => holds(range, offset));
  if (!cell) return undefined;
  const markdown = new vscode.MarkdownString(textOf(cell, document, findings));
  markdown.isTrusted = {
    enabledCommands: [internalCommands.openPanel, internalCommands.explainRule, commands.setHorizon],
  };
  return new vscode.Hover(markdown, rangeOf(document, cell.range));
}

function textOf(cell: CellFinding, document: vscode.TextDocument, findings: readonly Finding[]): string {
  const { record, size, decision } = cell;
  if (!record) {
    return vscode.l10n.t(
      'This cell of {0} units is larger than gradientLens.limits.size, so it was not analyzed automatically.',
      size,
    );
  }
  const matrix = onlyMatrix(cell, findings);
  const open = (finding: Finding): HoverLink => ({
    label: vscode.l10n.t('Open panel of the matrix'),
    uri: commandUri(internalCommands.openPanel, subjectOf(document, finding, findings)),
  });
  return cellHoverText(record, standing(decision, document).reason, [
    ...(matrix ? [open(matrix)] : []),
    { label: vscode.l10n.t('Change horizon'), uri: commandUri(commands.setHorizon) },
    { label: vscode.l10n.t('Why'), uri: commandUri(internalCommands.explainRule, record.rule) },
  ]);
}

/** The recurrent matrix of a vanilla cell, which has powers. */
const onlyMatrix = ({ record, range }: CellFinding, findings: readonly Finding[]): Finding | undefined =>
  record?.cell === 'rnn'
    ? findings.find((finding) => finding.range.start === range.start && finding.range.end === range.end)
    : undefined;

/** The cells that are underlined. */
export const alarmingCells = (cells: readonly CellFinding[]): CellFinding[] =>
  cells.filter(({ record }) => record?.severity === 'warning');

/** The records of a document's cells with their places. */
export function cellRecords(
  document: vscode.TextDocument,
  cells: readonly CellFinding[],
): PlacedCellRecord[] {
  return cells.flatMap(({ record, range, options, decision }) =>
    record ? [placedCell(record, locationOf(document, range), options, standing(decision, document))] : [],
  );
}
