import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { InputError } from '../inputJson';
import type { ProgressLine } from '../progressLine';
import type { ScanResult } from './commands';
import { answersOf, type FileAnswers, type ScanJob } from './job';
import type { PlannedFile } from './shard';

/** A file's answer, and what it took. */
export interface Answer {
  readonly result: ScanResult | null;
  readonly asked: string;
  readonly seconds: number;
}

/** Answers for files, several at a time. */
export interface Scanner {
  answer(file: PlannedFile): Promise<Answer>;
  close(): Promise<void>;
}

/** What a thread answers: the answer, or why there is none. */
export type Reply =
  { readonly answer: Answer } | { readonly inputError: string } | { readonly error: string };

/** Answers in this thread. */
export function ownScanner(job: ScanJob, progress?: ProgressLine): Scanner {
  const answers = answersOf(job, progress);
  return { answer: (file) => timed(answers, file), close: () => Promise.resolve() };
}

/** The answer for one file, and the seconds that it took. */
export async function timed(answers: FileAnswers, file: PlannedFile): Promise<Answer> {
  const start = performance.now();
  const result = await answers.result(file);
  return { result, asked: await answers.asked(file), seconds: (performance.now() - start) / 1000 };
}

/**
 * Answers in `count` threads of the program itself, each of which has one file at a time. A file whose thread dies rejects, and so
 * does one whose thread is closed.
 * @param script the program's own file
 */
export function threadScanner(job: ScanJob, count: number, script: string): Scanner {
  const all: Worker[] = [];
  const idle: Worker[] = [];
  const waiting: ((worker: Worker) => void)[] = [];
  const taken = (): Promise<Worker> => {
    const known = idle.pop();
    if (known) return Promise.resolve(known);
    if (all.length === count) return new Promise((resolve) => waiting.push(resolve));
    const worker = new Worker(script, { workerData: { scan: job } });
    all.push(worker);
    return Promise.resolve(worker);
  };
  return {
    async answer(file) {
      const worker = await taken();
      try {
        return answerOf(await reply(worker, file));
      } finally {
        // A thread that has ended gives the next file the same end.
        const next = waiting.shift();
        if (next) next(worker);
        else idle.push(worker);
      }
    },
    async close() {
      await Promise.all(all.map((worker) => worker.terminate()));
    },
  };
}

/** What a thread says of a file; rejects where it ends instead, or has ended. */
function reply(worker: Worker, file: PlannedFile): Promise<Reply> {
  if (worker.threadId < 0) return Promise.reject(new Error(`the thread for ${file.file} has ended`));
  const waiting = new AbortController();
  const { signal } = waiting;
  const said = once(worker, 'message', { signal }).then(([message]) => message as Reply);
  const ended = once(worker, 'exit', { signal }).then(([code]) => {
    throw new Error(`the thread that read ${file.file} ended with status ${String(code)}`);
  });
  worker.postMessage(file);
  // `once` itself rejects where the thread has thrown.
  return Promise.race([said, ended]).finally(() => {
    said.catch(() => undefined);
    ended.catch(() => undefined);
    waiting.abort();
  });
}

function answerOf(message: Reply): Answer {
  if ('answer' in message) return message.answer;
  if ('inputError' in message) throw new InputError(message.inputError);
  throw new Error(message.error);
}
