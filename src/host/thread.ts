import * as l10n from '@vscode/l10n';
import { DisconnectedError, Rpc, type NoMethods } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';

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

/** Starts a thread; `onExit` is told why it ended, or nothing when it was stopped. */
export type StartThread = (onExit: (error: Error | undefined) => void) => Thread;

/** The thread of a worker that `start` makes. `canceled` is memory shared with it; without, a busy worker is canceled by ending it. */
export function connectThread(
  start: (listener: WorkerListener) => Promise<AnyWorker>,
  onExit: (error: Error | undefined) => void,
  canceled?: Int32Array,
): Thread {
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
  const started = start(listener);
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
