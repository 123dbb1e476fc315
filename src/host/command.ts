import * as vscode from 'vscode';
import { CancellationError } from '../shared/rpc';
import { HumanError } from './humanError';
import type { Log } from './log';

/** Registers a command that tells the person what is theirs to mend, says nothing of a cancellation, and logs a defect. */
export function registerCommand<T>(
  id: string,
  log: Log,
  run: (argument: unknown) => Promise<T>,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      return await run(argument);
    } catch (error) {
      if (error instanceof CancellationError) return undefined;
      if (error instanceof HumanError) {
        void vscode.window.showInformationMessage(error.message);
        return undefined;
      }
      log.error(id, error);
      throw error;
    }
  });
}
