import { parentPort, workerData } from 'node:worker_threads';
import { InputError } from '../inputJson';
import { answersOf, type ScanJob } from './job';
import type { PlannedFile } from './shard';
import { timed, type Reply } from './threads';

/** Whether this is a thread that a scan has started. */
export const isScanThread = (): boolean =>
  parentPort !== null && typeof workerData === 'object' && workerData !== null && 'scan' in workerData;

/** Answers the scan that has started this thread, a file at a time. */
export function serveScan(): void {
  const { scan: job } = workerData as { scan: ScanJob };
  const answers = answersOf(job);
  parentPort!.on('message', (file: PlannedFile) => {
    void timed(answers, file).then(
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
