import { parentPort, workerData } from 'node:worker_threads';
import { stepAtRest } from '../../../src/core/recurrence/driven/paths';
import { buildCell } from '../../../src/core/recurrence/layout/buildCell';
import { cellTensors } from '../../../src/core/recurrence/layout/cellTensors';
import { recognize } from '../../../src/core/recurrence/layout/recognize';
import type { Tensor } from '../../../src/core/tensor';
import { FormatError } from '../../../src/formats/formatError';
import { MemorySource } from '../../../src/formats/memorySource';
import { openCatalog } from '../../../src/formats/open';
import type { FuzzRun, FuzzTold } from './run';
import { mutated } from './mutate';

const { name, corpus, beside, seconds, firstSeed } = workerData as FuzzRun;
const tell = (told: FuzzTold) => parentPort?.postMessage(told);
const tensorsRead = 40;

/** Opens a file, reads what it lists and takes its cells a step, as the editor would. */
async function readAll(bytes: Uint8Array): Promise<void> {
  const source = new MemorySource(name, bytes, new Map([[`${name}.data`, corpus[0]!], ...beside]));
  const catalog = await openCatalog(source);
  for (const { name: tensor, unreadable } of catalog.entries.slice(0, tensorsRead)) {
    if (unreadable !== null) continue;
    await catalog.tensor(tensor).catch(expectFormatError);
  }
  for (const cell of recognize(catalog.entries, { metadata: catalog.metadata }).cell) {
    if (cell.steps !== undefined && !(Number.isSafeInteger(cell.steps) && cell.steps > 0))
      throw new Error(`${cell.name} has ${cell.steps} steps`);
    if (cell.hiddenSize * (cell.inputSize ?? 1) > 2 ** 16) continue;
    const tensors = new Map<string, Tensor>();
    for (const tensor of cellTensors(cell)) {
      const read = await catalog.tensor(tensor).catch(expectFormatError);
      if (read) tensors.set(tensor, read);
    }
    try {
      stepAtRest(buildCell(cell, tensors));
    } catch (error) {
      // Weights that are missing, too few or not finite.
      if (!(error instanceof RangeError) || /call stack|array length/i.test(error.message)) throw error;
    }
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
