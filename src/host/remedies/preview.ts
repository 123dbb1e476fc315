import * as vscode from 'vscode';
import { applyEdits } from '../../core/textEdit';
import { commands, previewScheme } from '../contributions';
import type { RemedyEdit } from './edits';

interface Preview {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly finish: (accepted: boolean) => void;
}

/**
 * The diff between a document and what a remedy would make of it, with buttons to apply and to discard; closing it
 * discards too. One at a time: the next one takes the place of the last.
 */
export class Previews implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private current: Preview | undefined;
  private count = 0;
  private readonly subscriptions = vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, this),
    vscode.commands.registerCommand(commands.acceptPreview, () => this.end(true)),
    vscode.commands.registerCommand(commands.discardPreview, () => this.end(false)),
    vscode.window.tabGroups.onDidChangeTabs(({ closed }) => {
      if (closed.some((tab) => shows(tab, this.current?.uri))) void this.end(false);
    }),
  );

  /** Shows an edit as a diff; whether the person wants it. */
  async confirm({ document, edits, title }: RemedyEdit): Promise<boolean> {
    await this.end(false);
    // The path gives the language, and the count keeps the editor from showing an old text.
    const uri = vscode.Uri.from({ scheme: previewScheme, path: document.uri.path, query: `${++this.count}` });
    const text = applyEdits(document.getText(), edits);
    const answer = new Promise<boolean>((finish) => {
      this.current = { uri, text, finish };
    });
    await vscode.commands.executeCommand('vscode.diff', document.uri, uri, title, { preview: true });
    return answer;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.current?.uri.toString() === uri.toString() ? this.current.text : '';
  }

  /** Answers the preview that is open, and closes it. */
  private async end(accepted: boolean): Promise<void> {
    const preview = this.current;
    if (!preview) return;
    this.current = undefined;
    preview.finish(accepted);
    const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
    await vscode.window.tabGroups.close(tabs.filter((tab) => shows(tab, preview.uri)));
  }

  dispose(): void {
    void this.end(false);
    this.subscriptions.dispose();
  }
}

function shows({ input }: vscode.Tab, uri: vscode.Uri | undefined): boolean {
  return input instanceof vscode.TabInputTextDiff && input.modified.toString() === uri?.toString();
}
