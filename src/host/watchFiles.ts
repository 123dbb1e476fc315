import * as vscode from 'vscode';

/** Calls back when a file that the pattern names is written, made or deleted. */
export function watchFiles(
  pattern: vscode.GlobPattern,
  changed: (uri: vscode.Uri) => void,
): vscode.Disposable {
  const watcher = vscode.workspace.createFileSystemWatcher(pattern);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
  );
}
