import * as vscode from 'vscode';
import { commands, contextKeys, internalCommands, views } from '../contributions';
import type { Log } from '../log';
import { watchFiles } from '../watchFiles';
import { candidateEndings } from './candidates';
import type { ReadContext } from './readRows';
import { worstOf, type Row, type RowRole } from './row';
import { RowTree } from './rowTree';
import { WorkspaceScan } from './workspaceScan';

/** A file is looked at again when nothing was written to it for so long, in ms. */
const quietMs = 1500;

/** The view, and the command that lists anew. */
export interface FindingsView {
  refresh(): void;
  dispose(): void;
}

/** The view *Findings*: what the workspace holds, worst first. Nothing is listed before it is first seen. */
export function findingsView(context: ReadContext, log: Log): FindingsView {
  const scan = new WorkspaceScan(context, log);
  let byRole = false;
  const tree = new RowTree(() => {
    const files = scan.files;
    const more = scan.left > 0 && !scan.isRunning ? [moreRow(scan.left)] : [];
    return [...(byRole ? groupedByRole(files) : files), ...more];
  });
  const view = vscode.window.createTreeView(views.findings, {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const progress = (sentence: string): void => {
    view.message = vscode.l10n.t('Looking at models, configs, checkpoints and matrices: {0}', sentence);
  };
  const show = (): void => {
    if (!scan.isRunning) view.message = scan.left > 0 || scan.files.length > 0 ? summaryOf(scan) : '';
    const exploding = scan.files.filter(({ verdict }) => verdict === 'exploding').length;
    view.badge =
      exploding > 0
        ? { value: exploding, tooltip: vscode.l10n.t('{0} files with exploding gradients', exploding) }
        : undefined;
    const state = scan.isRunning ? 'running' : scan.total === undefined ? 'none' : 'done';
    void vscode.commands.executeCommand('setContext', contextKeys.scan, state);
    tree.refresh();
  };
  const run = (work: (progress: (sentence: string) => void) => Promise<void>): void => {
    void vscode.window.withProgress({ location: { viewId: views.findings } }, async () => {
      await work(progress).catch((error: unknown) => {
        log.error('the workspace could not be scanned', error);
      });
      show();
    });
  };
  const start = (): void => {
    run((report) => scan.start(report));
  };
  let seen = false;
  const first = (): void => {
    if (!view.visible || seen) return;
    seen = true;
    subscriptions.push(followFiles(scan, () => view.visible));
    start();
  };
  const subscriptions: { dispose(): unknown }[] = [
    scan,
    tree,
    view,
    view.onDidChangeVisibility(first),
    scan.onDidChange(show),
    vscode.commands.registerCommand(commands.stopScan, () => {
      scan.stop();
      show();
    }),
    vscode.commands.registerCommand(internalCommands.scanOn, () => {
      run((report) => scan.goOn(report));
    }),
    vscode.commands.registerCommand(commands.groupByRole, () => {
      byRole = !byRole;
      tree.refresh();
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (seen && event.affectsConfiguration('gradientLens')) start();
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (seen) start();
    }),
  ];
  first();
  return {
    refresh: () => {
      if (seen) start();
    },
    dispose: () => {
      vscode.Disposable.from(...subscriptions).dispose();
    },
  };
}

function moreRow(left: number): Row {
  return {
    ...{ id: 'more', role: 'more', uri: vscode.Uri.parse('gradient-lens:more'), verdict: null },
    label: vscode.l10n.t('Look at more files'),
    said: vscode.l10n.t('{0} left', left),
  };
}

const summaryOf = ({ total = 0, left, files }: WorkspaceScan): string =>
  left > 0
    ? vscode.l10n.t('{0} of {1} files hold something, {2} not looked at', files.length, total, left)
    : vscode.l10n.t('{0} of {1} files hold something', files.length, total);

/** The same rows by what they are: models in code, configs, checkpoints, matrices. */
function groupedByRole(files: readonly Row[]): Row[] {
  const titles: Readonly<Partial<Record<RowRole, string>>> = {
    code: vscode.l10n.t('Models in code'),
    config: vscode.l10n.t('Configs'),
    checkpoint: vscode.l10n.t('Checkpoints'),
    matrix: vscode.l10n.t('Matrices'),
  };
  return Object.entries(titles).flatMap(([role, label]): Row[] => {
    const rows = files.flatMap((file) => {
      const own = (file.rows ?? []).filter((row) => row.role === role);
      return own.length > 0 ? [{ ...file, id: `${role}:${file.id}`, rows: own, verdict: worstOf(own) }] : [];
    });
    const [first] = rows;
    if (!first) return [];
    const { uri } = first;
    return [
      { id: role, role: 'series', uri, label, verdict: worstOf(rows), said: String(rows.length), rows },
    ];
  });
}

/** Has files looked at again that were saved by whoever, a while after the last change. */
function followFiles(scan: WorkspaceScan, isVisible: () => boolean): vscode.Disposable {
  const waiting = new Map<string, vscode.Uri>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = (uri: vscode.Uri): void => {
    if (/\/(?:node_modules|site-packages|__pycache__|\.git)\//.test(uri.path)) return;
    waiting.set(uri.toString(), uri);
    clearTimeout(timer);
    timer = setTimeout(() => {
      // Unseen, it is looked at when the view is next refreshed.
      if (!isVisible() || scan.isRunning) return;
      const uris = [...waiting.values()];
      waiting.clear();
      void scan.again(uris);
    }, quietMs);
  };
  return vscode.Disposable.from(
    watchFiles(`**/*.{${candidateEndings.join(',')}}`, later),
    new vscode.Disposable(() => {
      clearTimeout(timer);
    }),
  );
}
