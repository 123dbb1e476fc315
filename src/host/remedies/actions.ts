import * as vscode from 'vscode';
import type { DocumentReport, Finding } from '../../shared/service';
import type { AnalysisWorker } from '../analysisWorker';
import { commands, internalCommands } from '../contributions';
import { firstLine, source } from '../diagnostics';
import type { Documents } from '../documents';
import { HumanError } from '../humanError';
import { holds, rangeOf, subjectOf } from '../subject';
import { matrixEdit, workspaceEdit } from './edits';
import { matrixRemedies, type MatrixRemedy } from './matrixRemedy';

const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;

/** An action whose edit is worked out when it is chosen or previewed. */
class MatrixAction extends vscode.CodeAction {
  constructor(
    readonly document: vscode.TextDocument,
    readonly finding: Finding,
    readonly findings: readonly Finding[],
    readonly remedy: MatrixRemedy,
    kind: vscode.CodeActionKind,
  ) {
    super(remedy.title, kind);
  }
}

/** Quick fixes on underlined matrices and loops, and the same as refactorings wherever the cursor is in one. */
export class RemedyActions implements vscode.CodeActionProvider {
  static readonly kinds = [QuickFix, RefactorRewrite];

  constructor(
    private readonly documents: Documents,
    private readonly worker: AnalysisWorker,
  ) {}

  async provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const report = await this.documents.report(document);
    const own = diagnostics.filter((diagnostic) => diagnostic.source === source);
    const actions = [
      ...loopActions(document, range, report, own),
      ...matrixActions(document, range, report, own),
    ];
    if (actions.length === 0) return [];
    const preview = new vscode.CodeAction(vscode.l10n.t('Preview a remedy…'), RefactorRewrite);
    // An underline begins at the name, before the matrix itself.
    const matrix = actions.find((action) => action instanceof MatrixAction);
    const offset = Math.max(document.offsetAt(range.start), matrix?.finding.range.start ?? 0);
    const argument = { uri: document.uri.toString(), offset };
    preview.command = {
      command: commands.applyRemedyAtCursor,
      title: preview.title,
      arguments: [argument],
    };
    return [...actions, preview];
  }

  async resolveCodeAction(action: vscode.CodeAction): Promise<vscode.CodeAction> {
    if (!(action instanceof MatrixAction)) return action;
    const { document, finding, findings, remedy } = action;
    try {
      const change = { ...remedy, precision: 'literal' } as const;
      const { edits, outcome } = await matrixEdit(this.worker, document, finding, change);
      action.edit = workspaceEdit(document, edits);
      action.command = {
        command: internalCommands.showRemedyOutcome,
        title: action.title,
        arguments: [`${action.title}: ${outcome}`],
      };
    } catch (error) {
      if (!(error instanceof HumanError)) throw error;
      // The command meets the same obstacle and says so.
      const argument = { ...subjectOf(document, finding, findings), remedy: remedy.name };
      action.command = { command: internalCommands.applyRemedy, title: action.title, arguments: [argument] };
    }
    return action;
  }
}

function matrixActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { findings }: DocumentReport,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const offset = document.offsetAt(range.start);
  const finding =
    findings.findLast(({ range }) => holds(range, offset)) ??
    findings.find((candidate) => firstLine(document, candidate.range).contains(range.start));
  if (!finding) return [];
  const marked = diagnostics.filter((diagnostic) =>
    firstLine(document, finding.range).isEqual(diagnostic.range),
  );
  return matrixRemedies(finding).map((remedy) => {
    const isFix = marked.length > 0 && remedy.fits;
    const action = new MatrixAction(document, finding, findings, remedy, isFix ? QuickFix : RefactorRewrite);
    if (isFix) action.diagnostics = marked;
    return action;
  });
}

function loopActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { trainingLoops }: DocumentReport,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.CodeAction[] {
  const offset = document.offsetAt(range.start);
  return trainingLoops
    .filter(({ range, edits }) => edits.length > 0 && holds(range, offset))
    .map(({ title, edits, mark }) => {
      const marked = diagnostics.filter((diagnostic) => rangeOf(document, mark).isEqual(diagnostic.range));
      const action = new vscode.CodeAction(title, marked.length > 0 ? QuickFix : RefactorRewrite);
      action.edit = workspaceEdit(document, edits);
      if (marked.length > 0) {
        action.diagnostics = marked;
        action.isPreferred = true;
      }
      return action;
    });
}
