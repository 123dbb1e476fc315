// Part of `npm run bench`: folders of many checkpoints on one thread and on two, in parts, and once more with nothing changed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../src/core/random';
import { machine, table, writeChapter } from './report';

const program = join('dist', 'cli.js');
const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-scans-'));

/** Tensors of float32 drawn from U(−scale, scale), as safetensors. */
function checkpoint(
  seed: number,
  tensors: Readonly<Record<string, readonly [number, number, number]>>,
): Buffer {
  const random = createRandom(seed);
  const header: Record<string, object> = {};
  const data: Buffer[] = [];
  let at = 0;
  for (const [name, [rows, columns, scale]] of Object.entries(tensors)) {
    const values = Float32Array.from({ length: rows * columns }, () => scale * (2 * random.uniform() - 1));
    header[name] = { dtype: 'F32', shape: [rows, columns], data_offsets: [at, at + values.byteLength] };
    at += values.byteLength;
    data.push(Buffer.from(values.buffer));
  }
  const text = Buffer.from(JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(text.length));
  return Buffer.concat([length, text, ...data]);
}

interface Corpus {
  readonly name: string;
  readonly files: number;
  readonly bytes: (i: number) => Buffer;
}

const large = checkpoint(1, { embedding: [20_000, 96, 0.1], 'rnn.weight_ih_l0': [256, 96, 1 / 16], 'rnn.weight_hh_l0': [256, 256, 1 / 16] }); // prettier-ignore
const corpora: readonly Corpus[] = [
  {
    name: 'small',
    files: 10_000,
    bytes: (i) => checkpoint(i, { W_hh: [16, 16, 0.4] }),
  },
  { name: 'large', files: 200, bytes: () => large },
];

/** Seconds of a run of the program, its start included. */
function seconds(...args: string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`gradient-lens ${args.join(' ')} failed: ${stderr}`);
  return (performance.now() - start) / 1000;
}

const s = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} s`;

try {
  const rows: string[][] = [];
  let scan = 0;
  let plan = 0;
  let merge = 0;
  for (const { name, files, bytes } of corpora) {
    const place = join(folder, name);
    let total = 0;
    for (let i = 0; i < files; i++) {
      if (i % 500 === 0) mkdirSync(join(place, String(i / 500)), { recursive: true });
      const data = bytes(i);
      total += data.length;
      writeFileSync(join(place, String(Math.floor(i / 500)), `m${i}.safetensors`), data);
    }
    const output = join(folder, `${name}.jsonl`);
    const records = ['analyze', place, '--format', 'jsonl', '--output'];
    const one = seconds(...records, output);
    const two = seconds(...records, join(folder, `${name}-2.jsonl`), '--jobs', '2');
    const again = seconds(...records, output, '--resume');
    // A shard that finds all of its files analyzed has the plan alone to make.
    const part = join(folder, `${name}-part.jsonl`);
    const shard = ['--shard', '1/1000'];
    seconds(...records, part, ...shard);
    const overhead = seconds(...records, part, ...shard, '--resume');
    const merged = seconds('merge', output, '--format', 'json', '--output', join(folder, 'merged.json'));
    rows.push([
      `${files} ${name}, ${(total / 1e6).toFixed(0)} MB`,
      ...[one, two].flatMap((taken) => [
        s(taken),
        (files / taken).toFixed(0),
        `${(total / 1e6 / taken).toFixed(1)} MB/s`,
      ]),
      (one / two).toFixed(2),
      s(overhead),
      s(again),
      s(merged),
    ]);
    console.log(rows.at(-1)!.join('\t'));
    if (name === 'small') [scan, plan, merge] = [one, overhead, merged];
    rmSync(place, { recursive: true });
  }
  const model = [1, 10, 100, 1000].map((tasks) => {
    const took = plan + scan / tasks + merge;
    return [
      String(tasks),
      s(took),
      (scan / took).toFixed(1),
      `${((100 * (plan + merge)) / took).toFixed(0)} %`,
    ];
  });
  const body = [
    machine([]),
    table(['checkpoints', 'one thread', 'files/s', 'rate', 'two threads', 'files/s', 'rate', 'speedup', 'a shard of 1,000', 'resume', 'merge'], rows), // prettier-ignore
    'The whole process each, once. _A shard of 1,000_ has nothing left to analyze: it lists the files and plans. _Resume_ is a scan of all files that finds them recorded. Goals: a speedup of 1.8, resume in 2 s.',
    `Scale-out by these figures, of the ${corpora[0]!.files} small ones: every task plans for itself, the scan is shared, and one process merges. The serial part is plan and merge.`,
    table(['tasks', 'seconds', 'speedup', 'serial part'], model),
  ].join('\n\n');
  console.log(`\n${body}`);
  writeChapter(join('test', 'bench', 'results.md'), 'Scans', body);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
