import * as vscode from 'vscode';

/** Which run of a file the person asked to see, until they choose another one in its monitor. */
class AskedRuns {
  private readonly byUri = new Map<string, string>();
  private readonly asked = new vscode.EventEmitter<vscode.Uri>();
  /** Another run of that file was asked for. */
  readonly onAsk = this.asked.event;

  ask(uri: vscode.Uri, run: string): void {
    this.byUri.set(uri.toString(), run);
    this.asked.fire(uri);
  }

  of(uri: vscode.Uri): string | undefined {
    return this.byUri.get(uri.toString());
  }

  forget(uri: vscode.Uri): void {
    this.byUri.delete(uri.toString());
  }
}

export const askedRuns = new AskedRuns();
