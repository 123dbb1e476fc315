import * as vscode from 'vscode';
import type { ConfigFinding, ConfigNotice } from '../../shared/config';
import { internalCommands, type Settings } from '../contributions';
import { ignoreEntry, type Documents } from '../documents';
import type { Explanations } from '../explanations';
import { rangeOf } from '../subject';

type Level = Exclude<Settings['gradientLens.diagnostics.level'], 'off'>;

/** The level caps a notice; one that is only information never rises above that. */
const severities: Readonly<
  Record<Level, Readonly<Record<ConfigNotice['severity'], vscode.DiagnosticSeverity>>>
> = {
  warning: { warning: vscode.DiagnosticSeverity.Warning, information: vscode.DiagnosticSeverity.Information },
  information: {
    warning: vscode.DiagnosticSeverity.Information,
    information: vscode.DiagnosticSeverity.Information,
  },
  hint: { warning: vscode.DiagnosticSeverity.Hint, information: vscode.DiagnosticSeverity.Hint },
};

/** Squiggles under the values of a config that let gradients vanish or explode. */
export function configDiagnostics(
  document: vscode.TextDocument,
  findings: readonly ConfigFinding[],
  level: Level,
  explanations: Explanations,
): Promise<vscode.Diagnostic[]> {
  return Promise.all(
    findings.flatMap(({ notices }) =>
      notices.map(async (notice) => {
        const diagnostic = new vscode.Diagnostic(
          noticeRange(document, notice),
          notice.message,
          severities[level][notice.severity],
        );
        diagnostic.code = { value: notice.rule, target: await explanations.uri(notice.rule) };
        return diagnostic;
      }),
    ),
  );
}

/** The quick fixes for those: edits of single values, and leaving the config out. */
export async function configActions(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
  documents: Documents,
  commentSign: string | undefined,
): Promise<vscode.CodeAction[]> {
  const { configs } = await documents.report(document);
  return diagnostics.flatMap((diagnostic) =>
    configs.flatMap(({ config, notices }) =>
      notices
        .filter(
          (notice) =>
            codeOf(diagnostic) === notice.rule && noticeRange(document, notice).isEqual(diagnostic.range),
        )
        .flatMap(({ edits }) => [
          ...edits.map(({ title, range, text }) => {
            const edit = new vscode.WorkspaceEdit();
            edit.replace(document.uri, rangeOf(document, range), text);
            return fix(title, diagnostic, edit);
          }),
          ignore(document, diagnostic, config.name, commentSign),
        ]),
    ),
  );
}

/** VS Code hands back copies of the diagnostics, so rule and range tell which it was. */
function codeOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

function fix(title: string, diagnostic: vscode.Diagnostic, edit: vscode.WorkspaceEdit): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  action.edit = edit;
  return action;
}

function ignore(
  document: vscode.TextDocument,
  diagnostic: vscode.Diagnostic,
  name: string,
  commentSign: string | undefined,
): vscode.CodeAction {
  const action = new vscode.CodeAction(vscode.l10n.t('Ignore this value'), vscode.CodeActionKind.QuickFix);
  action.diagnostics = [diagnostic];
  if (commentSign) {
    const line = document.lineAt(diagnostic.range.start.line);
    const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
    action.edit = new vscode.WorkspaceEdit();
    action.edit.insert(document.uri, line.range.start, `${indent}${commentSign} gradient-lens-ignore\n`);
  } else {
    action.title = vscode.l10n.t('Ignore this config');
    action.command = {
      command: internalCommands.ignoreMatrix,
      title: action.title,
      arguments: [ignoreEntry(document, name)],
    };
  }
  return action;
}

/** A value of many lines is underlined on its first alone. */
function noticeRange(document: vscode.TextDocument, { range }: ConfigNotice): vscode.Range {
  const whole = rangeOf(document, range);
  return whole.isSingleLine ? whole : whole.with({ end: document.lineAt(whole.start.line).range.end });
}
