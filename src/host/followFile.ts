import * as vscode from 'vscode';
import { watchFiles } from './watchFiles';

export interface FollowOptions {
  /** Whether somebody looks at it now. */
  readonly isVisible: () => boolean;
  readonly onChange: () => void;
}

/** Watchers see nothing of a network drive that another machine writes to, so a visible file is also asked, in ms. */
const interval = 2000;

/** Calls back when a file changed; the watcher is on its folder, for a writer may replace the file. */
export function followFile(uri: vscode.Uri, { isVisible, onChange }: FollowOptions): vscode.Disposable {
  const folder = vscode.Uri.joinPath(uri, '..');
  const own = uri.toString();
  let known = '';
  const changed = (other: vscode.Uri): void => {
    if (other.toString() === own) onChange();
  };
  const ask = async (): Promise<void> => {
    if (!isVisible()) return;
    try {
      const { size, mtime } = await vscode.workspace.fs.stat(uri);
      const now = `${size}/${mtime}`;
      if (known !== '' && known !== now) onChange();
      known = now;
    } catch {
      // A file that is gone is told when it is read.
    }
  };
  const timer = setInterval(() => void ask(), interval);
  return vscode.Disposable.from(
    watchFiles(new vscode.RelativePattern(folder, '*'), changed),
    new vscode.Disposable(() => {
      clearInterval(timer);
    }),
  );
}
