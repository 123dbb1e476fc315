import * as vscode from 'vscode';
import { monitorOptionViewType, monitorViewType } from '../contributions';
import { askedRuns } from './askedRuns';

/** Shows a log in the Gradient Monitor, and of a file that holds several runs that one. */
export async function openMonitor(uri: vscode.Uri, run: string | null = null): Promise<void> {
  if (run !== null) askedRuns.ask(uri, run);
  // By its name, TensorBoard's file has the monitor as its editor; any other keeps its own.
  const viewType = /tfevents/.test(uri.path) ? monitorViewType : monitorOptionViewType;
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
}
