import * as l10n from '@vscode/l10n';
import type * as vscode from 'vscode';
import type { AnyWorker, WorkerListener } from './thread';

/** A worker thread of Node; the module is imported here, for a browser has none. */
export async function startNodeWorker(
  script: vscode.Uri,
  workerData: { readonly canceled: Int32Array },
  { onMessage, onEnd }: WorkerListener,
): Promise<AnyWorker> {
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(script.fsPath, { workerData });
  // An idle worker must not keep the extension host alive.
  worker.unref();
  let failure: Error | undefined;
  worker.on('message', onMessage);
  worker.on('error', (error) => (failure = error));
  worker.on('exit', (code) => {
    onEnd(failure ?? new Error(l10n.t('it ended with status {0}', code)));
  });
  return {
    post: (message) => {
      worker.postMessage(message);
    },
    end: () => void worker.terminate(),
  };
}
