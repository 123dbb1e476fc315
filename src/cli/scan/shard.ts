import { stat } from 'node:fs/promises';
import { filesIn, type FoundFile } from '../findFiles';
import { UsageError } from '../usageError';

/** One of `count` parts of a scan; `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A file with its place in the whole scan, from 0. */
export interface PlannedFile extends FoundFile {
  readonly at: number;
}

/** What a file costs beside its bytes, as bytes: it is opened, and its answer is written. */
const overheadBytes = 2 ** 16;
const maxCount = 100_000;

/**
 * Reads `--shard`: `3/8`, or `auto` for the task that Slurm (an array) or Kubernetes (an indexed job) has started, with the
 * number of parts behind a slash where the environment does not tell it, or tells it of a repair: `auto/8`.
 * @throws UsageError that says what to write instead.
 */
export function parseShard(text: string, env: Readonly<Record<string, string | undefined>>): Shard {
  const [left = '', right, more] = text.split('/');
  if (more === undefined && left === 'auto') return shardOfTask(right, env);
  const [index, count] = [whole(left), whole(right)];
  if (more !== undefined || index === null || count === null || !isShard({ index, count }))
    throw new UsageError(`--shard takes i/n with i from 1 to n, auto or auto/n, not ${text}`);
  return { index, count };
}

function shardOfTask(given: string | undefined, env: Readonly<Record<string, string | undefined>>): Shard {
  const task = whole(env['SLURM_ARRAY_TASK_ID']);
  const completion = whole(env['JOB_COMPLETION_INDEX']);
  const stated = given === undefined ? null : whole(given);
  if (given !== undefined && stated === null)
    throw new UsageError(`--shard auto/n takes a number of parts, not ${given}`);
  // An array that repairs some tasks has their ids, not the first array's count: then the count is given and ids are from 1.
  const slurm = (): Shard | null => {
    if (task === null) return null;
    if (stated !== null) return { index: task, count: stated };
    const [first, count] = [whole(env['SLURM_ARRAY_TASK_MIN']), whole(env['SLURM_ARRAY_TASK_COUNT'])];
    return first === null || count === null ? null : { index: task - first + 1, count };
  };
  const kubernetes = (): Shard | null =>
    completion === null || stated === null ? null : { index: completion + 1, count: stated };
  const shard = slurm() ?? kubernetes();
  if (!shard) {
    const why =
      completion === null
        ? 'neither SLURM_ARRAY_TASK_ID nor JOB_COMPLETION_INDEX is set'
        : 'Kubernetes does not tell a task how many there are';
    throw new UsageError(`--shard auto: ${why}: write ${completion === null ? 'i/n' : 'auto/n'}`);
  }
  if (!isShard(shard))
    throw new UsageError(
      `--shard auto: this is task ${shard.index} of ${shard.count}: number the tasks of an array from 1 to n`,
    );
  return shard;
}

/** Whether a part is one of as many. */
export const isShard = ({ index, count }: Shard): boolean =>
  index >= 1 && index <= count && count <= maxCount;

const whole = (text: string | undefined): number | null =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;

/**
 * The files of one part. Every part makes the same plan: files by their size, largest first, each to the part that has least
 * so far. A part keeps the order of the whole.
 */
export async function filesOfShard(
  files: readonly PlannedFile[],
  { index, count }: Shard,
): Promise<PlannedFile[]> {
  const sizes = await inBatches(files, async (file) => {
    const own = await Promise.all(filesIn(file).map(sizeOf));
    return own.reduce((sum, size) => sum + size, 0);
  });
  return planShards(sizes, count)[index - 1]!.map((at) => files[at]!);
}

/** Which files, by their index, each of `count` parts has; indices ascend within a part. */
export function planShards(bytes: readonly number[], count: number): number[][] {
  const parts = Array.from({ length: count }, (): number[] => []);
  // A heap of [load, part], least first.
  const heap = parts.map((_, part): [number, number] => [0, part]);
  const order = bytes.map((_, i) => i).sort((a, b) => bytes[b]! - bytes[a]! || a - b);
  for (const file of order) {
    const least = heap[0]!;
    parts[least[1]]!.push(file);
    least[0] += bytes[file]! + overheadBytes;
    sink(heap);
  }
  return parts.map((part) => part.sort((a, b) => a - b));
}

/** Lets the first entry of a heap down to its place. */
function sink(heap: [number, number][]): void {
  const before = (a: number, b: number): boolean =>
    heap[a]![0] < heap[b]![0] || (heap[a]![0] === heap[b]![0] && heap[a]![1] < heap[b]![1]);
  for (let i = 0; ;) {
    let least = i;
    for (const child of [2 * i + 1, 2 * i + 2])
      if (child < heap.length && before(child, least)) least = child;
    if (least === i) return;
    [heap[i], heap[least]] = [heap[least]!, heap[i]!];
    i = least;
  }
}

async function sizeOf(file: string): Promise<number> {
  try {
    return (await stat(file)).size;
  } catch {
    return 0;
  }
}

/** As `Promise.all` of a map, some at a time: no more files are asked for than a system lets be open. */
export async function inBatches<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  const answers: R[] = [];
  for (let from = 0; from < items.length; from += 256)
    answers.push(...(await Promise.all(items.slice(from, from + 256).map(ask))));
  return answers;
}
