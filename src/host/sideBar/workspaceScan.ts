import * as vscode from 'vscode';
import { CancellationError } from '../../shared/rpc';
import { withoutShards } from '../../shared/searchedFiles';
import { fileName } from '../fileName';
import type { Log } from '../log';
import { verdictMark } from '../verdictMark';
import { candidateEndings, inOrder } from './candidates';
import { excluded } from './excluded';
import { readRows, type ReadContext } from './readRows';
import { worstFirst, worstOf, type Row } from './row';

/** Names that are listed, and files whose contents are looked at before the person is asked for more. */
const maxFiles = 50_000;
const maxContents = 1000;
const budgetMs = 60_000;
/** A view shows what was found so far every so many ms. */
const showEveryMs = 300;

/**
 * What the files of the workspace hold. Names come first; contents follow in the order of what the names promise, until a
 * budget is spent or everything was looked at.
 */
export class WorkspaceScan implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly found = new Map<string, Row>();
  private queue: vscode.Uri[] = [];
  private running: AbortController | undefined;
  /** Files that were listed, once they were. */
  total: number | undefined;

  constructor(
    private readonly context: ReadContext,
    private readonly log: Log,
  ) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /** Files whose contents nobody has looked at. */
  get left(): number {
    return this.queue.length;
  }

  /** Files in which something was found, worst first. */
  get files(): Row[] {
    return [...this.found.values()].sort(worstFirst);
  }

  /** Lists the workspace anew and looks at what promises most. */
  async start(progress: (sentence: string) => void): Promise<void> {
    this.stop();
    this.found.clear();
    this.total = undefined;
    await this.work(async (signal) => {
      const source = new vscode.CancellationTokenSource();
      signal.addEventListener('abort', () => {
        source.cancel();
      });
      const uris = await vscode.workspace.findFiles(
        `**/*.{${candidateEndings.join(',')}}`,
        excluded(),
        maxFiles,
        source.token,
      );
      source.dispose();
      if (signal.aborted) return;
      const byPath = new Map(uris.map((uri) => [uri.path, uri]));
      this.queue = inOrder(withoutShards([...byPath.keys()])).map((path) => byPath.get(path)!);
      this.total = this.queue.length;
      await this.look(signal, progress);
    });
  }

  /** Looks at the next files. */
  async goOn(progress: (sentence: string) => void): Promise<void> {
    if (!this.running) await this.work((signal) => this.look(signal, progress));
  }

  /** Looks at files that changed. */
  async again(uris: readonly vscode.Uri[]): Promise<void> {
    for (const uri of uris) await this.lookAt(uri, new AbortController().signal);
    this.changed.fire();
  }

  stop(): void {
    this.running?.abort();
    this.running = undefined;
  }

  dispose(): void {
    this.stop();
    this.changed.dispose();
  }

  private async work(run: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const own = new AbortController();
    this.running = own;
    this.changed.fire();
    try {
      await run(own.signal);
    } finally {
      if (this.running === own) this.running = undefined;
      this.changed.fire();
    }
  }

  private async look(signal: AbortSignal, progress: (sentence: string) => void): Promise<void> {
    const from = Date.now();
    let shown = from;
    for (let looked = 0; this.queue.length > 0 && !signal.aborted; looked++) {
      if (looked >= maxContents || Date.now() - from > budgetMs) return;
      await this.lookAt(this.queue.shift()!, signal);
      if (Date.now() - shown < showEveryMs) continue;
      shown = Date.now();
      const total = this.total ?? 0;
      progress(vscode.l10n.t('{0} of {1} files', total - this.queue.length, total));
      this.changed.fire();
    }
  }

  private async lookAt(uri: vscode.Uri, signal: AbortSignal): Promise<void> {
    const key = uri.toString();
    try {
      const rows = await readRows(uri, this.context, signal);
      if (signal.aborted) return;
      if (rows.length > 0) this.found.set(key, fileRow(uri, rows));
      else this.found.delete(key);
    } catch (error) {
      if (error instanceof CancellationError) return;
      // Most endings say little: what is no checkpoint after all is passed over.
      this.found.delete(key);
      this.log.info(`${fileName(uri)} was passed over: ${error instanceof Error ? error.message : ''}`);
    }
  }
}

/** A file by its name, with the worst of what it holds. */
function fileRow(uri: vscode.Uri, rows: readonly Row[]): Row {
  const [worst] = rows;
  const verdict = worstOf(rows);
  const count = rows.filter((row) => row.verdict === verdict).length;
  const path = vscode.workspace.asRelativePath(uri);
  const mark = verdict ? verdictMark(verdict) : '';
  return {
    ...worst!,
    ...{ id: uri.toString(), label: fileName(uri), verdict, rows, tooltip: path },
    said: [count > 1 && mark ? `${count} × ${mark}` : mark, path.split('/').slice(0, -1).join('/')]
      .filter(Boolean)
      .join(' · '),
  };
}
