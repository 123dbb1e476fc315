import * as vscode from 'vscode';
import { nowhere } from '../../core/location';
import { toRecord } from '../../present/matrix/record';
import type { Finding } from '../../shared/service';
import { panelTabs, type PanelTab, type TabId } from '../../shared/tabs';
import type { AnalysisWorker } from '../analysisWorker';
import { registerCommand } from '../command';
import { commands, internalCommands, tabCommand } from '../contributions';
import type { Documents } from '../documents';
import { fullAnalysis, literalOf, sourceIn } from '../fullAnalysis';
import { HumanError } from '../humanError';
import { lensTitle } from '../lens';
import type { Log } from '../log';
import { cellName, cellOf, selectedCell } from '../notebook/cells';
import type { CellOutputs } from '../notebook/cellOutputs';
import type { Panels } from '../panel';
import { withProgress } from '../progress';
import { setting } from '../settings';
import {
  findingOf,
  locationOf,
  parseSubject,
  rangeOf,
  standingWhenAsked,
  subjectOf,
  type Subject,
} from '../subject';

/** The commands that open panels: at the cursor, for a selection, for all matrices of a file, from links and lenses. */
export function registerAnalyze(
  worker: AnalysisWorker,
  documents: Documents,
  outputs: CellOutputs,
  panels: Panels,
  log: Log,
): vscode.Disposable {
  const command = (id: string, run: (argument: unknown) => Promise<void>): vscode.Disposable =>
    registerCommand(id, log, run);

  /** Opens a tab: of the panel in front, of the matrix at the cursor, or of one that serves instead. */
  const showTab = async ({ id, needsMatrix }: PanelTab & { readonly id: TabId }): Promise<void> => {
    if (panels.active) {
      panels.active.reveal(id);
      return;
    }
    const editor = vscode.window.activeTextEditor;
    const finding = editor && (await documents.findingAt(editor.document, editor.selection.active));
    if (finding) {
      const { findings } = await documents.report(editor.document);
      await open(subjectOf(editor.document, finding, findings), finding, id);
    } else if (needsMatrix) await vscode.commands.executeCommand(commands.quickCheck, id);
    else panels.show({ kind: 'article' }, id);
  };

  /** What a subject names now, if it is still there. */
  const lookUp = async (subject: Subject & { kind: 'document' | 'output' }) => {
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(subject.uri));
    const cell = subject.kind === 'output' ? cellOf(document) : undefined;
    const report = await (cell ? outputs.report(cell) : documents.report(document));
    return { document, finding: findingOf(subject, report.findings) };
  };

  const sourceOf = (subject: Subject & { kind: 'document' | 'output' }, document: vscode.TextDocument) => {
    const cell = subject.kind === 'output' ? cellOf(document) : undefined;
    const source = sourceIn(document, documents, worker);
    return cell ? { ...source, readAnew: () => outputs.report(cell, true) } : source;
  };

  const open = async (subject: Subject, finding: Finding | undefined, tab?: TabId): Promise<void> => {
    if (finding && isLarge(finding) && !finding.summary && !(await confirmLarge(finding))) return;
    panels.show(subject, tab);
  };

  /** Lists the matrices of the active file with their verdicts; a pick opens its panel. */
  const list = async (): Promise<void> => {
    const { document } = activeEditor();
    const { findings } = await documents.report(document);
    const picked = await pick(vscode.l10n.t('Matrices in this file'), findings, ({ range }) =>
      vscode.l10n.t('line {0}', rangeOf(document, range).start.line + 1),
    );
    if (picked) await open(subjectOf(document, picked, findings), picked);
  };

  /** Lists the matrices in the output of a cell; where there is one alone, its panel opens. */
  const listOutput = async (cell: vscode.NotebookCell | undefined): Promise<void> => {
    if (!cell) {
      throw new HumanError(vscode.l10n.t('Select a cell of a notebook whose output shows a matrix.'));
    }
    const { findings } = await outputs.report(cell);
    const [only, ...more] = findings;
    const picked =
      more.length === 0 && only
        ? only
        : await pick(vscode.l10n.t('In the output of {0}', cellName(cell)), findings);
    if (picked) await open(subjectOf(cell.document, picked, findings, 'output'), picked);
  };

  return vscode.Disposable.from(
    command(commands.analyzeAtCursor, async () => {
      const { document, selection } = activeEditor();
      const finding = await documents.findingAt(document, selection.active);
      if (!finding)
        throw new HumanError(
          vscode.l10n.t(
            'There is no matrix at the cursor. Place the cursor in one, or select some text and analyze the selection.',
          ),
        );
      const { findings } = await documents.report(document);
      await open(subjectOf(document, finding, findings), finding);
    }),
    command(commands.analyzeSelection, async () => {
      const { document, selection } = activeEditor();
      const start = document.offsetAt(selection.start);
      const end = document.offsetAt(selection.end);
      const { findings } = await documents.report(document);
      const finding = findings.find(({ range }) => range.start < end && start < range.end);
      if (finding && !selection.isEmpty) {
        await open(subjectOf(document, finding, findings), finding);
        return;
      }
      const source = document.getText(selection).trim();
      if (source === '')
        throw new HumanError(
          vscode.l10n.t('Nothing is selected: select a matrix or an expression such as 0.9 * np.eye(64).'),
        );
      panels.show({ kind: 'expression', source });
    }),
    command(commands.analyzeAll, async () => {
      const { document } = activeEditor();
      const { findings } = await documents.report(document);
      const open = findings.filter(({ summary }) => !summary);
      const [largest] = open.filter(isLarge).toSorted((a, b) => b.shape[0] - a.shape[0]);
      if (open.length > 0 && (!largest || (await confirmLarge(largest)))) {
        await withProgress(vscode.l10n.t('Gradient Lens: analyzing all matrices'), (signal, onProgress) =>
          documents.reportAll(document, signal, onProgress),
        );
      }
      await list();
    }),
    ...panelTabs.map((tab) => command(tabCommand(tab.id), () => showTab(tab))),
    command(internalCommands.listMatrices, list),
    command(commands.analyzeOutput, async (uri) => {
      const named =
        typeof uri === 'string' && (await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)));
      await listOutput(named ? cellOf(named) : selectedCell());
    }),
    command(internalCommands.openPanel, async (argument) => {
      const subject = parseSubject(argument);
      if (!subject) return;
      await open(subject, 'uri' in subject ? (await lookUp(subject)).finding : undefined);
    }),
    command(internalCommands.copyFigures, async (argument) => {
      const subject = parseSubject(argument);
      if (!subject || !('uri' in subject)) return;
      const { document, finding } = await lookUp(subject);
      const analysis =
        finding &&
        (await fullAnalysis(finding, sourceOf(subject, document), {
          literal: subject.kind === 'document' ? literalOf(finding, document) : null,
        }));
      if (!analysis) return;
      const text = subject.kind === 'output' ? undefined : document;
      const location = text ? locationOf(text, finding.range) : nowhere;
      const record = toRecord(finding.name, location, analysis, standingWhenAsked(finding, text));
      await vscode.env.clipboard.writeText(JSON.stringify(record, null, 2));
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('Gradient Lens: figures of {0} copied', finding.name),
        3000,
      );
    }),
  );
}

/** Lets the person choose among the matrices of one place. */
async function pick(
  title: string,
  findings: readonly Finding[],
  where: (finding: Finding) => string = () => vscode.l10n.t('printed'),
): Promise<Finding | undefined> {
  if (findings.length === 0) {
    throw new HumanError(
      vscode.l10n.t(
        'No matrix was found in this file: Gradient Lens reads nested lists, array calls and printed arrays.',
      ),
    );
  }
  const picked = await vscode.window.showQuickPick(
    findings.map((finding) => ({
      label: finding.name,
      description: `${where(finding)} · ${finding.shape[0]}×${finding.shape[1]}`,
      detail: lensTitle(finding),
      finding,
    })),
    { title, matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.finding;
}

/** Whether a matrix is over the size up to which one is analyzed unasked. */
const isLarge = ({ shape }: Finding): boolean => Math.max(...shape) > setting('gradientLens.limits.size');

function activeEditor(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (!editor) {
    throw new HumanError(vscode.l10n.t('Open a file with a matrix first, or use the quick check.'));
  }
  return editor;
}

async function confirmLarge({ name, shape }: Finding): Promise<boolean> {
  const size = setting('gradientLens.limits.size');
  const analyze: vscode.MessageItem = { title: vscode.l10n.t('Analyze') };
  const answer = await vscode.window.showWarningMessage(
    vscode.l10n.t(
      '{0} is {1}, over the limit of {2} (gradientLens.limits.size). Its analysis may take minutes; it can be canceled.',
      name,
      `${shape[0]}×${shape[1]}`,
      size,
    ),
    { modal: true },
    analyze,
  );
  return answer === analyze;
}
