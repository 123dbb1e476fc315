import { Worker } from 'node:worker_threads';
import type * as vscode from 'vscode';
import { CancelledError, DisconnectedError, Rpc, type CallOptions, type Port } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import type { Log } from './log';

type Method = keyof AnalysisService;
type Params<K extends Method> = Parameters<AnalysisService[K]>[0];
type Result<K extends Method> = Awaited<ReturnType<AnalysisService[K]>>;

interface Job {
  readonly start: (thread: Thread) => Promise<void>;
}

/** A cancelled call that has not stopped by then takes its worker with it, in ms. */
const patience = 2000;

/** One worker thread and the channel to it. */
class Thread {
  readonly rpc: Rpc<AnalysisService>;
  private readonly worker: Worker;
  private readonly cancelled = new Int32Array(new SharedArrayBuffer(4));

  constructor(file: string, onExit: (error: Error | undefined) => void) {
    this.worker = new Worker(file, { workerData: { cancelled: this.cancelled } });
    // An idle worker must not keep the extension host alive.
    this.worker.unref();
    const port: Port = {
      post: (message) => {
        this.worker.postMessage(message);
      },
      onMessage: (listener) => this.worker.on('message', listener),
    };
    this.rpc = new Rpc<AnalysisService>(port);
    let failure: Error | undefined;
    this.worker.on('error', (error) => (failure = error));
    this.worker.on('exit', () => {
      this.rpc.dispose(failure ?? new DisconnectedError('the analysis worker stopped'));
      onExit(failure);
    });
  }

  /** Tells a busy worker to give up the call of that id. */
  cancel(id: number): void {
    Atomics.store(this.cancelled, 0, id);
  }

  async stop(): Promise<void> {
    this.rpc.dispose();
    await this.worker.terminate();
  }
}

/**
 * The analysis off the extension host's thread. The worker starts with the first call, takes one call at a time in the
 * order they came, and is started anew after it died.
 */
export class AnalysisWorker implements vscode.Disposable {
  private thread: Thread | undefined;
  private readonly queue: Job[] = [];
  private busy = false;

  constructor(
    private readonly file: string,
    private readonly log: Log,
  ) {}

  /** Calls the worker; rejects with CancelledError as soon as `signal` aborts. */
  call<K extends Method>(method: K, params: Params<K>, options: CallOptions = {}): Promise<Result<K>> {
    return new Promise<Result<K>>((resolve, reject) => {
      const { signal } = options;
      if (signal?.aborted) {
        reject(new CancelledError('cancelled'));
        return;
      }
      const job: Job = {
        start: async (thread) => {
          const id = thread.rpc.upcomingId;
          const started = performance.now();
          // The thread is free again when the worker has answered, which is later than the caller's cancellation.
          const answered = thread.rpc.call(
            method,
            params as never,
            options.onProgress ? { onProgress: options.onProgress } : {},
          );
          let overdue: NodeJS.Timeout | undefined;
          const abort = (): void => {
            reject(new CancelledError('cancelled'));
            thread.cancel(id);
            overdue = setTimeout(() => void thread.stop(), patience);
          };
          signal?.addEventListener('abort', abort, { once: true });
          try {
            resolve((await answered) as Result<K>);
          } catch (error) {
            reject(error instanceof Error ? error : new Error(String(error)));
          } finally {
            clearTimeout(overdue);
            signal?.removeEventListener('abort', abort);
            this.log.timing(method, performance.now() - started);
          }
        },
      };
      signal?.addEventListener(
        'abort',
        () => {
          const waiting = this.queue.indexOf(job);
          if (waiting === -1) return;
          this.queue.splice(waiting, 1);
          reject(new CancelledError('cancelled'));
        },
        { once: true },
      );
      this.queue.push(job);
      void this.next();
    });
  }

  private async next(): Promise<void> {
    if (this.busy) return;
    const job = this.queue.shift();
    if (!job) return;
    this.busy = true;
    try {
      await job.start((this.thread ??= this.open()));
    } finally {
      this.busy = false;
      void this.next();
    }
  }

  private open(): Thread {
    const thread: Thread = new Thread(this.file, (error) => {
      if (this.thread === thread) this.thread = undefined;
      if (error) this.log.error('the analysis worker failed and will be started anew', error);
    });
    return thread;
  }

  dispose(): void {
    this.queue.length = 0;
    void this.thread?.stop();
  }
}
