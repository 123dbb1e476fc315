import * as vscode from 'vscode';
import { formatNumber } from '../present/format';
import type { DocumentReport, Finding } from '../shared/service';
import type { AnalysisWorker } from './analysisWorker';
import { cellHover } from './cell/cell';
import { configHover, memoryHover } from './config/hover';
import { commands, internalCommands } from './contributions';
import type { Documents } from './documents';
import { hoverText } from './hoverText';
import { fullAnalysis, sourceIn } from './fullAnalysis';
import { setting } from './settings';
import { commandUri, holds, rangeOf, standing, subjectOf, type Subject } from './subject';

/**
 * Hover on a matrix that recurs: the verdict, what shows the recurrence, the figures, the curve, the first remedy. Any other is
 * spoken of only where nothing else claims the place and the file is about recurrences.
 */
export function registerHover(documents: Documents, worker: AnalysisWorker): vscode.Disposable {
  return vscode.languages.registerHoverProvider(
    { pattern: '**' },
    {
      async provideHover(document, position) {
        const report = await documents.report(document);
        const { findings, problems, configs, memoryKeys } = report;
        const offset = document.offsetAt(position);
        const finding = findings.findLast(({ range }) => holds(range, offset));
        if (finding && (finding.decision.judged || finding.summary)) {
          const text = describe(finding, subjectOf(document, finding, findings), document);
          return new vscode.Hover(text, rangeOf(document, finding.range));
        }
        const cell = cellHover(document, report, offset);
        if (cell) return cell;
        const config = configHover(document, configs, offset);
        if (config) return config;
        const memory = memoryHover(document, memoryKeys, offset);
        if (memory) return memory;
        const problem = problems.find(({ range }) => holds(range, offset));
        if (!problem) return finding && offer(document, finding, report, { documents, worker });
        const text = new vscode.MarkdownString().appendText(`Gradient Lens: ${problem.message}`);
        return new vscode.Hover(text, rangeOf(document, problem.range));
      },
    },
  );
}

/** Figures and a question for a matrix that nothing shows to recur; nothing in a file that speaks of no recurrence. */
async function offer(
  document: vscode.TextDocument,
  finding: Finding,
  { findings, mentionsRecurrence }: DocumentReport,
  { documents, worker }: { readonly documents: Documents; readonly worker: AnalysisWorker },
): Promise<vscode.Hover | undefined> {
  const [rows, columns] = finding.shape;
  const limit = setting('gradientLens.limits.size', document);
  if (!mentionsRecurrence || finding.cell !== undefined || rows !== columns || rows > limit) return undefined;
  const { figures } = await fullAnalysis(finding, sourceIn(document, documents, worker));
  const open = commandUri(internalCommands.openPanel, subjectOf(document, finding, findings));
  const text = new vscode.MarkdownString(
    vscode.l10n.t(
      '{0}×{1}, σ\\_max {2} · [analyze as recurrent?]({3})',
      rows,
      columns,
      formatNumber(figures.sigmaMax),
      open,
    ),
  );
  text.isTrusted = { enabledCommands: [internalCommands.openPanel] };
  return new vscode.Hover(text, rangeOf(document, finding.range));
}

function describe(finding: Finding, subject: Subject, document: vscode.TextDocument): vscode.MarkdownString {
  const { shape, summary, range, derived } = finding;
  const open = { label: vscode.l10n.t('Open panel'), uri: commandUri(internalCommands.openPanel, subject) };
  const at = subject.kind === 'document' ? { uri: subject.uri, offset: range.start } : undefined;
  const rule = summary?.verdict?.rule;
  const text = summary
    ? hoverText(finding, summary, reasonFor(finding, document), [
        open,
        { label: vscode.l10n.t('Copy figures'), uri: commandUri(internalCommands.copyFigures, subject) },
        ...(derived
          ? []
          : [{ label: vscode.l10n.t('Apply a remedy'), uri: commandUri(commands.applyRemedyAtCursor, at) }]),
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

/** Why it is judged, and what is judged where that is not the literal. */
function reasonFor({ decision, derived, options: { leak } }: Finding, document: vscode.TextDocument): string {
  const { reason } = standing(decision, document);
  if (leak) {
    const step = `${formatNumber(leak.keep)}·I + ${formatNumber(leak.gain)}·W`;
    return vscode.l10n.t('{0}; judged is the leaky step {1}', reason, step);
  }
  return derived ? vscode.l10n.t('{0}; judged is what the lines below make of it', reason) : reason;
}
