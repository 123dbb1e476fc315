import * as vscode from 'vscode';
import type { Finding } from '../shared/service';
import { configHover, memoryHover } from './config/hover';
import { commands, internalCommands } from './contributions';
import type { Documents } from './documents';
import { hoverText } from './hoverText';
import { commandUri, holds, rangeOf, subjectOf, type Subject } from './subject';

/** Hover on a matrix: the verdict, the figures, the curve, the first remedy. */
export function registerHover(documents: Documents): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: '**' },
    {
      async provideHover(document, position) {
        const { findings, problems, configs, memoryKeys } = await documents.report(document);
        const offset = document.offsetAt(position);
        const finding = findings.findLast(({ range }) => holds(range, offset));
        if (finding) {
          const text = describe(finding, subjectOf(document, finding, findings));
          return new vscode.Hover(text, rangeOf(document, finding.range));
        }
        const config = configHover(document, configs, offset);
        if (config) return config;
        const memory = memoryHover(document, memoryKeys, offset);
        if (memory) return memory;
        const problem = problems.find(({ range }) => holds(range, offset));
        if (!problem) return undefined;
        const text = new vscode.MarkdownString().appendText(`Gradient Lens: ${problem.message}`);
        return new vscode.Hover(text, rangeOf(document, problem.range));
      },
    },
  );
}

function describe(finding: Finding, subject: Subject): vscode.MarkdownString {
  const { shape, summary, range } = finding;
  const open = { label: vscode.l10n.t('Open panel'), uri: commandUri(internalCommands.openPanel, subject) };
  const at = subject.kind === 'document' ? { uri: subject.uri, offset: range.start } : undefined;
  const rule = summary?.verdict?.rule;
  const text = summary
    ? hoverText(finding, summary, [
        open,
        { label: vscode.l10n.t('Copy figures'), uri: commandUri(internalCommands.copyFigures, subject) },
        { label: vscode.l10n.t('Apply a remedy'), uri: commandUri(commands.applyRemedyAtCursor, at) },
        { label: vscode.l10n.t('Change horizon'), uri: commandUri(commands.setHorizon) },
        ...(rule
          ? [{ label: vscode.l10n.t('Why'), uri: commandUri(internalCommands.explainRule, rule) }]
          : []),
      ])
    : vscode.l10n.t(
        'This {0} matrix is larger than gradientLens.limits.size, so it was not analyzed automatically. [Analyze it]({1})',
        `${shape[0]}×${shape[1]}`,
        open.uri,
      );
  const markdown = new vscode.MarkdownString(text);
  markdown.isTrusted = {
    enabledCommands: [
      internalCommands.openPanel,
      internalCommands.copyFigures,
      internalCommands.explainRule,
      commands.applyRemedyAtCursor,
      commands.setHorizon,
    ],
  };
  return markdown;
}
