// Not translated: errors that only a defect of ours brings about.
import { parentPort, workerData } from 'node:worker_threads';
import type { Port } from '../../shared/rpc';

if (!parentPort) throw new Error('this file runs in a worker thread');
const parent = parentPort;
const { canceled } = workerData as { canceled: Int32Array };

/** The way to the extension host. */
export const port: Port = {
  post: (message) => {
    parent.postMessage(message);
  },
  onMessage: (listener) => parent.on('message', listener),
};

/** The extension host writes the id of the call it wants canceled into shared memory, so that a busy worker sees it. */
export function isCanceled(id: number): boolean {
  return Atomics.load(canceled, 0) === id;
}
