import * as vscode from 'vscode';
import type {
  CheckpointDetail,
  CheckpointItem,
  CheckpointSummary,
  DetailSubject,
  Page,
  QuickFigures,
  TensorRow,
} from '../../shared/checkpoint';
import { UnknownCheckpointError } from '../../shared/checkpoint';
import type { AnalysisWorker, WorkerCallOptions } from '../analysisWorker';
import { chooseInputs, inputsPlace, type OwnInputsMemory } from '../ownInputs';
import { analysisOptions } from '../settings';
import { checkpointFile, type CheckpointFile } from './checkpointFile';

/** One thread's copy of the open checkpoint. */
interface Lane {
  readonly subject: string;
  opened: Promise<CheckpointSummary> | undefined;
  pending: number;
}

let sessions = 0;

/**
 * A checkpoint that is open in the worker: on a disk in both threads, so that two items are analyzed at a time; one that had
 * to be read whole in one thread, so that it is in memory once. A thread that lost it is made to open it again.
 */
export class CheckpointSession implements vscode.Disposable {
  private readonly key = `checkpoint-${++sessions}`;
  private readonly lanes: Lane[] = [{ subject: `${this.key}#0`, opened: undefined, pending: 0 }];
  private file: CheckpointFile | undefined;
  private steps: number | null = null;
  private running = new AbortController();

  constructor(
    readonly uri: vscode.Uri,
    private readonly worker: AnalysisWorker,
    private readonly inputs: OwnInputsMemory,
  ) {}

  /** Opens the file as it is now. @throws one sentence for what is no checkpoint */
  async open(steps: number | null): Promise<CheckpointSummary> {
    this.cancel();
    this.steps = steps;
    this.file = await checkpointFile(this.uri);
    for (const lane of this.lanes) lane.opened = undefined;
    if (this.file.place.kind === 'path' && this.lanes.length === 1) {
      this.lanes.push({ subject: `${this.key}#1`, opened: undefined, pending: 0 });
    }
    const summary = await this.openIn(this.lanes[0]!);
    return this.file.note === null ? summary : { ...summary, notes: [this.file.note, ...summary.notes] };
  }

  /** A page of the tensors. */
  tensors(from: number): Promise<Page<TensorRow>> {
    return this.ask((options) => this.worker.call('checkpointTensors', { key: this.key, from }, options));
  }

  /** A page of the items. */
  items(from: number): Promise<Page<CheckpointItem>> {
    return this.ask((options) => this.worker.call('checkpointItems', { key: this.key, from }, options));
  }

  quick(index: number, onProgress: (done: number) => void): Promise<QuickFigures> {
    return this.ask((options) =>
      this.worker.call('checkpointQuick', { key: this.key, index }, { ...options, onProgress }),
    );
  }

  detail(subject: DetailSubject, onProgress: (done: number) => void): Promise<CheckpointDetail> {
    return this.ask((options) =>
      this.worker.call('checkpointDetail', { key: this.key, subject }, { ...options, onProgress }),
    );
  }

  /** Asks the thread that has least to do. */
  private async ask<T>(question: (options: WorkerCallOptions) => Promise<T>): Promise<T> {
    const { signal } = this.running;
    const lane = this.lanes.reduce((least, other) => (other.pending < least.pending ? other : least));
    const put = async (): Promise<T> => {
      await this.openIn(lane);
      return await question({ subject: lane.subject, signal });
    };
    lane.pending++;
    try {
      return await put();
    } catch (error) {
      if (!(error instanceof Error) || error.name !== UnknownCheckpointError.name) throw error;
      // The thread was started anew.
      lane.opened = undefined;
      return await put();
    } finally {
      lane.pending--;
    }
  }

  /**
   * Asks for inputs that drive the cells, and remembers them where they fit the item; `false` when the person chose none.
   * @throws one sentence for inputs that do not drive it
   */
  async driveWithData(index: number): Promise<boolean> {
    const folder = vscode.Uri.joinPath(this.uri, '..');
    const chosen = await chooseInputs(this.worker, { subject: this.lanes[0]!.subject }, folder);
    if (!chosen) return false;
    const inputs = await inputsPlace(chosen);
    await this.ask((options) => this.worker.call('checkpointFit', { key: this.key, index, inputs }, options));
    await this.inputs.set(this.uri.toString(), chosen);
    return true;
  }

  /** Drives the cells by Gaussian inputs again. */
  driveWithoutData(): Promise<void> {
    return this.inputs.set(this.uri.toString(), null);
  }

  /** Gives up the questions that are under way. */
  cancel(): void {
    this.running.abort();
    this.running = new AbortController();
  }

  dispose(): void {
    this.cancel();
    for (const { subject, opened } of this.lanes) {
      if (!opened) continue;
      this.worker.call('checkpointClose', { key: this.key }, { subject }).catch(() => undefined);
    }
    this.file = undefined;
  }

  private openIn(lane: Lane): Promise<CheckpointSummary> {
    lane.opened ??= this.openNow(lane);
    return lane.opened;
  }

  private async openNow(lane: Lane): Promise<CheckpointSummary> {
    try {
      this.file ??= await checkpointFile(this.uri);
      const chosen = this.inputs.get(this.uri.toString());
      return await this.worker.call(
        'checkpointOpen',
        {
          key: this.key,
          place: this.file.place,
          options: analysisOptions(this.uri),
          steps: this.steps,
          inputs: chosen && (await inputsPlace(chosen)),
        },
        { subject: lane.subject, apartFrom: this.lanes.find((other) => other !== lane)?.subject },
      );
    } catch (error) {
      lane.opened = undefined;
      throw error;
    }
  }
}
