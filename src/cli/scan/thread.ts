import { parentPort, workerData } from 'node:worker_threads';
import type { Request } from '../analyzeArguments';
import { InputError } from '../inputJson';
import { FileScan } from './fileScan';
import type { PlannedFile } from './shard';
import { timed, type Reply } from './threads';

/** Whether this is a thread that a scan has started. */
export const isScanThread = (): boolean =>
  parentPort !== null && typeof workerData === 'object' && workerData !== null && 'scan' in workerData;

/** Answers the scan that has started this thread, a file at a time. */
export function serveScan(): void {
  const { scan: request } = workerData as { scan: Request };
  const scan = new FileScan(request);
  parentPort!.on('message', (file: PlannedFile) => {
    void timed(scan, file).then(
      (answer) => {
        post({ answer });
      },
      (error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        post(error instanceof InputError ? { inputError: message } : { error: message });
      },
    );
  });
}

const post = (reply: Reply): void => {
  parentPort!.postMessage(reply);
};
