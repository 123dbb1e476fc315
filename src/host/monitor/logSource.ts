import * as vscode from 'vscode';
import type { MonitorRequest } from '../../shared/monitor';
import { onDisk } from '../onDisk';
import { followFile, type FollowOptions } from '../followFile';
import { readVirtual, statOf } from './virtualFile';

type Content = Pick<MonitorRequest, 'file' | 'bytes' | 'complete'>;

/** Where a monitor's log comes from. */
export interface LogSource {
  /** @throws HumanError when the file is gone or over the budget. */
  read(): Promise<Content>;
  follow(options: FollowOptions): vscode.Disposable;
}

/** A file that nobody has written to for so long is taken for finished, in ms. */
const finishedAfterMs = 10_000;

function fileSource(uri: vscode.Uri): LogSource {
  const isLocal = onDisk(uri);
  return {
    read: async () => {
      const { mtime } = await statOf(uri);
      return {
        file: isLocal ? uri.fsPath : null,
        bytes: isLocal ? null : await readVirtual(uri),
        complete: Date.now() - mtime > finishedAfterMs,
      };
    },
    follow: (options) => followFile(uri, options),
  };
}

/** A text that is in the editor alone. Its last line counts: it is as long as the person wants it. */
function unsavedSource(uri: vscode.Uri): LogSource {
  return {
    read: async () => {
      const text = (await vscode.workspace.openTextDocument(uri)).getText();
      // Only a line without an end must be read again when it grows.
      return { file: null, bytes: new TextEncoder().encode(text), complete: !text.endsWith('\n') };
    },
    follow: ({ onChange }) =>
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document.uri.toString() === uri.toString()) onChange();
      }),
  };
}

export function logSource(uri: vscode.Uri): LogSource {
  return uri.scheme === 'untitled' ? unsavedSource(uri) : fileSource(uri);
}
