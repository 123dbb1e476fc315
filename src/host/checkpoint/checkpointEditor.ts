// Not translated: errors that only a defect of ours brings about.
import * as vscode from 'vscode';
import type { CheckpointHost, CheckpointView, Comparison } from '../../shared/checkpointEditor';
import type { ParamsOf } from '../../shared/rpc';
import type { AnalysisWorker } from '../analysisWorker';
import { checkpointOptionViewType, checkpointViewType } from '../contributions';
import { followFile } from '../followFile';
import type { Log } from '../log';
import type { OwnInputsMemory } from '../ownInputs';
import { Page, pageMethods } from '../page';
import { maxHorizon } from '../settings';
import { CheckpointSession } from './checkpointSession';
import { chooseCheckpoint, openWithGradientLens, registerCheckpointCommands } from './commands';

/** Everything a checkpoint editor works with. */
export interface CheckpointContext {
  readonly extension: vscode.Uri;
  readonly worker: AnalysisWorker;
  readonly inputs: OwnInputsMemory;
  readonly log: Log;
}

/** A training saves a checkpoint piece by piece: it is read again when nothing was written for so long. */
const quietMs = 500;

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
  private readonly page: Page<CheckpointView, CheckpointHost>;
  private readonly session: CheckpointSession;
  private other: CheckpointSession | undefined;

  constructor(
    readonly uri: vscode.Uri,
    panel: vscode.WebviewPanel,
    private readonly context: CheckpointContext,
    private wanted: vscode.Uri | undefined,
  ) {
    this.session = new CheckpointSession(uri, context.worker, context.inputs);
    this.page = new Page<CheckpointView, CheckpointHost>(panel, {
      extension: context.extension,
      bundle: 'checkpoint',
      state: {},
      methods: {
        open: ({ steps }) => this.session.open(validSteps(steps)),
        tensors: ({ from }) => this.session.tensors(from),
        items: ({ side, from }) => this.side(side).items(from),
        quick: ({ side, index }, { progress }) => this.side(side).quick(index, progress),
        detail: ({ subject }, { progress }) => this.session.detail(subject, progress),
        cancel: () => {
          this.session.cancel();
          this.other?.cancel();
        },
        driveWithData: ({ index }) => this.session.driveWithData(index),
        driveWithoutData: () => this.session.driveWithoutData(),
        compare: (params) => this.compare(params),
        wantedComparison: () => this.takeWanted(),
        ...pageMethods,
      },
    });
    const changed = (): void => {
      this.page.tell('changed', null);
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
      isVisible: () => this.page.visible,
      onChange: () => {
        clearTimeout(saving);
        saving = setTimeout(changed, quietMs);
      },
    });
    this.page.endsWith(settings, file, this.session, {
      dispose: () => {
        clearTimeout(saving);
        this.other?.dispose();
      },
    });
  }

  get active(): boolean {
    return this.page.active;
  }

  want(earlier: vscode.Uri): void {
    this.wanted = earlier;
    this.page.tell('comparisonWanted', null);
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

  private async compare({ uri, steps }: ParamsOf<CheckpointHost, 'compare'>): Promise<Comparison | null> {
    const chosen =
      uri === null
        ? await chooseCheckpoint(
            vscode.l10n.t('Compare with an earlier checkpoint of the same model'),
            this.uri,
          )
        : vscode.Uri.parse(uri);
    if (!chosen) return null;
    this.other?.dispose();
    this.other = new CheckpointSession(chosen, this.context.worker, this.context.inputs);
    return { uri: chosen.toString(), summary: await this.other.open(validSteps(steps)) };
  }
}

/** What a webview sends is checked like any other input. */
function validSteps(steps: unknown): number | null {
  return typeof steps === 'number' && Number.isInteger(steps) && steps >= 1 && steps <= maxHorizon
    ? steps
    : null;
}
