import * as vscode from 'vscode';
import { itemOf, type Row } from './row';

/** Rows as a view shows them: `roots` is asked anew whenever something changed. */
export class RowTree implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly roots: () => readonly Row[]) {}

  getTreeItem(row: Row): vscode.TreeItem {
    return itemOf(row);
  }

  getChildren(row?: Row): Row[] {
    return [...(row ? (row.rows ?? []) : this.roots())];
  }

  refresh(): void {
    this.changed.fire();
  }

  dispose(): void {
    this.changed.dispose();
  }
}
