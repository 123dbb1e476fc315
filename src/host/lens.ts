import * as vscode from 'vscode';
import { explain } from '../present/matrix/explanation';
import { roleName } from '../present/role/role';
import { formatNumber, formatPowerOfTen } from '../present/format';
import { judgedOf, type Finding } from '../shared/service';
import { cellLenses } from './cell/cell';
import { configLenses } from './config/lens';
import { internalCommands } from './contributions';
import type { Documents } from './documents';
import { setting } from './settings';
import { rangeOf, subjectOf } from './subject';
import { verdictMark } from './verdictMark';

/** The one short line above a matrix. */
export function lensTitle({ decision, shape, summary, options }: Finding): string {
  const size = `${shape[0]}×${shape[1]}`;
  if (!summary) {
    return decision.judged
      ? vscode.l10n.t('{0} · over the size limit: analyze?', size)
      : vscode.l10n.t('{0} · {1}', size, roleName(decision.role));
  }
  const { verdict, sigmaMax } = summary;
  if (!verdict) return vscode.l10n.t('{0} · σ_max {1}', size, formatNumber(sigmaMax));
  return vscode.l10n.t(
    '{0} · gain {1} over {2} steps · ρ {3}',
    verdictMark(verdict.name),
    formatPowerOfTen(verdict.log10Gain),
    options.steps,
    formatNumber(verdict.spectralRadius.value),
  );
}

/** CodeLens: one short line above each matrix; a click opens the panel. */
export function registerLens(documents: Documents): vscode.Disposable {
  const refresh = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    refresh,
    documents.onDidChange(() => {
      refresh.fire();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gradientLens.codeLens.enabled')) refresh.fire();
    }),
    vscode.languages.registerCodeLensProvider(
      { pattern: '**' },
      {
        onDidChangeCodeLenses: refresh.event,
        async provideCodeLenses(document) {
          if (!setting('gradientLens.codeLens.enabled', document)) return [];
          const report = await documents.report(document);
          const { findings, configs } = report;
          const matrices = judgedOf(findings).map(
            (finding) =>
              new vscode.CodeLens(rangeOf(document, finding.range), {
                title: lensTitle(finding),
                tooltip: finding.summary?.verdict
                  ? explain(finding.summary.verdict)
                  : vscode.l10n.t('Open the Gradient Lens panel'),
                command: internalCommands.openPanel,
                arguments: [subjectOf(document, finding, findings)],
              }),
          );
          return [...matrices, ...cellLenses(document, report), ...configLenses(document, configs)];
        },
      },
    ),
  );
}
