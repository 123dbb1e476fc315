// Not translated: errors that only a defect of ours brings about.
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import {
  CancellationError,
  DisconnectedError,
  type CallOptions,
  type ParamsOf,
  type ResultOf,
} from '../shared/rpc';
import type { AnalysisService, Texts } from '../shared/service';
import type { Log } from './log';
import { ThreadDiedError, type StartThread, type Thread } from './thread';

type Method = keyof AnalysisService;

export interface WorkerCallOptions extends CallOptions {
  /**
   * Calls about one subject go to the thread that answered for it before, which holds its matrices, and keep their
   * order: a document's URI, for example.
   */
  readonly subject?: string;
  /** A subject that is new goes to another thread than this one's, where there is one. */
  readonly apartFrom?: string | undefined;
}

interface Job {
  readonly subject: string | undefined;
  readonly apartFrom: string | undefined;
  readonly run: (thread: Thread) => Promise<void>;
  readonly reject: (error: Error) => void;
}

/** A thread and whether it is at work. */
interface Lane {
  readonly thread: Thread;
  busy: boolean;
}

/** A canceled call that has not stopped by then takes its thread with it. */
const stopAfterMs = 2000;
/** Two threads: a long analysis in one leaves the other for the next hover. */
const maxThreads = 2;
/** Subjects whose thread is remembered. */
const maxSubjects = 256;

const closing = (): Error => new DisconnectedError('the window is closing');
const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const givenUp = ({ message }: Error): string =>
  l10n.t('the analysis stopped twice over the same input and was given up: {0}', message);

/**
 * The analysis off the extension host's thread. A thread starts when there is work and none is free, takes one call at a
 * time, and is started anew after it died: then the call it died over is tried once more and the person is told.
 */
export class AnalysisWorker implements vscode.Disposable {
  private readonly lanes: Lane[] = [];
  private readonly queue: Job[] = [];
  /** The thread that last answered for a subject. */
  private readonly laneBySubject = new Map<string, Lane>();
  private disposed = false;

  /** `tell` shows the person a sentence, `texts` are theirs if they do not read English. */
  constructor(
    private readonly start: StartThread,
    private readonly log: Log,
    private readonly tell: (sentence: string) => void,
    private readonly texts?: Texts,
  ) {}

  /**
   * Calls the worker.
   * @throws CancellationError as soon as `signal` aborts; DisconnectedError when the worker died twice over this call or was
   * disposed; what the worker says of bad input.
   */
  call<K extends Method>(
    method: K,
    params: ParamsOf<AnalysisService, K>,
    options: WorkerCallOptions = {},
  ): Promise<ResultOf<AnalysisService, K>> {
    const { signal, subject, apartFrom } = options;
    return new Promise<ResultOf<AnalysisService, K>>((resolve, reject) => {
      if (signal?.aborted || this.disposed) {
        reject(this.disposed ? closing() : new CancellationError('canceled'));
        return;
      }
      let tries = 0;
      const run = async (thread: Thread): Promise<void> => {
        tries++;
        try {
          resolve(await this.answer(thread, method, params, options, reject));
        } catch (error) {
          const died = error instanceof ThreadDiedError && !signal?.aborted && !this.disposed;
          if (died && tries === 1) {
            this.queue.unshift(job);
            return;
          }
          reject(died ? new DisconnectedError(givenUp(error)) : asError(error));
        }
      };
      const job: Job = { subject, apartFrom, run, reject };
      signal?.addEventListener(
        'abort',
        () => {
          const waiting = this.queue.indexOf(job);
          if (waiting === -1) return;
          this.queue.splice(waiting, 1);
          reject(new CancellationError('canceled'));
        },
        { once: true },
      );
      this.queue.push(job);
      this.next();
    });
  }

  /** Resolves with the thread's answer, which comes later than the caller's cancellation: only then it is free again. */
  private async answer<K extends Method>(
    thread: Thread,
    method: K,
    params: ParamsOf<AnalysisService, K>,
    { signal, onProgress }: CallOptions,
    reject: (error: Error) => void,
  ): Promise<ResultOf<AnalysisService, K>> {
    const started = performance.now();
    const id = thread.rpc.upcomingId;
    const answered = thread.rpc.call(method, params, onProgress ? { onProgress } : {});
    let overdue: ReturnType<typeof setTimeout> | undefined;
    const abort = (): void => {
      reject(new CancellationError('canceled'));
      thread.cancel(id);
      overdue = setTimeout(() => {
        thread.stop();
      }, stopAfterMs);
    };
    signal?.addEventListener('abort', abort, { once: true });
    try {
      return await answered;
    } finally {
      clearTimeout(overdue);
      signal?.removeEventListener('abort', abort);
      this.log.timing(method, performance.now() - started);
    }
  }

  /** Gives waiting jobs to free threads, in the order they came where they belong to the same thread. */
  private next(): void {
    for (let i = 0; i < this.queue.length && !this.disposed;) {
      const job = this.queue[i]!;
      const lane = this.laneFor(job);
      if (!lane) {
        i++;
        continue;
      }
      this.queue.splice(i, 1);
      lane.busy = true;
      void job.run(lane.thread).finally(() => {
        lane.busy = false;
        this.next();
      });
    }
  }

  /** A free thread that may take the job, a new one if need be. */
  private laneFor({ subject, apartFrom }: Job): Lane | undefined {
    const assigned = subject === undefined ? undefined : this.laneBySubject.get(subject);
    if (assigned) return assigned.busy ? undefined : assigned;
    const avoided = apartFrom === undefined ? undefined : this.laneBySubject.get(apartFrom);
    const free = this.lanes.filter(({ busy }) => !busy);
    const lane =
      free.find((candidate) => candidate !== avoided) ??
      (this.lanes.length < maxThreads ? this.open() : free[0]);
    if (lane && subject !== undefined) this.assign(subject, lane);
    return lane;
  }

  private assign(subject: string, lane: Lane): void {
    this.laneBySubject.set(subject, lane);
    for (const oldest of this.laneBySubject.keys()) {
      if (this.laneBySubject.size <= maxSubjects) break;
      this.laneBySubject.delete(oldest);
    }
  }

  private open(): Lane {
    const thread = this.start((error) => {
      this.lanes.splice(this.lanes.indexOf(lane), 1);
      for (const [subject, assigned] of this.laneBySubject) {
        if (assigned === lane) this.laneBySubject.delete(subject);
      }
      if (!error) return;
      this.log.error('an analysis worker failed and was started anew', error);
      this.tell(
        l10n.t(
          'An analysis worker of Gradient Lens stopped unexpectedly ({0}) and was restarted.',
          error.message,
        ),
      );
    });
    // Answered before any call: messages keep their order. A thread that dies over it is replaced like any other.
    if (this.texts) thread.rpc.call('texts', this.texts).catch(() => undefined);
    const lane: Lane = { thread, busy: false };
    this.lanes.push(lane);
    return lane;
  }

  dispose(): void {
    this.disposed = true;
    for (const { reject } of this.queue.splice(0)) reject(closing());
    for (const { thread } of [...this.lanes]) thread.stop();
  }
}
