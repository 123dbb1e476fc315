import * as vscode from 'vscode';
import {
  defaultChoice,
  type MonitorChoice,
  type MonitorHost,
  type MonitorModel,
  type MonitorView,
} from '../../shared/monitor';
import { rulesWith } from '../../core/monitor/rules';
import { Rpc } from '../../shared/rpc';
import type { AnalysisWorker } from '../analysisWorker';
import { fileName } from '../fileName';
import type { Log } from '../log';
import { nonce } from '../nonce';
import { copyText, saveFile } from '../panelFiles';
import { panelHtml } from '../panelHtml';
import { withProgress } from '../progress';
import { setting } from '../settings';
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
  private readonly rpc: Rpc<{ changed: MonitorView['changed'] }>;
  private readonly key: string;
  private readonly source: LogSource;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly uri: vscode.Uri,
    private readonly context: MonitorContext,
  ) {
    const { webview } = panel;
    this.key = `${uri.toString()}#${opened++}`;
    this.source = logSource(uri);
    webview.options = {
      enableScripts: true,
      localResourceRoots: [vscode.Uri.joinPath(context.extension, 'dist', 'webview')],
    };
    this.rpc = new Rpc(
      {
        post: (message) => void webview.postMessage(message),
        onMessage: (listener) => webview.onDidReceiveMessage(listener),
      },
      {
        model: (choice: MonitorChoice | undefined) => this.model(choice),
        copy: ({ text, what }: Parameters<MonitorHost['copy']>[0]) => copyText(text, what),
        save: saveFile,
      },
    );
    const settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('gradientLens.monitor', uri))
        this.rpc.call('changed', null).catch(() => undefined);
    });
    const following = this.source.follow({
      isVisible: () => panel.visible,
      onChange: () => {
        // A hidden webview is gone and pulls by itself when it comes back.
        if (panel.visible) this.rpc.call('changed', null).catch(() => undefined);
      },
    });
    panel.onDidDispose(() => {
      settings.dispose();
      following.dispose();
      this.rpc.dispose();
      context.worker.call('monitorClosed', { key: this.key }, { subject: this.key }).catch(() => undefined);
    });
    webview.html = panelHtml(webview, context.extension, { uri: uri.toString() }, nonce(), 'monitor');
  }

  private async model(choice: MonitorChoice | undefined): Promise<MonitorModel> {
    const { uri, key } = this;
    const request = {
      key,
      path: uri.path,
      ...(await this.source.read()),
      choice: validChoice(choice),
      rules: rulesWith(setting('gradientLens.monitor.rules', uri)),
    };
    const title = vscode.l10n.t('Gradient Lens: reading {0}', fileName(uri));
    return withProgress(title, (signal, onProgress) =>
      this.context.worker.call('monitor', request, { signal, onProgress, subject: key }),
    );
  }
}

/** What a webview sends is checked like any other input. */
function validChoice(choice: Partial<MonitorChoice> | undefined): MonitorChoice {
  const { series, query, warmup } = choice ?? {};
  return {
    series: typeof series === 'string' ? series : defaultChoice.series,
    query: typeof query === 'string' ? query.slice(0, 200) : defaultChoice.query,
    warmup:
      typeof warmup === 'number' && Number.isInteger(warmup) && warmup >= 0 ? warmup : defaultChoice.warmup,
  };
}
