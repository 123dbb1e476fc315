import * as vscode from 'vscode';
import type { CheckpointHost, CheckpointView } from '../../shared/checkpointEditor';
import { Rpc, type CallContext } from '../../shared/rpc';
import type { AnalysisWorker } from '../analysisWorker';
import { checkpointOptionViewType, checkpointViewType } from '../contributions';
import { followFile } from '../followFile';
import type { Log } from '../log';
import { nonce } from '../nonce';
import { copyText, saveFile } from '../panelFiles';
import { panelHtml } from '../panelHtml';
import { maxHorizon } from '../settings';
import { CheckpointSession } from './checkpointSession';
import { chooseCheckpoint, openWithGradientLens, registerCheckpointCommands } from './commands';

/** Everything a checkpoint editor works with. */
export interface CheckpointContext {
  readonly extension: vscode.Uri;
  readonly worker: AnalysisWorker;
  readonly log: Log;
}

/** A training saves a checkpoint piece by piece: it is read again when nothing was written for so long, in ms. */
const quiet = 500;

type Params<K extends keyof CheckpointHost> = Parameters<CheckpointHost[K]>[0];

/** The custom editor of checkpoints and its commands. */
export function registerCheckpointEditor(context: CheckpointContext): vscode.Disposable {
  const editors = new CheckpointEditors(context);
  return vscode.Disposable.from(
    ...[checkpointViewType, checkpointOptionViewType].map((viewType) =>
      vscode.window.registerCustomEditorProvider(viewType, editors, {
        supportsMultipleEditorsPerDocument: true,
      }),
    ),
    registerCheckpointCommands(editors),
  );
}

/** The open editors, by what they show. */
export class CheckpointEditors implements vscode.CustomReadonlyEditorProvider {
  private readonly open = new Set<CheckpointEditor>();
  private readonly wanted = new Map<string, vscode.Uri>();

  constructor(private readonly context: CheckpointContext) {}

  openCustomDocument(uri: vscode.Uri): vscode.CustomDocument {
    return { uri, dispose: () => undefined };
  }

  resolveCustomEditor({ uri }: vscode.CustomDocument, panel: vscode.WebviewPanel): void {
    const editor = new CheckpointEditor(uri, panel, this.context, this.wanted.get(uri.toString()));
    this.wanted.delete(uri.toString());
    this.open.add(editor);
    panel.onDidDispose(() => this.open.delete(editor));
  }

  /** Opens an editor for the later checkpoint and compares it with the earlier. */
  async compare(later: vscode.Uri, earlier: vscode.Uri): Promise<void> {
    const shown = [...this.open].filter(({ uri }) => uri.toString() === later.toString());
    if (shown.length === 0) this.wanted.set(later.toString(), earlier);
    await openWithGradientLens(later);
    for (const editor of shown) editor.want(earlier);
  }

  /** The checkpoint whose editor has the focus. */
  get active(): vscode.Uri | undefined {
    return [...this.open].find(({ active }) => active)?.uri;
  }
}

/** One editor: answers its page's questions, and lets the worker close the files with it. */
class CheckpointEditor {
  private readonly rpc: Rpc<{ [K in keyof CheckpointView]: CheckpointView[K] }>;
  private readonly session: CheckpointSession;
  private other: CheckpointSession | undefined;

  constructor(
    readonly uri: vscode.Uri,
    private readonly panel: vscode.WebviewPanel,
    private readonly context: CheckpointContext,
    private wanted: vscode.Uri | undefined,
  ) {
    const { webview } = panel;
    this.session = new CheckpointSession(uri, context.worker);
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
        open: ({ steps }: Params<'open'>) => this.session.open(validSteps(steps)),
        tensors: ({ from }: Params<'tensors'>) => this.session.ask('checkpointTensors', { from }),
        items: ({ side, from }: Params<'items'>) => this.side(side).ask('checkpointItems', { from }),
        quick: ({ side, index }: Params<'quick'>, { progress }: CallContext) =>
          this.side(side).ask('checkpointQuick', { index }, progress),
        detail: ({ subject }: Params<'detail'>, { progress }: CallContext) =>
          this.session.ask('checkpointDetail', { subject }, progress),
        cancel: () => {
          this.session.cancel();
          this.other?.cancel();
        },
        compare: (params: Params<'compare'>) => this.compare(params),
        wantedComparison: () => this.takeWanted(),
        copy: ({ text, what }: Params<'copy'>) => copyText(text, what),
        save: saveFile,
      },
    );
    const changed = (): void => {
      this.rpc.call('changed', null).catch(() => undefined);
    };
    const settings = vscode.workspace.onDidChangeConfiguration((event) => {
      if (
        ['horizon', 'activation', 'thresholds'].some((name) =>
          event.affectsConfiguration(`gradientLens.${name}`, uri),
        )
      ) {
        changed();
      }
    });
    let saving: NodeJS.Timeout | undefined;
    const file = followFile(uri, {
      isVisible: () => panel.visible,
      onChange: () => {
        clearTimeout(saving);
        saving = setTimeout(changed, quiet);
      },
    });
    panel.onDidDispose(() => {
      settings.dispose();
      file.dispose();
      clearTimeout(saving);
      this.rpc.dispose();
      this.session.dispose();
      this.other?.dispose();
    });
    webview.html = panelHtml(webview, context.extension, {}, nonce(), 'checkpoint');
  }

  get active(): boolean {
    return this.panel.active;
  }

  want(earlier: vscode.Uri): void {
    this.wanted = earlier;
    this.rpc.call('comparisonWanted', null).catch(() => undefined);
  }

  private takeWanted(): string | null {
    const wanted = this.wanted?.toString() ?? null;
    this.wanted = undefined;
    return wanted;
  }

  private side(side: unknown): CheckpointSession {
    if (side !== 'other') return this.session;
    if (!this.other) throw new Error('no checkpoint is compared with this one');
    return this.other;
  }

  private async compare({ uri, steps }: Params<'compare'>): ReturnType<CheckpointHost['compare']> {
    const chosen =
      uri === null
        ? await chooseCheckpoint(
            vscode.l10n.t('Compare with an earlier checkpoint of the same model'),
            this.uri,
          )
        : vscode.Uri.parse(uri);
    if (!chosen) return null;
    this.other?.dispose();
    this.other = new CheckpointSession(chosen, this.context.worker);
    return { uri: chosen.toString(), summary: await this.other.open(validSteps(steps)) };
  }
}

/** What a webview sends is checked like any other input. */
function validSteps(steps: unknown): number | null {
  return typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 && steps <= maxHorizon
    ? steps
    : null;
}
