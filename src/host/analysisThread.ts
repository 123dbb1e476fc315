import { Worker } from 'node:worker_threads';
import { DisconnectedError, Rpc, type Port } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';

/** One worker thread and the channel to it. */
export class AnalysisThread {
  readonly rpc: Rpc<AnalysisService>;
  private readonly worker: Worker;
  private readonly cancelled = new Int32Array(new SharedArrayBuffer(4));

  /** `onExit` tells that the thread is gone: with an error when it died, without when it was stopped. */
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
    let stopped = false;
    this.stop = async () => {
      stopped = true;
      this.rpc.dispose();
      await this.worker.terminate();
    };
    this.worker.on('error', (error) => (failure = error));
    this.worker.on('exit', (code) => {
      failure ??= stopped
        ? undefined
        : new DisconnectedError(`the analysis worker ended with status ${code}`);
      // Those who still wait are answered before the thread is replaced.
      this.rpc.dispose(
        new ThreadDiedError(failure?.message ?? 'the analysis worker stopped', { cause: failure }),
      );
      onExit(failure);
    });
  }

  /** Tells a busy worker to give up the call of that id. */
  cancel(id: number): void {
    Atomics.store(this.cancelled, 0, id);
  }

  /** Ends the thread whatever it does; what it still owed is rejected. */
  readonly stop: () => Promise<void>;
}

/** The thread ended before it answered. */
export class ThreadDiedError extends DisconnectedError {}
