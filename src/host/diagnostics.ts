import type { TextRange } from '../core/textRange';
import * as vscode from 'vscode';
import { formatNumber, formatPowerOfTen, formatSteps } from '../present/format';
import type { Verdict } from '../core/verdict';
import { judgedOf, type DocumentReport } from '../shared/service';
import { alarmingCells } from './cell/cell';
import { cellMessage } from './cell/text';
import { configActions, configDiagnostics } from './config/diagnostics';
import { internalCommands, type Settings } from './contributions';
import { ignoreEntry, type Documents } from './documents';
import type { Explanations } from './explanations';
import { setting, updateSetting } from './settings';
import { rangeOf } from './subject';
import { loopDiagnostics } from './trainingDiagnostics';

/** How the diagnostics are signed. */
export const source = 'Gradient Lens';

export type Level = Settings['gradientLens.diagnostics.level'];

const severities: Readonly<Record<Exclude<Level, 'off'>, vscode.DiagnosticSeverity>> = {
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
  hint: vscode.DiagnosticSeverity.Hint,
};

/** Squiggles for warning-level verdicts and unreadable array calls, and the quick fix that ignores a matrix. */
export function registerDiagnostics(documents: Documents, explanations: Explanations): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('gradientLens');
  return vscode.Disposable.from(
    collection,
    documents.onDidChange(async (document) => {
      const report = documents.current(document);
      const diagnostics = report ? await diagnosticsOf(document, report, explanations) : [];
      // The next report may have come in the meantime.
      if (documents.current(document) === report) collection.set(document.uri, diagnostics);
    }),
    vscode.languages.registerCodeActionsProvider(
      { pattern: '**' },
      {
        async provideCodeActions(document, _range, { diagnostics }) {
          const sign = commentSigns[document.languageId];
          return [
            ...(await configActions(document, diagnostics, documents, sign)),
            ...(await ignoreActions(document, diagnostics, documents)),
          ];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(internalCommands.explainRule, (rule: unknown) =>
      explanations.show(String(rule)),
    ),
    vscode.commands.registerCommand(internalCommands.ignoreMatrix, (entry: unknown) => {
      if (typeof entry !== 'string') return undefined;
      return updateSetting('gradientLens.ignore', [...setting('gradientLens.ignore'), entry]);
    }),
  );
}

/** A matrix of many lines is underlined on its first alone, from the name on: a page of squiggles would only shout. */
export function firstLine(document: vscode.TextDocument, range: TextRange): vscode.Range {
  const whole = rangeOf(document, range);
  if (whole.isSingleLine) return whole;
  const { range: line, firstNonWhitespaceCharacterIndex } = document.lineAt(whole.start.line);
  return line.with(line.start.with({ character: firstNonWhitespaceCharacterIndex }));
}

/** Shorter than the explanation, which the hover shows below it. */
function message({ name, steps, log10Gain, sigmaMax, spectralRadius, driven }: Verdict): string {
  const figures = [
    formatPowerOfTen(log10Gain),
    formatSteps(steps),
    formatNumber(spectralRadius.value),
    formatNumber(sigmaMax),
  ];
  if (name === 'exploding' && driven && driven.name !== name)
    return vscode.l10n.t(
      'Exploding gradients near rest: gain {0} over {1} (ρ = {2}, σ_max = {3}); driven states saturate.',
      ...figures,
    );
  return name === 'exploding'
    ? vscode.l10n.t('Exploding gradients: gain {0} over {1} (ρ = {2}, σ_max = {3}).', ...figures)
    : vscode.l10n.t('Vanishing gradients: gain {0} over {1} (ρ = {2}, σ_max = {3}).', ...figures);
}

async function diagnosticsOf(
  document: vscode.TextDocument,
  report: DocumentReport,
  explanations: Explanations,
): Promise<vscode.Diagnostic[]> {
  const level = setting('gradientLens.diagnostics.level', document);
  if (level === 'off') return [];
  const verdicts: vscode.Diagnostic[] = [];
  for (const { range, summary } of judgedOf(report.findings)) {
    const verdict = summary?.verdict;
    if (verdict?.severity !== 'warning') continue;
    const diagnostic = new vscode.Diagnostic(firstLine(document, range), message(verdict), severities[level]);
    diagnostic.code = { value: verdict.rule, target: await explanations.uri(verdict.rule) };
    verdicts.push(diagnostic);
  }
  for (const { range, record } of alarmingCells(report.cells)) {
    const { rule } = record!;
    const diagnostic = new vscode.Diagnostic(
      firstLine(document, range),
      cellMessage(record!),
      severities[level],
    );
    diagnostic.code = { value: rule, target: await explanations.uri(rule) };
    verdicts.push(diagnostic);
  }
  const hints = report.problems.map(({ kind, range, message }) => {
    const hint = new vscode.Diagnostic(rangeOf(document, range), message, vscode.DiagnosticSeverity.Hint);
    hint.code = kind;
    return hint;
  });
  const loops = await loopDiagnostics(document, report, level, explanations);
  const configs = await configDiagnostics(document, report.configs, level, explanations);
  return [...verdicts, ...loops, ...configs, ...hints].map((diagnostic) =>
    Object.assign(diagnostic, { source }),
  );
}

/** The comment sign of the languages that have one. */
const commentSigns: Readonly<Record<string, string>> = {
  python: '#',
  yaml: '#',
  toml: '#',
  julia: '#',
  matlab: '%',
  jsonc: '//',
  jsonnet: '//',
};

/** VS Code hands back copies of the diagnostics, so the matrix is found again by its range. */
async function ignoreActions(
  document: vscode.TextDocument,
  diagnostics: readonly vscode.Diagnostic[],
  documents: Documents,
): Promise<vscode.CodeAction[]> {
  const { findings, cells, trainingLoops } = await documents.report(document);
  return diagnostics.flatMap((diagnostic) => {
    const isHere = ({ range }: { range: TextRange }): boolean =>
      firstLine(document, range).isEqual(diagnostic.range);
    const finding = cells.find(isHere) ?? findings.find(isHere);
    const loop = trainingLoops.find(({ mark }) => rangeOf(document, mark).isEqual(diagnostic.range));
    const name = finding?.name ?? (loop && `training:${loop.name}`);
    if (diagnostic.source !== source || name === undefined) return [];
    const title = finding ? vscode.l10n.t('Ignore this matrix') : vscode.l10n.t('Ignore this training loop');
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = [diagnostic];
    const sign = commentSigns[document.languageId];
    if (sign) {
      const line = document.lineAt(diagnostic.range.start.line);
      const indent = line.text.slice(0, line.firstNonWhitespaceCharacterIndex);
      action.edit = new vscode.WorkspaceEdit();
      action.edit.insert(document.uri, line.range.start, `${indent}${sign} gradient-lens-ignore\n`);
    } else {
      const argument = ignoreEntry(document, name);
      action.command = { command: internalCommands.ignoreMatrix, title: action.title, arguments: [argument] };
    }
    return [action];
  });
}
