import * as vscode from 'vscode';
import type { AnalysisOptions } from '../core/analysis';
import { parseActivation } from '../core/recurrence/activation';
import { Rpc } from '../shared/rpc';
import type { PanelChoice, PanelHost, PanelModel, PanelView } from '../shared/panel';
import type { TabId } from '../shared/tabs';
import { UnknownMatrixError } from '../shared/service';
import type { AnalysisWorker } from './analysisWorker';
import { internalCommands, panelViewType } from './contributions';
import type { Documents } from './documents';
import type { Variables } from './debugger/variables';
import { findMatrix, workerSubject, type Found } from './found';
import type { Log } from './log';
import type { CellOutputs } from './notebook/cellOutputs';
import { copyText, saveFile } from './panelFiles';
import { nonce } from './nonce';
import { panelHtml } from './panelHtml';
import { withProgress } from './progress';
import { analysisOptions, maxHorizon } from './settings';
import { revealText } from './revealText';
import { keyOf, nameOf, parseSubject, type Subject } from './subject';
import { tabQuestions } from './tabQuestions';

/** Everything a panel works with. */
export interface PanelContext {
  readonly extension: vscode.Uri;
  readonly documents: Documents;
  readonly outputs: CellOutputs;
  readonly variables: Variables;
  readonly worker: AnalysisWorker;
  readonly log: Log;
}

/** The open panels, one for each subject, and the serializer that brings them back after a reload. */
export class Panels implements vscode.Disposable {
  private readonly open = new Map<string, MatrixPanel>();

  constructor(private readonly context: PanelContext) {}

  /** The panel that has the focus, if one has. */
  get active(): MatrixPanel | undefined {
    return [...this.open.values()].find(({ active }) => active);
  }

  /** Shows the panel of a subject beside the editor, a new one or the one already there; at a tab, if one is named. */
  show(subject: Subject, tab?: TabId): void {
    const known = this.open.get(keyOf(subject));
    if (known) {
      known.reveal(tab);
      return;
    }
    const panel = vscode.window.createWebviewPanel(
      panelViewType,
      shorten(nameOf(subject)),
      vscode.ViewColumn.Beside,
      {
        enableScripts: true,
      },
    );
    this.adopt(panel, subject, tab);
  }

  /** Restores panels after a reload of the window. */
  register(): vscode.Disposable {
    return vscode.Disposable.from(
      this,
      vscode.window.registerWebviewPanelSerializer(panelViewType, {
        deserializeWebviewPanel: (panel, state: unknown) => {
          const subject = parseSubject((state as { subject?: unknown } | undefined)?.subject);
          if (subject) this.adopt(panel, subject);
          else panel.dispose();
          return Promise.resolve();
        },
      }),
    );
  }

  private adopt(panel: vscode.WebviewPanel, subject: Subject, tab?: TabId): void {
    const key = keyOf(subject);
    this.open.get(key)?.dispose();
    const matrixPanel = new MatrixPanel(panel, subject, this.context, tab);
    this.open.set(key, matrixPanel);
    panel.onDidDispose(() => {
      if (this.open.get(key) === matrixPanel) this.open.delete(key);
      if (subject.kind === 'variable') this.context.variables.forget(subject.key);
    });
  }

  dispose(): void {
    for (const panel of this.open.values()) panel.dispose();
  }
}

/** A name as it fits a tab of the editor. */
function shorten(name: string): string {
  return name.length > 40 ? `${name.slice(0, 39)}…` : name;
}

/** One panel: answers the webview's questions about its matrix and tells it when the document changed. */
export class MatrixPanel implements vscode.Disposable {
  private readonly rpc: Rpc<{ [K in keyof PanelView]: PanelView[K] }>;

  constructor(
    private readonly panel: vscode.WebviewPanel,
    private readonly subject: Subject,
    private readonly context: PanelContext,
    private wantedTab?: TabId,
  ) {
    const { webview } = panel;
    const roots = [
      vscode.Uri.joinPath(context.extension, 'dist', 'webview'),
      vscode.Uri.joinPath(context.extension, 'media'),
    ];
    webview.options = { enableScripts: true, localResourceRoots: roots };
    panel.iconPath = vscode.Uri.joinPath(context.extension, 'media', 'icon.svg');
    this.rpc = new Rpc(
      {
        post: (message) => void webview.postMessage(message),
        onMessage: (listener) => webview.onDidReceiveMessage(listener),
      },
      {
        model: (choice: PanelChoice | undefined) => this.model(choice),
        wantedTab: () => this.takeWantedTab(),
        reveal: () => revealText(this.subject, this.context),
        apply: (params: Parameters<PanelHost['apply']>[0]) => this.apply(params),
        copy: ({ text, what }: Parameters<PanelHost['copy']>[0]) => copyText(text, what),
        python: (choice: PanelChoice) => this.python(choice),
        save: saveFile,
        ...tabQuestions({
          worker: context.worker,
          subject: this.workerSubject,
          ask: (question) => this.ask(undefined, ({ finding }) => question(finding)),
        }),
      },
    );
    const { documents, outputs } = context;
    const follow = (kind: Subject['kind'], event: vscode.Event<vscode.TextDocument>): vscode.Disposable =>
      event((document) => {
        if (subject.kind !== kind || !('uri' in subject)) return;
        if (document.uri.toString() !== subject.uri || document.isClosed) return;
        this.rpc.call('changed', null).catch(() => undefined);
      });
    const following = vscode.Disposable.from(
      follow('document', documents.onDidChange),
      follow('output', outputs.onDidChange),
    );
    panel.onDidDispose(() => {
      following.dispose();
      this.rpc.dispose();
    });
    // The page loads only now, when its questions find an answer.
    webview.html = panelHtml(webview, context.extension, { subject }, nonce());
  }

  get active(): boolean {
    return this.panel.active;
  }

  reveal(tab?: TabId): void {
    this.panel.reveal();
    if (!tab) return;
    this.wantedTab = tab;
    // A hidden page misses this, but it asks by itself when it is loaded again.
    this.rpc.call('tabWanted', null).catch(() => undefined);
  }

  dispose(): void {
    this.panel.dispose();
  }

  private takeWantedTab(): TabId | null {
    const wanted = this.wantedTab ?? null;
    this.wantedTab = undefined;
    return wanted;
  }

  private model(choice: PanelChoice | undefined): Promise<PanelModel> {
    return this.ask(choice, async ({ finding: { key, name }, place }, options) => {
      const found = await withProgress(
        vscode.l10n.t('Gradient Lens: analyzing {0}', name),
        (signal, onProgress) =>
          this.context.worker.call(
            'panel',
            { key, options },
            { signal, onProgress, subject: this.workerSubject },
          ),
      );
      return { ...place, ...found };
    });
  }

  private python(choice: PanelChoice): Promise<string> {
    return this.ask(choice, ({ finding: { key, name } }, options) =>
      this.context.worker.call('python', { key, name, options }, { subject: this.workerSubject }),
    );
  }

  /** Names the thread that holds the matrix. */
  private get workerSubject(): string {
    return workerSubject(this.subject);
  }

  /** Asks the worker about the matrix as it stands now, and once more where the worker no longer holds it. */
  private async ask<T>(
    choice: PanelChoice | undefined,
    question: (found: Found, options: AnalysisOptions) => Promise<T>,
  ): Promise<T> {
    const put = async (anew: boolean): Promise<T> => {
      const found = await findMatrix(this.subject, this.context, this.options(), anew);
      return question(found, { ...this.options(), steps: found.steps, ...validChoice(choice) });
    };
    try {
      return await put(false);
    } catch (error) {
      // The worker was started anew or let the matrix go.
      if (error instanceof Error && error.name === UnknownMatrixError.name) return put(true);
      throw error;
    }
  }

  private options(): AnalysisOptions {
    return analysisOptions('uri' in this.subject ? vscode.Uri.parse(this.subject.uri) : undefined);
  }

  private async apply({ remedy, target }: Parameters<PanelHost['apply']>[0]): Promise<void> {
    if (this.subject.kind !== 'document') return;
    const request = { ...this.subject, remedy, ...(target === null ? {} : { target }), preview: true };
    await vscode.commands.executeCommand(internalCommands.applyRemedy, request);
  }
}

/** What a webview sends is checked like any other input. */
function validChoice(choice: PanelChoice | undefined): Partial<PanelChoice> {
  const steps = Math.round(Number(choice?.steps));
  const activation = parseActivation(String(choice?.activation));
  return {
    ...(steps >= 1 && steps <= maxHorizon ? { steps } : {}),
    ...(activation ? { activation } : {}),
  };
}
