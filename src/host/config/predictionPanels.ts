import * as vscode from 'vscode';
import { predictionViewType } from '../contributions';
import type { PanelContext } from '../panel';
import { PredictionPanel } from './predictionPanel';
import { parsePredictionSubject, type PredictionSubject } from './predictionSubject';

/** The open panels of predictions, one for each config, and the serializer that brings them back after a reload. */
export class PredictionPanels implements vscode.Disposable {
  private readonly open = new Map<string, PredictionPanel>();
  private readonly restoring: vscode.Disposable;

  constructor(private readonly context: PanelContext) {
    this.restoring = vscode.window.registerWebviewPanelSerializer(predictionViewType, {
      deserializeWebviewPanel: (panel, state: unknown) => {
        const subject = parsePredictionSubject((state as { subject?: unknown } | undefined)?.subject);
        if (subject) this.adopt(panel, subject);
        else panel.dispose();
        return Promise.resolve();
      },
    });
  }

  /** Shows the panel of a config beside the editor, a new one or the one already there. */
  show(subject: PredictionSubject): void {
    const known = this.open.get(JSON.stringify(subject));
    if (known) {
      known.reveal();
      return;
    }
    const title = vscode.l10n.t('Prediction: {0}', subject.name);
    const panel = vscode.window.createWebviewPanel(
      predictionViewType,
      title.length > 40 ? `${title.slice(0, 39)}…` : title,
      vscode.ViewColumn.Beside,
      { enableScripts: true },
    );
    this.adopt(panel, subject);
  }

  private adopt(panel: vscode.WebviewPanel, subject: PredictionSubject): void {
    const key = JSON.stringify(subject);
    this.open.get(key)?.dispose();
    const adopted = new PredictionPanel(panel, subject, this.context);
    this.open.set(key, adopted);
    panel.onDidDispose(() => {
      if (this.open.get(key) === adopted) this.open.delete(key);
    });
  }

  dispose(): void {
    this.restoring.dispose();
    for (const panel of this.open.values()) panel.dispose();
  }
}
