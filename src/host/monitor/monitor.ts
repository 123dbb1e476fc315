import * as vscode from 'vscode';
import { commands, monitorOptionViewType, monitorViewType } from '../contributions';
import { MonitorEditor, type MonitorContext } from './monitorEditor';

/** The Gradient Monitor: the editor of TensorBoard's event files, and of any other training log when asked. */
export function registerMonitor(context: MonitorContext): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => {
      new MonitorEditor(panel, uri, context);
    },
  };
  return vscode.Disposable.from(
    vscode.window.registerCustomEditorProvider(monitorViewType, provider),
    vscode.window.registerCustomEditorProvider(monitorOptionViewType, provider),
    vscode.commands.registerCommand(commands.openMonitor, async (argument: unknown) => {
      const uri = argument instanceof vscode.Uri ? argument : activeUri();
      if (!uri) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Open a training log first, or choose one in the explorer.'),
        );
        return;
      }
      // By its name, TensorBoard's file has the monitor as its editor; any other keeps its own.
      const viewType = /tfevents/.test(uri.path) ? monitorViewType : monitorOptionViewType;
      await vscode.commands.executeCommand('vscode.openWith', uri, viewType);
    }),
  );
}

/** The file of the active tab, whichever editor shows it. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}
