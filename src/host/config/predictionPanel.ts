import * as vscode from 'vscode';
import {
  changesOf,
  parseWhatIf,
  whatIfFields,
  type WhatIf,
  type WhatIfField,
} from '../../core/config/whatIf';
import type { ConfigEdits, ConfigFinding } from '../../shared/config';
import type { PageView } from '../../shared/page';
import type { PredictionPanelHost, PredictionPanelModel } from '../../shared/predictionPanel';
import { fileName } from '../fileName';
import { HumanError } from '../humanError';
import { Page, pageMethods } from '../page';
import type { PanelContext } from '../panel';
import { analysisOptions } from '../settings';
import { rangeOf } from '../subject';
import { predictionFinding, type PredictionSubject } from './predictionSubject';

/** A subject as it stands now. */
interface Found {
  readonly document: vscode.TextDocument;
  readonly finding: ConfigFinding;
  /** Which of the text's configs. */
  readonly index: number;
}

/** One panel: answers the webview's what-ifs about its config and tells it when the document changed. */
export class PredictionPanel {
  private readonly page: Page<PageView, PredictionPanelHost>;
  private asked = new AbortController();

  constructor(
    panel: vscode.WebviewPanel,
    private readonly subject: PredictionSubject,
    private readonly context: PanelContext,
  ) {
    this.page = new Page<PageView, PredictionPanelHost>(panel, {
      extension: context.extension,
      bundle: 'prediction',
      state: { subject },
      methods: {
        model: (whatIf) => this.model(parseWhatIf(whatIf)),
        reveal: (field) => this.revealValue(field),
        apply: ({ field, whatIf }) => this.apply(field, parseWhatIf(whatIf)),
        ...pageMethods,
      },
    });
    const following = context.documents.onDidChange((document) => {
      if (document.uri.toString() === subject.uri && !document.isClosed) this.page.tell('changed', null);
    });
    this.page.endsWith(following, {
      dispose: () => {
        this.asked.abort();
      },
    });
  }

  get active(): boolean {
    return this.page.active;
  }

  reveal(): void {
    this.page.reveal();
  }

  private async model(whatIf: WhatIf): Promise<PredictionPanelModel> {
    this.asked.abort();
    this.asked = new AbortController();
    const { signal } = this.asked;
    const { document, finding, index } = await this.find();
    const options = analysisOptions(document);
    const { config } = finding;
    const ask = (changes: WhatIf) =>
      this.context.worker.call(
        'prediction',
        { config, changes: changesOf(changes), options, band: true },
        { signal, subject: this.subject.uri },
      );
    const supposed = await ask(whatIf);
    const changed = Object.keys(whatIf).length > 0;
    const stated = changed ? await ask({}) : supposed;
    const edits = changed ? await this.edits(document, index, whatIf, signal) : {};
    return {
      file: fileName(document.uri),
      line: document.positionAt(config.anchor.start).line + 1,
      thresholds: options.thresholds,
      stated,
      supposed,
      whatIf,
      applicable: whatIfFields.flatMap((field) => {
        const edit = edits[field];
        return edit ? [{ field, title: edit.title }] : [];
      }),
    };
  }

  private edits(
    document: vscode.TextDocument,
    index: number,
    changes: WhatIf,
    signal?: AbortSignal,
  ): Promise<ConfigEdits> {
    const params = { text: document.getText(), languageId: document.languageId, index, changes };
    return this.context.worker.call('configEdits', params, {
      subject: this.subject.uri,
      ...(signal ? { signal } : {}),
    });
  }

  private async apply(field: WhatIfField, whatIf: WhatIf): Promise<void> {
    const { document, index } = await this.find();
    const { version } = document;
    const edit = (await this.edits(document, index, { [field]: whatIf[field] }))[field];
    if (!edit || document.version !== version) {
      throw new HumanError(
        vscode.l10n.t('The file changed in the meantime; try again on the text as it stands.'),
      );
    }
    const change = new vscode.WorkspaceEdit();
    change.replace(document.uri, rangeOf(document, edit.range), edit.text);
    if (!(await vscode.workspace.applyEdit(change))) {
      throw new HumanError(vscode.l10n.t('The file cannot be edited: it may be read-only.'));
    }
    vscode.window.setStatusBarMessage(`Gradient Lens: ${edit.title}`, 10_000);
  }

  private async revealValue(field: WhatIfField | null): Promise<void> {
    const { document, finding } = await this.find();
    const { fields, anchor } = finding.config;
    const place = field === null ? undefined : fields[field];
    const shown = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
    const editor = await vscode.window.showTextDocument(document, {
      viewColumn: shown?.viewColumn ?? vscode.ViewColumn.One,
    });
    const range = rangeOf(document, place?.range ?? anchor);
    editor.selection = new vscode.Selection(range.start, place ? range.end : range.start);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }

  /** The config as it stands now. */
  private async find(): Promise<Found> {
    const { uri, name } = this.subject;
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)).then(
      (opened) => opened,
      () => {
        throw new HumanError(
          vscode.l10n.t('{0} can no longer be opened: close this panel.', vscode.Uri.parse(uri).path),
        );
      },
    );
    const { configs } = await this.context.documents.report(document);
    const finding = predictionFinding(this.subject, configs);
    const file = fileName(document.uri);
    if (!finding) {
      throw new HumanError(
        vscode.l10n.t(
          '{0} no longer configures a recurrent network in {1}: undo the edit, or close this panel.',
          name,
          file,
        ),
      );
    }
    return { document, finding, index: configs.indexOf(finding) };
  }
}
