import * as vscode from 'vscode';
import { monitorOptionViewType, monitorViewType } from '../contributions';

/** Shows a log in the Gradient Monitor. */
export async function openMonitor(uri: vscode.Uri): Promise<void> {
  // By its name, TensorBoard's file has the monitor as its editor; any other keeps its own.
  const viewType = /tfevents/.test(uri.path) ? monitorViewType : monitorOptionViewType;
  await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
}
