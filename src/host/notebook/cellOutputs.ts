// Not translated: read by models, by developers, or on the command line alone.
import * as vscode from 'vscode';
import { worthReading } from '../../detect/worthReading';
import { emptyReport, type DocumentReport } from '../../shared/service';
import type { AnalysisWorker } from '../analysisWorker';
import { fileName } from '../fileName';
import type { Log } from '../log';
import { analysisOptions, setting } from '../settings';
import { outputSize, outputText } from './outputText';

interface Entry {
  readonly text: string;
  readonly settings: string;
  readonly report: Promise<DocumentReport>;
}

/** An output as the log names it, which is in English whatever the language. */
function place({ index, notebook }: vscode.NotebookCell): string {
  return `the output of cell ${index + 1} of ${fileName(notebook.uri)}`;
}

/** What was found in the text outputs of notebook cells, read as printed arrays in the worker and kept by their text. */
export class CellOutputs implements vscode.Disposable {
  private readonly entries = new WeakMap<vscode.NotebookCell, Entry>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly subscriptions: vscode.Disposable;
  /** Tells the document of a cell whose outputs are others now. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly worker: AnalysisWorker,
    private readonly log: Log,
  ) {
    this.subscriptions = vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
      for (const { cell, outputs } of cellChanges) if (outputs) this.changed.fire(cell.document);
    });
  }

  /** The matrices in the outputs as they are now; `anew` makes the worker read them again. */
  report(cell: vscode.NotebookCell, anew = false): Promise<DocumentReport> {
    const { document, outputs } = cell;
    const limit = setting('gradientLens.limits.fileSize', document) * 1e6;
    if (outputSize(outputs) > limit) {
      this.log.info(`${place(cell)} is over gradientLens.limits.fileSize and was not read`);
      return Promise.resolve(emptyReport);
    }
    const text = outputText(document.getText(), outputs);
    const options = analysisOptions(document);
    const limits = { size: setting('gradientLens.limits.size', document) };
    const covered = setting('gradientLens.languages', document).includes('plaintext');
    const settings = JSON.stringify([options, limits, covered]);
    const known = this.entries.get(cell);
    if (!anew && known?.text === text && known.settings === settings) return known.report;
    const report =
      covered && worthReading(text, 'plaintext')
        ? this.worker.call(
            'document',
            { text, languageId: 'plaintext', options, limits },
            { subject: document.uri.toString() },
          )
        : Promise.resolve(emptyReport);
    const entry = { text, settings, report };
    this.entries.set(cell, entry);
    report.catch((error: unknown) => {
      this.log.error(`${place(cell)} could not be read`, error);
      // The next look tries again.
      if (this.entries.get(cell) === entry) this.entries.delete(cell);
    });
    return report;
  }

  dispose(): void {
    this.changed.dispose();
    this.subscriptions.dispose();
  }
}
