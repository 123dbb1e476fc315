import * as vscode from 'vscode';
import { commands, internalCommands } from '../contributions';
import type { Log } from '../log';
import { findingsView } from './findingsView';
import { openRow } from './openRow';
import { registerPins } from './pins';
import type { ReadContext } from './readRows';
import type { Row } from './row';
import { RunsView } from './runsView';

export interface SideBarContext extends ReadContext {
  readonly log: Log;
  readonly memento: vscode.Memento;
}

/** The side bar: findings and runs of the workspace, and what is pinned. Nothing is listed before a view is seen. */
export function registerSideBar(context: SideBarContext): vscode.Disposable {
  const { worker, log, memento } = context;
  const findings = findingsView(context, log);
  const runs = new RunsView(worker, log);
  const command = (id: string, run: (row: Row) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(id, async (row?: Row) => {
      if (row) await run(row);
    });
  return vscode.Disposable.from(
    findings,
    runs,
    registerPins(memento),
    command(internalCommands.openRow, openRow),
    command(
      commands.openRowPanel,
      ({ panel }) => panel && vscode.commands.executeCommand(panel.command, ...panel.arguments),
    ),
    command(commands.copyRow, ({ uri, label, said }) =>
      vscode.env.clipboard.writeText(`${vscode.workspace.asRelativePath(uri)} · ${label}: ${said}`),
    ),
    command(commands.revealRow, ({ uri }) => vscode.commands.executeCommand('revealInExplorer', uri)),
    command(commands.compareWithPrevious, ({ uri, previous }) =>
      vscode.commands.executeCommand(commands.compareCheckpoint, uri, previous ? [previous] : undefined),
    ),
    vscode.commands.registerCommand(commands.refresh, () => {
      findings.refresh();
      void runs.refresh();
    }),
  );
}
