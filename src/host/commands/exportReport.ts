import * as vscode from 'vscode';
import { toRecord, type Location } from '../../core/record';
import { htmlReport } from '../../report/html';
import { markdownReport } from '../../report/markdown';
import { entryOf } from '../../report/entry';
import type { Report } from '../../report/report';
import { configRecord } from '../../shared/configRecord';
import type { DocumentReport, Span } from '../../shared/service';
import { commands } from '../contributions';
import type { Documents } from '../documents';
import { analysisOptions } from '../settings';
import { rangeOf } from '../subject';

declare const gradientLensVersion: string;

/** The command "Export Report": all that was found in the active document, saved as a page or as Markdown. */
export function registerExportReport(documents: Documents): vscode.Disposable {
  return vscode.commands.registerCommand(commands.exportReport, async (target: unknown) => {
    const document = vscode.window.activeTextEditor?.document;
    if (!document) {
      void vscode.window.showInformationMessage(
        vscode.l10n.t('Open a file with matrices or a config first.'),
      );
      return;
    }
    const found = await documents.report(document);
    if (found.findings.length + found.configs.length === 0) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Nothing to report was found in this file.'));
      return;
    }
    const uri = target instanceof vscode.Uri ? target : await chooseTarget(document);
    if (!uri) return;
    const report = reportOf(document, found);
    const text = uri.path.toLowerCase().endsWith('.md') ? markdownReport(report) : htmlReport(report);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    vscode.window.setStatusBarMessage(vscode.l10n.t('Gradient Lens: report exported'), 3000);
  });
}

function chooseTarget(document: vscode.TextDocument): Thenable<vscode.Uri | undefined> {
  const name = document.uri.path
    .split('/')
    .at(-1)!
    .replace(/\.\w+$/, '');
  const folder = vscode.workspace.getWorkspaceFolder(document.uri)?.uri;
  return vscode.window.showSaveDialog({
    title: vscode.l10n.t('Export Report'),
    filters: { [vscode.l10n.t('Web page')]: ['html'], Markdown: ['md'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, `${name}-gradients.html`) } : {}),
  });
}

function reportOf(document: vscode.TextDocument, { findings, configs, problems }: DocumentReport): Report {
  const locate = (span: Span): Location => {
    const { start, end } = rangeOf(document, span);
    return {
      line: start.line + 1,
      column: start.character + 1,
      endLine: end.line + 1,
      endColumn: end.character + 1,
    };
  };
  const matrices = findings.flatMap(({ name, span, analysis }) =>
    analysis ? [entryOf(toRecord(name, locate(span), analysis))] : [],
  );
  const large = findings.filter(({ analysis }) => !analysis).length;
  return {
    files: [
      {
        file: vscode.workspace.asRelativePath(document.uri),
        entries: [...matrices, ...configs.map((config) => entryOf(configRecord(config, locate)))],
        problems: problems.map(({ message, span }) => ({ message, location: locate(span) })),
        notes:
          large > 0
            ? [vscode.l10n.t('{0} over the size limit (gradientLens.limits.size) were not analysed.', large)]
            : [],
        options: analysisOptions(document),
      },
    ],
    version: gradientLensVersion,
    platform: `${vscode.env.appName} ${vscode.version}`,
    date: new Date().toISOString().slice(0, 10),
    language: vscode.l10n.bundle ? vscode.env.language : 'en',
  };
}
