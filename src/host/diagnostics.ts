import * as vscode from 'vscode';
import type { DocumentReport } from '../shared/service';
import { internalCommands, type Settings } from './contributions';
import { ignoreEntry, type Documents } from './documents';
import { setting, updateSetting } from './settings';
import { commandUri, rangeOf } from './subject';

const source = 'Gradient Lens';

type Level = Settings['gradientLens.diagnostics.level'];

const severities: Readonly<Record<Exclude<Level, 'off'>, vscode.DiagnosticSeverity>> = {
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Squiggles for warning-level verdicts and unreadable array calls, and the quick fix that ignores a matrix. */
export function registerDiagnostics(documents: Documents, readme: vscode.Uri): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('gradientLens');
  return vscode.Disposable.from(
    collection,
    documents.onDidChange((document) => {
      const report = document.isClosed ? undefined : documents.current(document);
      collection.set(document.uri, report ? diagnosticsOf(document, report) : []);
    }),
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**' },
      {
        provideCodeActions: (document, _range, { diagnostics }) =>
          ignoreActions(document, diagnostics, documents),
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(internalCommands.explainRule, (rule: unknown) =>
      vscode.commands.executeCommand(
        'markdown.showPreview',
        readme.with({ fragment: `rule-${String(rule)}` }),
      ),
    ),
    vscode.commands.registerCommand(internalCommands.ignoreMatrix, (entry: unknown) => {
      if (typeof entry !== 'string') return undefined;
      return updateSetting('gradientLens.ignore', [...setting('gradientLens.ignore'), entry]);
    }),
  );
}

function diagnosticsOf(document: vscode.TextDocument, report: DocumentReport): vscode.Diagnostic[] {
  const level = setting('gradientLens.diagnostics.level', document);
  if (level === 'off') return [];
  const verdicts = report.findings.flatMap(({ span, analysis }) => {
    const verdict = analysis?.verdict;
    if (verdict?.severity !== 'warning') return [];
    const diagnostic = new vscode.Diagnostic(rangeOf(document, span), verdict.explanation, severities[level]);
    diagnostic.code = {
      value: verdict.rule,
      target: vscode.Uri.parse(commandUri(internalCommands.explainRule, verdict.rule)),
    };
    return [diagnostic];
  });
  const hints = report.problems.map(({ kind, span, message }) => {
    const hint = new vscode.Diagnostic(rangeOf(document, span), message, vscode.DiagnosticSeverity.Hint);
    hint.code = kind;
    return hint;
  });
  return [...verdicts, ...hints].map((diagnostic) => Object.assign(diagnostic, { source }));
}

/** The comment sign of the languages that have one. */
const commentSigns: Readonly<Record<string, string>> = {
  python: '#',
  yaml: '#',
  julia: '#',
  matlab: '%',
  jsonc: '//',
};

/** VS Code hands back copies of the diagnostics, so the matrix is found again by its range. */
async function ignoreActions(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
  documents: Documents,
): Promise<vscode.CodeAction[]> {
  const { findings } = await documents.report(document);
  return diagnostics.flatMap((diagnostic) => {
    const finding = findings.find(({ span }) => rangeOf(document, span).isEqual(diagnostic.range));
    if (diagnostic.source !== source || !finding) return [];
    const action = new vscode.CodeAction('Ignore this matrix', vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    const sign = commentSigns[document.languageId];
    if (sign) {
      const line = document.lineAt(diagnostic.range.start.line);
      const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.insert(document.uri, line.range.start, `${indent}${sign} gradient-lens-ignore\n`);
    } else {
      const argument = ignoreEntry(document, finding.name);
      action.command = { command: internalCommands.ignoreMatrix, title: action.title, arguments: [argument] };
    }
    return [action];
  });
}
