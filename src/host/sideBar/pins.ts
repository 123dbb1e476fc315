import * as vscode from 'vscode';
import { commands, views } from '../contributions';
import type { Row } from './row';
import { openRow } from './openRow';
import { RowTree } from './rowTree';

const key = 'gradientLens.pinned';
/** Rows that are kept. */
const maxPins = 50;

/** A pinned row as the workspace remembers it. */
type Saved = Omit<Row, 'uri' | 'rows' | 'previous' | 'isLive'> & { readonly uri: string };

/** The view *Pinned*: rows of the other views that are kept side by side. */
export function registerPins(memento: vscode.Memento): vscode.Disposable {
  const saved = (): Saved[] => memento.get<Saved[]>(key, []);
  const rows = (): Row[] => saved().map((row) => ({ ...row, uri: vscode.Uri.parse(row.uri) }));
  const tree = new RowTree(rows);
  const view = vscode.window.createTreeView(views.pinned, { treeDataProvider: tree, canSelectMany: true });
  const keep = async (next: readonly Saved[]): Promise<void> => {
    await memento.update(key, next.slice(-maxPins));
    tree.refresh();
  };
  return vscode.Disposable.from(
    tree,
    view,
    vscode.commands.registerCommand(commands.pin, async (row: Row) => {
      const { id, uri, role, label, verdict, said, tooltip, range, panel } = row;
      const base = { id, uri: uri.toString(), role, label, verdict, said };
      const one = {
        ...base,
        ...(tooltip === undefined ? {} : { tooltip }),
        ...(range && { range }),
        ...(panel && { panel }),
      };
      await keep([...saved().filter((other) => other.id !== id), one]);
    }),
    vscode.commands.registerCommand(commands.unpin, async (row: Row) => {
      await keep(saved().filter((other) => other.id !== row.id));
    }),
    vscode.commands.registerCommand(commands.comparePinned, async () => {
      await compare(view.selection.length > 1 ? view.selection : rows());
    }),
  );
}

/** Two checkpoints are compared in their editor; all else opens side by side. */
async function compare(rows: readonly Row[]): Promise<void> {
  const checkpoints = rows.filter(({ role }) => role === 'checkpoint');
  const [earlier, later] = checkpoints;
  if (earlier && later && checkpoints.length === rows.length) {
    await vscode.commands.executeCommand(commands.compareCheckpoint, later.uri, [earlier.uri]);
    return;
  }
  if (rows.length < 2) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Pin at least two rows of the other views first.'),
    );
    return;
  }
  for (const [i, row] of rows.entries()) {
    await openRow(row);
    if (i > 0) await vscode.commands.executeCommand('workbench.action.moveEditorToNextGroup');
  }
}
