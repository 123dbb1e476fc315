import * as vscode from 'vscode';
import { explain } from '../../present/matrix/explanation';
import { CancellationError } from '../../shared/rpc';
import type { Finding } from '../../shared/service';
import { parseTab } from '../../shared/tabs';
import type { AnalysisWorker } from '../analysisWorker';
import { commands } from '../contributions';
import type { Panels } from '../panel';
import { analysisOptions, setting } from '../settings';
import { verdictMark } from '../verdictMark';

const hint =
  '0.9 * identity(64)   [[1.5, 0], [0, 0.5]]   diag([1.5, 0.5])   orthogonal(32)   randn(64) * 0.1';

/** The verdict on a typed expression as the input box shows it. */
function answer({ shape, summary }: Finding): vscode.InputBoxValidationMessage {
  const size = `${shape[0]}×${shape[1]}`;
  const { InputBoxValidationSeverity: severity } = vscode;
  if (!summary)
    return {
      message: vscode.l10n.t('{0}: over the size limit; press Enter to analyze it', size),
      severity: severity.Info,
    };
  const { verdict, sigmaMax } = summary;
  if (!verdict)
    return {
      message: vscode.l10n.t('{0} is not square: σ_max {1}', size, sigmaMax.toPrecision(4)),
      severity: severity.Info,
    };
  return {
    message: vscode.l10n.t('{0} ({1}): {2}', verdictMark(verdict.name), size, explain(verdict)),
    severity: verdict.severity === 'warning' ? severity.Warning : severity.Info,
  };
}

/**
 * "Quick Check of a Matrix Expression…": a live verdict while typing; Enter opens the panel, at the tab given if any. A link
 * may give an expression to begin with.
 */
export function registerQuickCheck(worker: AnalysisWorker, panels: Panels): vscode.Disposable {
  return vscode.commands.registerCommand(commands.quickCheck, (tab?: unknown, expression?: unknown) => {
    const input = vscode.window.createInputBox();
    input.title = vscode.l10n.t('Quick check of a matrix expression');
    input.placeholder = hint;
    input.prompt = vscode.l10n.t('Type a matrix; the verdict appears here. Enter opens the panel.');
    let latest = new AbortController();
    const check = async (source: string): Promise<boolean> => {
      latest.abort();
      latest = new AbortController();
      if (source.trim() === '') {
        input.validationMessage = undefined;
        return false;
      }
      const { signal } = latest;
      input.busy = true;
      try {
        const limits = { size: setting('gradientLens.limits.size') };
        const finding = await worker.call(
          'expression',
          { source, options: analysisOptions(), limits },
          { signal, subject: source },
        );
        input.validationMessage = answer(finding);
        return true;
      } catch (error) {
        if (!(error instanceof CancellationError)) {
          const message = error instanceof Error ? error.message : String(error);
          input.validationMessage = { message, severity: vscode.InputBoxValidationSeverity.Error };
        }
        return false;
      } finally {
        if (!signal.aborted) input.busy = false;
      }
    };
    input.onDidChangeValue((value) => void check(value));
    input.onDidAccept(async () => {
      const source = input.value;
      if (!(await check(source))) return;
      input.hide();
      panels.show({ kind: 'expression', source: source.trim() }, parseTab(tab));
    });
    input.onDidHide(() => {
      latest.abort();
      input.dispose();
    });
    // The walkthrough takes the focus back when it ticks the step off; so this goes before the box is shown.
    input.ignoreFocusOut = typeof expression === 'string';
    if (typeof expression === 'string') input.value = expression;
    input.show();
    if (typeof expression === 'string') void check(expression);
  });
}
