import { Worker } from 'node:worker_threads';
import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import { Rpc, type NoMethods } from '../shared/rpc';
import type { AnalysisService } from '../shared/service';
import { ThreadDiedError, type Thread } from './analysisThread';

/** A worker thread of Node with the analysis; `onExit` is told why it died, or nothing when it was stopped. */
export function startThread(script: vscode.Uri, onExit: (error: Error | undefined) => void): Thread {
  const canceled = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(script.fsPath, { workerData: { canceled } });
  // An idle worker must not keep the extension host alive.
  worker.unref();
  const rpc = new Rpc<AnalysisService, NoMethods>(
    {
      post: (message) => {
        worker.postMessage(message);
      },
      onMessage: (listener) => worker.on('message', listener),
    },
    {},
  );
  let failure: Error | undefined;
  let stopped = false;
  worker.on('error', (error) => (failure = error));
  worker.on('exit', (code) => {
    failure ??= stopped ? undefined : new Error(l10n.t('it ended with status {0}', code));
    // Those who still wait are answered before the thread is replaced.
    rpc.dispose(new ThreadDiedError(failure?.message ?? l10n.t('the analysis worker stopped')));
    onExit(failure);
  });
  return {
    rpc,
    cancel: (id) => {
      Atomics.store(canceled, 0, id);
    },
    stop: () => {
      stopped = true;
      rpc.dispose();
      void worker.terminate();
    },
  };
}
