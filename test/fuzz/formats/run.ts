import { resolve as absolute } from 'node:path';
import { Worker } from 'node:worker_threads';

/** What a run of the fuzzer is given. */
export interface FuzzRun {
  /** The name that the files go by; its ending counts where the content says nothing. */
  readonly name: string;
  readonly corpus: readonly Uint8Array[];
  /** Files beside it, which are not mutated. */
  readonly beside: readonly (readonly [name: string, content: Uint8Array])[];
  readonly seconds: number;
  readonly firstSeed: number;
}

/** What the worker tells. */
export type FuzzTold =
  { readonly begun: number } | { readonly crash: number; readonly reason: string } | FuzzFigures;

/** Of one run. */
export interface FuzzFigures {
  readonly cases: number;
  /** In processor seconds, so that a busy machine does not matter. */
  readonly slowest: { readonly seed: number; readonly seconds: number };
  /** Of the whole process at its highest, in bytes. */
  readonly memory: number;
}

export interface FuzzResult extends FuzzFigures {
  /** By seed: everything but a FormatError, the worker's death, and a case that never ended. */
  readonly crashes: ReadonlyMap<number, string>;
}

/** A case without an end is given up after this many seconds of real time. */
const timeoutSeconds = 20;

/** Fuzzes in a worker, which is killed when a case does not end and started again behind it. */
export async function fuzz(run: FuzzRun): Promise<FuzzResult> {
  const crashes = new Map<number, string>();
  const end = Date.now() + 1000 * run.seconds;
  let figures: FuzzFigures = { cases: 0, slowest: { seed: run.firstSeed, seconds: 0 }, memory: 0 };
  let seed = run.firstSeed;
  do {
    const part = await fuzzOnce(
      { ...run, firstSeed: seed, seconds: Math.max(0.1, (end - Date.now()) / 1000) },
      crashes,
    );
    figures = {
      cases: figures.cases + part.cases,
      slowest: part.slowest.seconds > figures.slowest.seconds ? part.slowest : figures.slowest,
      memory: Math.max(figures.memory, part.memory),
    };
    seed = part.next;
  } while (Date.now() < end && crashes.size < 20);
  return { ...figures, crashes };
}

function fuzzOnce(run: FuzzRun, crashes: Map<number, string>): Promise<FuzzFigures & { next: number }> {
  return new Promise((resolve) => {
    const worker = new Worker(absolute('out', 'fuzz', 'formats', 'worker.js'), {
      workerData: run,
      resourceLimits: { maxOldGenerationSizeMb: 512 },
    });
    let current = run.firstSeed;
    let figures: FuzzFigures | undefined;
    let timer: NodeJS.Timeout | undefined;
    const give = (reason?: string) => {
      clearTimeout(timer);
      if (reason !== undefined) crashes.set(current, reason);
      const cases = current + 1 - run.firstSeed;
      const partial = { cases, slowest: { seed: current, seconds: 0 }, memory: 0 };
      void worker.terminate().then(() => {
        resolve({ ...(figures ?? partial), next: current + 1 });
      });
    };
    worker.on('message', (told: FuzzTold) => {
      if ('begun' in told) {
        current = told.begun;
        clearTimeout(timer);
        timer = setTimeout(() => {
          give(`no end after ${timeoutSeconds} s`);
        }, 1000 * timeoutSeconds);
      } else if ('crash' in told) crashes.set(told.crash, told.reason);
      else {
        figures = told;
        give();
      }
    });
    worker.on('error', (error: Error) => {
      give(error.stack ?? error.message);
    });
  });
}
