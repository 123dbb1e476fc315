import * as vscode from 'vscode';
import { CancellationError } from '../../shared/rpc';
import { registerCommand } from '../command';
import { commands } from '../contributions';
import { HumanError } from '../humanError';
import type { Log } from '../log';
import type { Panels } from '../panel';
import { withProgress } from '../progress';
import { type Evaluate, readPythonMatrix } from './pythonMatrix';
import type { Variables } from './variables';

/** What VS Code hands to a command in the menu of the Variables view, of which nothing is sure. */
interface VariableContext {
  readonly variable?: { readonly name?: unknown; readonly evaluateName?: unknown };
}

/** "Analyze Variable": reads a matrix of the stopped Python program and opens its panel. */
export function registerAnalyzeVariable(variables: Variables, panels: Panels, log: Log): vscode.Disposable {
  return registerCommand(commands.analyzeVariable, log, async (context) => {
    const evaluate = evaluator();
    const name = evaluateName(context) ?? (await askName());
    if (name === undefined) return;
    const matrix = await withProgress(
      vscode.l10n.t('Gradient Lens: reading {0}', name),
      (signal, onProgress) =>
        readPythonMatrix(name, evaluate, (done) => {
          if (signal.aborted) throw new CancellationError('canceled');
          onProgress(done);
        }),
    );
    panels.show({ kind: 'variable', name, key: variables.add({ name, matrix }) });
  });
}

function evaluateName(context: unknown): string | undefined {
  const { variable } = (context ?? {}) as VariableContext;
  const name = variable?.evaluateName ?? variable?.name;
  return typeof name === 'string' ? name : undefined;
}

function askName(): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Analyze Variable'),
    prompt: vscode.l10n.t('A matrix in the stopped frame, such as W or model.rnn.weight_hh_l0'),
  });
}

/** Asks the adapter of the stopped frame. Its clipboard context does not shorten values. */
function evaluator(): Evaluate {
  const frame = vscode.debug.activeStackItem;
  if (!(frame instanceof vscode.DebugStackFrame)) {
    throw new HumanError(
      vscode.l10n.t('No program is stopped: set a breakpoint where the matrix exists, and debug the script.'),
    );
  }
  return async (expression) => {
    const request = { expression, frameId: frame.frameId, context: 'clipboard' };
    const answer: unknown = await frame.session.customRequest('evaluate', request);
    const { result } = (answer ?? {}) as { readonly result?: unknown };
    return typeof result === 'string' ? result : '';
  };
}
