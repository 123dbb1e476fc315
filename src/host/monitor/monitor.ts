import * as vscode from 'vscode';
import { commands, monitorOptionViewType, monitorViewType } from '../contributions';
import { MonitorEditor, type MonitorContext } from './monitorEditor';
import { openMonitor } from './openMonitor';
import { runsPanels } from './runsPanel';

/**
 * The Gradient Monitor: the editor of TensorBoard's event files, of any other training log when asked, and the list of the
 * runs in a folder.
 */
export function registerMonitor(context: MonitorContext): vscode.Disposable {
  const provider: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: ({ uri }, panel) => {
      new MonitorEditor(panel, uri, context);
    },
  };
  const panels = runsPanels(context);
  return vscode.Disposable.from(
    panels,
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
      if (await isFolder(uri)) panels.show(uri.toString());
      else await openMonitor(uri);
    }),
  );
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.Directory) !== 0;
  } catch {
    // What cannot be looked at says so when it is read.
    return false;
  }
}

/** The file of the active tab, whichever editor shows it. */
function activeUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom
    ? input.uri
    : undefined;
}
