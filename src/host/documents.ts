// Not translated: errors that only a defect of ours brings about.
import * as vscode from 'vscode';
import { worthReading } from '../detect/worthReading';
import { CancellationError } from '../shared/rpc';
import { emptyReport, type DocumentReport, type Finding } from '../shared/service';
import type { AnalysisWorker } from './analysisWorker';
import type { Log } from './log';
import { cellOf } from './notebook/cells';
import { earlierCells } from './notebook/context';
import { pauseAfter } from './pause';
import { analysisOptions, setting } from './settings';
import { holds } from './subject';

interface Entry {
  readonly version: number;
  /** What stood in the cells before it, for a cell of a notebook. */
  readonly context: string;
  readonly abort: AbortController;
  readonly report: Promise<DocumentReport>;
  settled?: DocumentReport;
}

/**
 * What was found in each open document, keyed by its version. Documents of the configured languages are read in the worker
 * when they are shown and again after each pause in typing; hover, lenses and diagnostics only look up.
 */
export class Documents implements vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly lastReadMs = new WeakMap<vscode.TextDocument, number>();
  private readonly changed = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly subscriptions: vscode.Disposable[];
  /** Tells that a document has a new report. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly worker: AnalysisWorker,
    private readonly log: Log,
  ) {
    const visible = (): void => {
      for (const { document } of vscode.window.visibleTextEditors) this.refresh(document);
    };
    this.subscriptions = [
      vscode.window.onDidChangeVisibleTextEditors(visible),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.entries.has(document.uri.toString()) || isVisible(document)) this.refresh(document);
        this.refreshLaterCells(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.drop(document);
        this.changed.fire(document);
      }),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (!event.affectsConfiguration('gradientLens')) return;
        for (const document of vscode.workspace.textDocuments) {
          if (this.drop(document)) this.refresh(document);
        }
      }),
    ];
    // Activation itself computes nothing, not even the start of the worker.
    const first = setTimeout(visible);
    this.subscriptions.push(
      new vscode.Disposable(() => {
        clearTimeout(first);
      }),
    );
  }

  /** The report for the document as it stands; an edit in the meantime makes the answer wait for the new text. */
  async report(document: vscode.TextDocument): Promise<DocumentReport> {
    while (!document.isClosed) {
      try {
        return await this.refresh(document).report;
      } catch (error) {
        if (!(error instanceof CancellationError)) throw error;
      }
    }
    return emptyReport;
  }

  /** The report for the document as it stands, if it is there already. */
  current(document: vscode.TextDocument): DocumentReport | undefined {
    const entry = this.entries.get(document.uri.toString());
    return entry && isOf(entry, document) ? entry.settled : undefined;
  }

  /** The finding whose text holds the position, the innermost if they nest. */
  async findingAt(document: vscode.TextDocument, position: vscode.Position): Promise<Finding | undefined> {
    const offset = document.offsetAt(position);
    const { findings } = await this.report(document);
    return findings.findLast(({ range }) => holds(range, offset));
  }

  /** Has the worker read the document again, as after the worker was started anew. */
  reportAnew(document: vscode.TextDocument): Promise<DocumentReport> {
    this.drop(document);
    return this.report(document);
  }

  /** Reads the document again and analyzes every matrix, also without a role and over the size limit. */
  async reportAll(
    document: vscode.TextDocument,
    signal: AbortSignal,
    onProgress: (done: number) => void,
  ): Promise<DocumentReport> {
    const everything = await this.worker.call(
      'document',
      { ...request(document, Infinity), asked: true },
      {
        signal,
        onProgress,
        subject: document.uri.toString(),
      },
    );
    const report = withoutIgnored(everything, document);
    const entry = this.entries.get(document.uri.toString());
    if (entry && isOf(entry, document)) {
      this.entries.set(document.uri.toString(), {
        ...entry,
        report: Promise.resolve(report),
        settled: report,
      });
      this.changed.fire(document);
    }
    return report;
  }

  private refresh(document: vscode.TextDocument): Entry {
    const key = document.uri.toString();
    const known = this.entries.get(key);
    if (known && isOf(known, document)) return known;
    known?.abort.abort();
    const abort = new AbortController();
    const report = this.read(document, abort.signal, known ? pauseAfter(this.lastReadMs.get(document)) : 0);
    const entry: Entry = {
      version: document.version,
      context: contextOf(document).join('\n'),
      abort,
      report,
    };
    this.entries.set(key, entry);
    report.then(
      (settled) => {
        entry.settled = settled;
        if (this.entries.get(key) === entry) this.changed.fire(document);
      },
      (error: unknown) => {
        if (error instanceof CancellationError) return;
        this.log.error(`${vscode.workspace.asRelativePath(document.uri)} could not be read`, error);
        // The next look tries again.
        if (this.entries.get(key) === entry) this.entries.delete(key);
      },
    );
    return entry;
  }

  private async read(
    document: vscode.TextDocument,
    signal: AbortSignal,
    delay: number,
  ): Promise<DocumentReport> {
    if (delay > 0) await after(delay, signal);
    if (document.isClosed || !isCovered(document)) return emptyReport;
    const limit = setting('gradientLens.limits.fileSize', document) * 1e6;
    const text = document.getText();
    if (text.length > limit) {
      this.log.info(
        `${vscode.workspace.asRelativePath(document.uri)} is over gradientLens.limits.fileSize and was not read`,
      );
      return emptyReport;
    }
    if (!worthReading(text, document.languageId)) return emptyReport;
    const size = setting('gradientLens.limits.size', document);
    const subject = document.uri.toString();
    const started = performance.now();
    const report = await this.worker.call('document', request(document, size), { signal, subject });
    this.lastReadMs.set(document, performance.now() - started);
    return withoutIgnored(report, document);
  }

  /** What a cell binds counts in the cells below it. */
  private refreshLaterCells(document: vscode.TextDocument): void {
    if (document.uri.scheme !== cellScheme) return;
    const changed = cellOf(document);
    for (const cell of changed?.notebook.getCells() ?? []) {
      if (cell.index > changed!.index && isVisible(cell.document)) this.refresh(cell.document);
    }
  }

  private drop(document: vscode.TextDocument): boolean {
    const key = document.uri.toString();
    this.entries.get(key)?.abort.abort();
    return this.entries.delete(key);
  }

  dispose(): void {
    for (const { abort } of this.entries.values()) abort.abort();
    this.changed.dispose();
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}

const cellScheme = 'vscode-notebook-cell';

function contextOf(document: vscode.TextDocument): string[] {
  const cell = document.uri.scheme === cellScheme ? cellOf(document) : undefined;
  return cell ? earlierCells(cell, cell.notebook.getCells()) : [];
}

/** Whether an entry is of the document as it stands. */
function isOf({ version, context }: Entry, document: vscode.TextDocument): boolean {
  return version === document.version && context === contextOf(document).join('\n');
}

function request(document: vscode.TextDocument, size: number) {
  const context = contextOf(document);
  return {
    text: document.getText(),
    ...(context.length > 0 ? { context } : {}),
    languageId: document.languageId,
    options: analysisOptions(document),
    limits: { size },
  };
}

/** Leaves out what the setting `gradientLens.ignore` names, for files such as JSON that take no comments. */
export function withoutIgnored(
  report: DocumentReport,
  document: Pick<vscode.TextDocument, 'uri'>,
): DocumentReport {
  const ignored = setting('gradientLens.ignore', document.uri);
  const findings = report.findings.filter(({ name }) => !ignored.includes(ignoreEntry(document, name)));
  const cells = report.cells.filter(({ name }) => !ignored.includes(ignoreEntry(document, name)));
  const trainingLoops = report.trainingLoops.map((loop) =>
    ignored.includes(ignoreEntry(document, `training:${loop.name}`)) ? { ...loop, concern: null } : loop,
  );
  const configs = report.configs.filter(
    ({ config }) => !ignored.includes(ignoreEntry(document, config.name)),
  );
  return { ...report, findings, cells, trainingLoops, configs };
}

/** How the setting `gradientLens.ignore` names a matrix: `folder/file.json#key.path`; a loop: `file.py#training:train`. */
export function ignoreEntry(document: Pick<vscode.TextDocument, 'uri'>, name: string): string {
  return `${vscode.workspace.asRelativePath(document.uri)}#${name}`;
}

function isCovered(document: vscode.TextDocument): boolean {
  return (
    document.uri.scheme !== 'output' &&
    setting('gradientLens.languages', document).includes(document.languageId)
  );
}

function isVisible(document: vscode.TextDocument): boolean {
  return vscode.window.visibleTextEditors.some((editor) => editor.document === document);
}

function after(delay: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, delay);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new CancellationError('overtaken by an edit'));
    });
  });
}
