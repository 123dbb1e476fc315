import * as vscode from 'vscode';
import { isRunFile } from '../../shared/runFiles';
import type { RunsHost, RunsView } from '../../shared/runs';
import { runsViewType } from '../contributions';
import { fileName } from '../fileName';
import { HumanError } from '../humanError';
import { Page, pageMethods } from '../page';
import { SubjectPanels } from '../subjectPanels';
import { watchFiles } from '../watchFiles';
import type { MonitorContext } from './monitorEditor';
import { openMonitor } from './openMonitor';
import { RunsFolder } from './runsFolder';

/** Logs grow all the time: the least time between two looks at them, in ms. */
const restMs = 2000;

/** The panels of folders of runs, restored after a reload of the window. */
export function runsPanels(context: MonitorContext): SubjectPanels<string, RunsPanel> {
  return new SubjectPanels({
    viewType: runsViewType,
    extension: context.extension,
    column: vscode.ViewColumn.Active,
    keyOf: (uri) => uri,
    titleOf: (uri) => vscode.l10n.t('Runs: {0}', fileName(vscode.Uri.parse(uri))),
    parse: (data) => (typeof data === 'string' ? data : undefined),
    create: (panel, uri) => new RunsPanel(panel, vscode.Uri.parse(uri), context),
  });
}

/** One folder of runs: answers its page's questions and tells it when a log below grew. */
class RunsPanel {
  private readonly page: Page<RunsView, RunsHost>;
  private readonly runs: RunsFolder;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly folder: vscode.Uri,
    context: MonitorContext,
  ) {
    this.runs = new RunsFolder(folder, context.worker);
    this.page = new Page<RunsView, RunsHost>(panel, {
      extension: context.extension,
      bundle: 'runs',
      state: { subject: folder.toString() },
      methods: {
        list: () => this.list(),
        // Together: while the worker judges one, the next ones are looked at.
        read: async ({ folders }) => (await Promise.all(folders.map((one) => this.runs.read(one)))).flat(),
        curves: ({ runs }) => Promise.resolve(runs.flatMap((run) => this.runs.at(run)?.curve ?? [])),
        open: async ({ run }) => {
          const told = this.runs.at(run);
          if (told) await openMonitor(told.uri, told.row.part);
        },
        ...pageMethods,
      },
    });
    this.page.endsWith(this.follow());
  }

  get active(): boolean {
    return this.page.active;
  }

  reveal(): void {
    this.page.reveal();
  }

  private async list(): Promise<{ folder: string; folders: string[] }> {
    const folder = fileName(this.folder);
    try {
      return { folder, folders: await this.runs.list() };
    } catch {
      throw new HumanError(
        vscode.l10n.t('The folder {0} can no longer be read: it was moved or deleted.', folder),
      );
    }
  }

  /** Tells the page of changes, all of some time together. */
  private follow(): vscode.Disposable {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    const changed = (uri: vscode.Uri): void => {
      if (!isRunFile(fileName(uri))) return;
      waiting ??= setTimeout(() => {
        waiting = undefined;
        // A hidden page is gone and pulls by itself when it comes back.
        if (this.page.visible) this.page.tell('changed', null);
      }, restMs);
    };
    return vscode.Disposable.from(
      watchFiles(new vscode.RelativePattern(this.folder, '**'), changed),
      new vscode.Disposable(() => {
        clearTimeout(waiting);
      }),
    );
  }
}
