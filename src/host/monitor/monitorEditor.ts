import * as vscode from 'vscode';
import {
  parseMonitorChoice,
  type MonitorChoice,
  type MonitorHost,
  type MonitorModel,
} from '../../shared/monitor';
import type { PageView } from '../../shared/page';
import { rulesWith } from '../../core/monitor/rules';
import type { AnalysisWorker } from '../analysisWorker';
import { fileName } from '../fileName';
import type { Log } from '../log';
import { Page, pageMethods } from '../page';
import { withProgress } from '../progress';
import { setting } from '../settings';
import { askedRuns } from './askedRuns';
import { logSource, type LogSource } from './logSource';

/** Everything a monitor works with. */
export interface MonitorContext {
  readonly extension: vscode.Uri;
  readonly worker: AnalysisWorker;
  readonly log: Log;
}

/** Keys of open logs, for two editors of one file are two readings. */
let opened = 0;

/** One monitor: answers its webview's questions about a log, and tells it when the log grew. */
export class MonitorEditor {
  private readonly page: Page<PageView, MonitorHost>;
  private readonly key: string;
  private readonly source: LogSource;
  private chosenRun: string | null = null;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly uri: vscode.Uri,
    private readonly context: MonitorContext,
  ) {
    this.key = `${uri.toString()}#${opened++}`;
    this.source = logSource(uri);
    this.page = new Page<PageView, MonitorHost>(panel, {
      extension: context.extension,
      bundle: 'monitor',
      state: { uri: uri.toString() },
      methods: { model: (choice) => this.model(choice), ...pageMethods },
    });
    const settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gradientLens.monitor', uri)) this.page.tell('changed', null);
    });
    const following = this.source.follow({
      isVisible: () => this.page.visible,
      onChange: () => {
        // A hidden webview is gone and pulls by itself when it comes back.
        if (this.page.visible) this.page.tell('changed', null);
      },
    });
    const asking = askedRuns.onAsk((asked) => {
      if (asked.toString() === uri.toString() && this.page.visible) this.page.tell('changed', null);
    });
    this.page.endsWith(settings, following, asking, {
      dispose: () => {
        const { key } = this;
        context.worker.call('monitorClosed', { key }, { subject: key }).catch(() => undefined);
      },
    });
  }

  private async model(choice: MonitorChoice): Promise<MonitorModel> {
    const { uri, key } = this;
    const own = parseMonitorChoice(choice);
    // A choice in the page takes the place of what was asked for outside of it.
    if (own.run !== this.chosenRun) askedRuns.forget(uri);
    this.chosenRun = own.run;
    const request = {
      key,
      path: uri.path,
      ...(await this.source.read()),
      inParts: true,
      choice: { ...own, run: askedRuns.of(uri) ?? own.run },
      rules: rulesWith(setting('gradientLens.monitor.rules', uri)),
    };
    const title = vscode.l10n.t('Gradient Lens: reading {0}', fileName(uri));
    return withProgress(title, (signal, onProgress) =>
      this.context.worker.call('monitor', request, { signal, onProgress, subject: key }),
    );
  }
}
