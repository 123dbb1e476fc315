import type { TextRange } from '../../core/textRange';
import * as vscode from 'vscode';
import { toRecord } from '../../present/matrix/record';
import { htmlReport } from '../../present/report/html';
import { markdownReport } from '../../present/report/markdown';
import { entryOf, type ReportEntry } from '../../present/report/entry';
import type { Report, ReportFile } from '../../present/report/report';
import { configRecord } from '../../present/config/configRecord';
import type { AnalysisWorker } from '../analysisWorker';
import { cellRecords } from '../cell/cell';
import { checkpointFile } from '../checkpoint/checkpointFile';
import { registerCommand } from '../command';
import { checkpointOptionViewType, checkpointViewType, commands } from '../contributions';
import type { Documents } from '../documents';
import { fileName } from '../fileName';
import { fullAnalysis, literalOf, sourceIn } from '../fullAnalysis';
import type { Log } from '../log';
import { withProgress } from '../progress';
import { analysisOptions } from '../settings';
import { judgedOf } from '../../shared/service';
import { locationOf, standing } from '../subject';

declare const gradientLensVersion: string;

const checkpointViewTypes: readonly string[] = [checkpointViewType, checkpointOptionViewType];

/**
 * The command "Export Report": all that was found in the text or the checkpoint in front, saved as a page or as Markdown, where
 * the person says or a caller gives a `target`.
 */
export function registerExportReport(
  documents: Documents,
  worker: AnalysisWorker,
  log: Log,
): vscode.Disposable {
  return registerCommand(commands.exportReport, log, async (target) => {
    const subject = subjectInFront();
    if (!subject) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a file with matrices, a config or a checkpoint first.'),
      );
      return;
    }
    const file =
      subject instanceof vscode.Uri
        ? await checkpointReport(subject, worker)
        : await textReport(subject, documents, worker);
    if (file.entries.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing to report was found in this file.'));
      return;
    }
    const uri = isFile(target) ? target : await chooseTarget(subjectUri(subject));
    if (!uri) return;
    const report: Report = {
      files: [file],
      version: gradientLensVersion,
      platform: `${vscode.env.appName} ${vscode.version}`,
      date: new Date().toISOString().slice(0, 10),
      language: vscode.l10n.bundle ? vscode.env.language : 'en',
    };
    const text = uri.path.toLowerCase().endsWith('.md') ? markdownReport(report) : htmlReport(report);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Gradient Lens: report exported'), 3000);
  });
}

/** A text, or the file of a checkpoint's editor. */
type Subject = vscode.TextDocument | vscode.Uri;

const subjectUri = (subject: Subject): vscode.Uri => (subject instanceof vscode.Uri ? subject : subject.uri);

/** Where a caller wants the report; a menu gives the file it was opened on, which must not be written over. */
const isFile = (target: unknown): target is vscode.Uri =>
  target instanceof vscode.Uri && /\.(?:html?|md)$/i.test(target.path);

function subjectInFront(): Subject | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  if (input instanceof vscode.TabInputCustom && checkpointViewTypes.includes(input.viewType))
    return input.uri;
  return vscode.window.activeTextEditor?.document;
}

function chooseTarget(source: vscode.Uri): Thenable<vscode.Uri | undefined> {
  const name = fileName(source).replace(/\.\w+$/, '');
  const folder = vscode.workspace.getWorkspaceFolder(source)?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Report'),
    filters: { [vscode.l10n.t('Web page')]: ['html'], Markdown: ['md'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}-gradients.html`) } : {}),
  });
}

/** All recurrences of a checkpoint, analyzed in full. */
async function checkpointReport(uri: vscode.Uri, worker: AnalysisWorker): Promise<ReportFile> {
  const options = analysisOptions();
  const { place } = await checkpointFile(uri);
  const { findings, errors, notes } = await withProgress(
    vscode.l10n.t('Gradient Lens: analyzing {0}', fileName(uri)),
    (signal, onProgress) =>
      worker.call(
        'checkpoint',
        { place, options, tensor: null },
        { signal, onProgress, subject: uri.toString() },
      ),
  );
  return {
    file: vscode.workspace.asRelativePath(uri),
    entries: findings.map((record) => entryOf(record, options.thresholds)),
    problems: errors.map((message) => ({ message, location: null })),
    notes,
    options,
  };
}

/** All matrices and configs of a text, with every figure of each. */
async function textReport(
  document: vscode.TextDocument,
  documents: Documents,
  worker: AnalysisWorker,
): Promise<ReportFile> {
  const { findings: all, cells, configs, problems } = await documents.report(document);
  const findings = judgedOf(all);
  const options = analysisOptions(document);
  const { thresholds } = options;
  const locate = (range: TextRange) => locationOf(document, range);
  const source = sourceIn(document, documents, worker);
  const matrices = await withProgress(
    vscode.l10n.t('Gradient Lens: analyzing {0}', fileName(document.uri)),
    async (signal, onProgress) => {
      const entries: ReportEntry[] = [];
      for (const [i, finding] of findings.entries()) {
        if (!finding.summary) continue;
        const { name, range, decision } = finding;
        const analysis = await fullAnalysis(finding, source, {
          signal,
          literal: literalOf(finding, document),
        });
        const record = toRecord(name, locate(range), analysis, standing(decision, document));
        entries.push(entryOf(record, thresholds));
        onProgress((i + 1) / findings.length);
      }
      return entries;
    },
  );
  const large = findings.filter(({ summary }) => !summary).length;
  return {
    file: vscode.workspace.asRelativePath(document.uri),
    entries: [
      ...matrices,
      ...cellRecords(document, cells).map((record) => entryOf(record, thresholds)),
      ...configs.map((config) => entryOf(configRecord(config, locate), thresholds)),
    ],
    problems: problems.map(({ message, range }) => ({ message, location: locate(range) })),
    notes:
      large > 0
        ? [vscode.l10n.t('{0} over the size limit (gradientLens.limits.size) were not analyzed.', large)]
        : [],
    options,
  };
}
