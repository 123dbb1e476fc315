import { parentPort, workerData } from 'node:worker_threads';
import { FormatError } from '../../../src/formats/formatError';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import type { FuzzRun, FuzzTold } from './run';
import { mutated } from './mutate';

const { name, corpus, beside, seconds, firstSeed } = workerData as FuzzRun;
const tell = (told: FuzzTold) => parentPort?.postMessage(told);
const tensorsRead = 40;

/** Opens a file and reads what it lists, as the editor would. */
async function readAll(bytes: Uint8Array): Promise<void> {
  const source = new MemorySource(name, bytes, new Map([[`${name}.data`, corpus[0]!], ...beside]));
  const catalog = await openCatalog(source);
  for (const { name: tensor, unreadable } of catalog.entries.slice(0, tensorsRead)) {
    if (unreadable !== null) continue;
    await catalog.tensor(tensor).catch(expectFormatError);
  }
}

function expectFormatError(error: unknown): void {
  if (!(error instanceof FormatError) || /\n/.test(error.message) || error.message.length > 1000) throw error;
}

async function run(): Promise<void> {
  const end = Date.now() + 1000 * seconds;
  let cases = 0;
  let slowest = { seed: firstSeed, seconds: 0 };
  let memory = 0;
  for (let seed = firstSeed; Date.now() < end; seed++, cases++) {
    tell({ begun: seed });
    const before = process.cpuUsage();
    try {
      await readAll(mutated(corpus, seed)).catch(expectFormatError);
    } catch (error) {
      tell({ crash: seed, reason: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    const { user, system } = process.cpuUsage(before);
    const took = (user + system) / 1e6;
    if (took > slowest.seconds) slowest = { seed, seconds: took };
    memory = Math.max(memory, process.memoryUsage.rss());
  }
  tell({ cases, slowest, memory });
}

void run();
