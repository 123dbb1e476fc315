import * as l10n from '@vscode/l10n';
import { connectThread, type AnyWorker, type Thread, type WorkerListener } from './thread';

/** A worker thread of Node with the script at that path. */
export function nodeThread(script: string, onExit: (error: Error | undefined) => void): Thread {
  const canceled = new Int32Array(new SharedArrayBuffer(4));
  return connectThread((listener) => startNodeWorker(script, { canceled }, listener), onExit, canceled);
}

async function startNodeWorker(
  script: string,
  workerData: { readonly canceled: Int32Array },
  { onMessage, onEnd }: WorkerListener,
): Promise<AnyWorker> {
  // Imported here, for a browser has none.
  const { Worker } = await import('node:worker_threads');
  const worker = new Worker(script, { workerData });
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
