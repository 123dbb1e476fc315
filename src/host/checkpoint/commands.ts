import * as vscode from 'vscode';
import { checkpointEndings, checkpointOptionViewType, checkpointViewType, commands } from '../contributions';

/** What the commands need of the open editors. */
interface Editors {
  readonly active: vscode.Uri | undefined;
  compare(later: vscode.Uri, earlier: vscode.Uri): Promise<void>;
}

/** "Open with Gradient Lens" and "Compare Checkpoints…", from the explorer's menu or the palette. */
export function registerCheckpointCommands(editors: Editors): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(commands.openCheckpoint, async (resource?: vscode.Uri) => {
      const uri =
        resource ?? activeResource() ?? (await chooseCheckpoint(vscode.l10n.t('Open a checkpoint')));
      if (uri) await openWithGradientLens(uri);
    }),
    vscode.commands.registerCommand(
      commands.compareCheckpoint,
      async (resource?: vscode.Uri, selected?: readonly vscode.Uri[]) => {
        const later =
          resource ?? editors.active ?? (await chooseCheckpoint(vscode.l10n.t('The later checkpoint')));
        if (!later) return;
        const earlier =
          selected?.find((uri) => uri.toString() !== later.toString()) ??
          (await chooseCheckpoint(vscode.l10n.t('The earlier checkpoint of the same model'), later));
        if (earlier) await editors.compare(later, earlier);
      },
    ),
  );
}

/** Opens a file in the checkpoint editor, whatever its ending: content decides. */
export async function openWithGradientLens(uri: vscode.Uri): Promise<void> {
  const own = checkpointEndings.default.some((ending) => uri.path.toLowerCase().endsWith(`.${ending}`));
  await vscode.commands.executeCommand(
    'vscode.openWith',
    uri,
    own ? checkpointViewType : checkpointOptionViewType,
  );
}

/** Asks for a checkpoint, beginning in the folder of another one. */
export async function chooseCheckpoint(title: string, beside?: vscode.Uri): Promise<vscode.Uri | undefined> {
  const folder = beside ? vscode.Uri.joinPath(beside, '..') : vscode.workspace.workspaceFolders?.[0]?.uri;
  const endings = [...checkpointEndings.default, ...checkpointEndings.option].map((ending) =>
    ending.split('.').at(-1)!,
  );
  const chosen = await vscode.window.showOpenDialog({
    title,
    canSelectMany: false,
    filters: { [vscode.l10n.t('Checkpoints')]: endings, [vscode.l10n.t('All files')]: ['*'] },
    ...(folder ? { defaultUri: folder } : {}),
  });
  return chosen?.[0];
}

/** The file of the tab that is in front, whatever shows it, if its ending is a checkpoint's. */
function activeResource(): vscode.Uri | undefined {
  const input: unknown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const uri =
    input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
  const endings = [...checkpointEndings.default, ...checkpointEndings.option];
  return uri && endings.some((ending) => uri.path.toLowerCase().endsWith(`.${ending}`)) ? uri : undefined;
}
