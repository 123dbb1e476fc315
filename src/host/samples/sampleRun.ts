import * as vscode from 'vscode';

/** Lines that are there at once: enough for a first picture. */
const atOnce = 20;
/** Pause between two steps of the training, in ms. */
const pace = 100;

/** Trainings whose logs grow while the person watches, as they do on a cluster. */
export class SampleRun implements vscode.Disposable {
  private readonly running = new Set<() => void>();

  /** Appends the lines to an empty document, one after the other; resolves with the last, or when it is closed. */
  async start(document: vscode.TextDocument, lines: readonly string[]): Promise<void> {
    await append(document, lines.slice(0, atOnce));
    for (const line of lines.slice(atOnce)) {
      if (!(await this.pause()) || document.isClosed) return;
      await append(document, [line]);
    }
  }

  /** @returns false when the window closes in the meantime */
  private pause(): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (goOn: boolean): void => {
        clearTimeout(timer);
        this.running.delete(stop);
        resolve(goOn);
      };
      const stop = (): void => {
        end(false);
      };
      const timer = setTimeout(end, pace, true);
      this.running.add(stop);
    });
  }

  dispose(): void {
    for (const stop of [...this.running]) stop();
  }
}

async function append(document: vscode.TextDocument, lines: readonly string[]): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const { end } = document.lineAt(document.lineCount - 1).range;
  edit.insert(document.uri, end, lines.map((line) => `${line}\n`).join(''));
  await vscode.workspace.applyEdit(edit);
}
