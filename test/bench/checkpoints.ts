// Part of `npm run bench`: checkpoints far larger than memory, and the verdicts of a large LSTM, beside Python.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { createRandom } from '../../src/core/random';
import { checkpointScript } from './checkpointRival';
import { machine, table, writeChapter } from './report';
import { lstmShapes, mambaShapes, shardedMamba, sparseSafetensors } from './sparseModel';

interface Figure {
  readonly ms: number;
  /** Peak resident bytes of the process; `null` where it is not one of its own. */
  readonly rss: number | null;
}

const runs = 5;
/** What takes longer is not repeated. */
const maxRepeatMs = 4000;
const python = '/usr/bin/python3';

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

/** Medians of several runs, or a single one that takes long. */
function repeated(run: () => Figure): Figure {
  const first = run();
  if (first.ms > maxRepeatMs) return first;
  const all = Array.from({ length: runs }, run);
  const sizes = all.flatMap(({ rss }) => rss ?? []);
  return { ms: median(all.map(({ ms }) => ms)), rss: sizes.length > 0 ? Math.max(...sizes) : null };
}

/** Says on a last line of stderr what the command line has taken at most. */
const peak =
  'process.on("exit", () => require("node:fs").writeSync(2, "\\n" + process.resourceUsage().maxRSS * 1024))';

/** The command line as people start it, start of the process included. */
function cli(...args: readonly string[]): Figure {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['-r', join(folder, 'peak.cjs'), 'dist/cli.js', 'analyze', ...args],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  const ms = performance.now() - started;
  if (status !== 0) throw new Error(`gradient-lens analyze ${args.join(' ')} failed: ${stderr}`);
  return { ms, rss: Number(stderr.trimEnd().split('\n').at(-1)) };
}

/** The Python script in a process of its own, its start included; `null` without numpy. */
function rival(job: 'list' | 'linear' | 'gates', file: string): Figure | null {
  if (spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status !== 0) return null;
  return repeated(() => {
    const started = performance.now();
    const { stdout, status, stderr } = spawnSync(python, ['-c', checkpointScript, job, file], {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    const ms = performance.now() - started;
    if (status !== 0) throw new Error(stderr);
    return { ms, rss: (JSON.parse(stdout) as Figure).rss };
  });
}

/** Two worker threads, a layer each, from a warm start as in the editor. */
async function threads(file: string): Promise<{ figure: Figure; verdicts: string[] }> {
  const workers = [0, 1].map(() => new Worker(join(__dirname, 'quickCell.thread.js')));
  const ask = (worker: Worker, layer: number): Promise<string> =>
    new Promise((resolve, reject) => {
      worker.once('message', ({ result, error }: { result?: string; error?: string }) => {
        if (result === undefined) reject(new Error(error));
        else resolve(result);
      });
      worker.once('error', reject);
      worker.postMessage({ file, layer });
    });
  try {
    const times: number[] = [];
    let verdicts: string[] = [];
    for (let run = 0; run < runs; run++) {
      const started = performance.now();
      verdicts = await Promise.all(workers.map(ask));
      times.push(performance.now() - started);
    }
    return { figure: { ms: median(times), rss: null }, verdicts };
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function row(work: string, goal: string, ours: Figure, theirs: Figure | null): string[] {
  const size = (figure: Figure | null): string =>
    figure?.rss ? `${(figure.rss / 2 ** 20).toFixed(0)} MB` : '–';
  return [
    work,
    goal,
    `${ours.ms.toFixed(0)} ms`,
    size(ours),
    theirs ? `${theirs.ms.toFixed(0)} ms` : '–',
    size(theirs),
    theirs ? (ours.ms / theirs.ms).toPrecision(2) : '–',
  ];
}

const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-checkpoints-'));
async function main(): Promise<void> {
  writeFileSync(join(folder, 'peak.cjs'), peak);
  const all = Array.from({ length: 64 }, (_, i) => i);
  const single = join(folder, 'model.safetensors');
  sparseSafetensors(single, mambaShapes(all));
  const index = shardedMamba(folder, 64, 8);
  const lstm = join(folder, 'lstm.safetensors');
  const random = createRandom(1);
  const width = 1 / Math.sqrt(1024);
  sparseSafetensors(lstm, lstmShapes(1024, 2), (_, count) =>
    new Float32Array(count).map(() => width * (2 * random.uniform() - 1)),
  );

  const rows: string[][] = [];
  const add = (work: string, goal: string, ours: Figure, theirs: Figure | null): void => {
    rows.push(row(work, goal, ours, theirs));
    console.log(rows.at(-1)!.join('\t'));
  };
  add(
    '21 GB file, its tensors listed',
    '200 ms, 150 MB',
    repeated(() => cli(single, '--list')),
    rival('list', single),
  );
  add(
    '64-layer Mamba-2, 21 GB in 8 shards',
    '1000 ms, 200 MB',
    repeated(() => cli(index, '--json')),
    rival('linear', index),
  );
  const { figure, verdicts } = await threads(lstm);
  const gates = rival('gates', lstm);
  add('2-layer LSTM, H = 1024, quick verdicts, two threads', '2000 ms', figure, gates);
  add('the same, whole analysis on the command line', '', cli(lstm, '--json'), gates);
  const body = [
    machine([]),
    table(['work', 'goal', 'ours', 'peak', 'Python', 'peak', 'ratio'], rows),
    `Processes are timed with their start. Python reads the same bytes by hand; of the LSTM it takes svd and eigvals of each gate, which is no verdict on the cell. Our verdicts on its layers (log10 of the gain): ${verdicts.join(', ')}.`,
  ].join('\n\n');
  console.log(`\n${body}`);
  if (!process.argv.includes('--quick'))
    writeChapter(join('test', 'bench', 'results.md'), 'Checkpoints', body);
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => {
    rmSync(folder, { recursive: true, force: true });
  });
