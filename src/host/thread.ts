import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { DisconnectedError, Rpc, type NoMethods } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { startNodeWorker } from './nodeWorker';
import { inNode } from './runtime';
import { startWebWorker } from './webWorker';

/** A thread that runs the analysis, and the channel to it. */
export interface Thread {
  readonly rpc: Rpc<AnalysisService, NoMethods>;
  /** Tells the busy thread to give up the call of that id; where it cannot hear, it is ended. */
  cancel(id: number): void;
  /** Ends the thread whatever it does; what it still owed is rejected. */
  stop(): void;
}

/** What hears a worker of either kind. */
export interface WorkerListener {
  readonly onMessage: (message: unknown) => void;
  readonly onEnd: (error: Error) => void;
}

/** A worker of Node or of a browser. */
export interface AnyWorker {
  post(message: unknown): void;
  end(): void;
}

/** The thread ended before it answered. */
export class ThreadDiedError extends DisconnectedError {}

/** Starts a thread with the bundle of the analysis; `onExit` is told why it died, or nothing when it was stopped. */
export function startThread(extension: vscode.Uri, onExit: (error: Error | undefined) => void): Thread {
  // In a browser memory cannot be shared, so a busy worker is canceled by ending it.
  const canceled = inNode ? new Int32Array(new SharedArrayBuffer(4)) : undefined;
  let listen: (message: unknown) => void = () => undefined;
  let ended = false;
  const end = (error?: Error): void => {
    if (ended) return;
    ended = true;
    void started.then(
      (worker) => {
        worker.end();
      },
      () => undefined,
    );
    // Those who still wait are answered before the thread is replaced.
    rpc.dispose(new ThreadDiedError(error?.message ?? l10n.t('the analysis worker stopped')));
    onExit(error);
  };
  const listener: WorkerListener = {
    onMessage: (message) => {
      listen(message);
    },
    onEnd: end,
  };
  const started = canceled
    ? startNodeWorker(vscode.Uri.joinPath(extension, 'dist', 'worker.js'), { canceled }, listener)
    : startWebWorker(vscode.Uri.joinPath(extension, 'dist', 'web', 'worker.json'), listener);
  const rpc = new Rpc<AnalysisService, NoMethods>(
    {
      post: (message) => {
        void started.then(
          (worker) => {
            worker.post(message);
          },
          () => undefined,
        );
      },
      onMessage: (heard) => (listen = heard),
    },
    {},
  );
  started.catch((error: unknown) => {
    end(error instanceof Error ? error : new Error(String(error)));
  });
  return {
    rpc,
    cancel: (id) => {
      if (canceled) Atomics.store(canceled, 0, id);
      else end();
    },
    stop: () => {
      end();
    },
  };
}
