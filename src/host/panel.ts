import * as vscode from 'vscode';
import type { AnalysisOptions } from '../core/analysis';
import { parseActivation } from '../core/recurrence/activation';
import type { PanelChoice, PanelHost, PanelModel, PanelView } from '../shared/panel';
import type { ParamsOf } from '../shared/rpc';
import type { TabId } from '../shared/tabs';
import { UnknownMatrixError } from '../shared/service';
import type { AnalysisWorker } from './analysisWorker';
import { internalCommands, panelViewType } from './contributions';
import type { Documents } from './documents';
import type { Variables } from './debugger/variables';
import { findMatrix, workerSubject, type Found } from './found';
import type { Log } from './log';
import type { CellOutputs } from './notebook/cellOutputs';
import type { OwnInputsMemory } from './ownInputs';
import { Page, pageMethods } from './page';
import { withProgress } from './progress';
import { analysisOptions, maxHorizon } from './settings';
import { revealText } from './revealText';
import { SubjectPanels } from './subjectPanels';
import { keyOf, nameOf, parseSubject, type Subject } from './subject';
import { tabQuestions } from './tabQuestions';

/** Everything a panel works with. */
export interface PanelContext {
  readonly extension: vscode.Uri;
  readonly documents: Documents;
  readonly outputs: CellOutputs;
  readonly variables: Variables;
  readonly worker: AnalysisWorker;
  readonly inputs: OwnInputsMemory;
  readonly log: Log;
}

/** The panels of matrices. */
export type Panels = SubjectPanels<Subject, MatrixPanel, TabId>;

/** The panels of matrices, restored after a reload of the window. */
export function matrixPanels(context: PanelContext): Panels {
  return new SubjectPanels({
    viewType: panelViewType,
    extension: context.extension,
    keyOf,
    titleOf: nameOf,
    parse: parseSubject,
    create: (panel, subject, tab) => new MatrixPanel(panel, subject, context, tab),
  });
}

/** One panel: answers the webview's questions about its matrix and tells it when the document changed. */
export class MatrixPanel {
  private readonly page: Page<PanelView, PanelHost>;

  constructor(
    panel: vscode.WebviewPanel,
    private readonly subject: Subject,
    private readonly context: PanelContext,
    private wantedTab?: TabId,
  ) {
    const { documents, outputs, variables } = context;
    this.page = new Page<PanelView, PanelHost>(panel, {
      extension: context.extension,
      bundle: 'panel',
      state: { subject },
      methods: {
        model: (choice) => this.model(choice),
        wantedTab: () => this.takeWantedTab(),
        reveal: () => revealText(subject, context),
        apply: (params) => this.apply(params),
        python: (choice) => this.python(choice),
        ...pageMethods,
        ...tabQuestions({
          worker: context.worker,
          subject: this.workerSubject,
          inputs: context.inputs,
          remembered: keyOf(subject),
          ask: (question) => this.ask(undefined, ({ finding }) => question(finding)),
        }),
      },
    });
    const follow = (kind: Subject['kind'], event: vscode.Event<vscode.TextDocument>): vscode.Disposable =>
      event((document) => {
        if (subject.kind !== kind || !('uri' in subject)) return;
        if (document.uri.toString() !== subject.uri || document.isClosed) return;
        this.page.tell('changed', null);
      });
    this.page.endsWith(follow('document', documents.onDidChange), follow('output', outputs.onDidChange), {
      dispose: () => {
        if (subject.kind === 'variable') variables.forget(subject.key);
      },
    });
  }

  get active(): boolean {
    return this.page.active;
  }

  /** Comes to the front, at a tab if one is named. */
  reveal(tab?: TabId): void {
    this.page.reveal();
    if (!tab) return;
    this.wantedTab = tab;
    this.page.tell('tabWanted', null);
  }

  private takeWantedTab(): TabId | null {
    const wanted = this.wantedTab ?? null;
    this.wantedTab = undefined;
    return wanted;
  }

  private model(choice: PanelChoice | undefined): Promise<PanelModel> {
    return this.ask(choice, async ({ finding: { key, name }, place, literal }, options) => {
      const found = await withProgress(
        vscode.l10n.t('Gradient Lens: analyzing {0}', name),
        (signal, onProgress) =>
          this.context.worker.call(
            'panel',
            { key, options, literal },
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
      return question(found, { ...found.finding.options, ...validChoice(choice) });
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

  private async apply({ remedy, target }: ParamsOf<PanelHost, 'apply'>): Promise<void> {
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
