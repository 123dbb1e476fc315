// Part of `npm run bench`: training logs of many producers, a large one beside JSON.parse, and TensorBoard's beside its own
// reader in Python: GRADIENT_LENS_PYTHON names an interpreter that has it.
import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maskedCrc32c } from '../../src/formats/logs/crc';
import { machine, table, writeChapter } from './report';

/** A log to read: how a step is written, and what stands around the steps. */
interface Log {
  readonly format: string;
  readonly file: string;
  readonly megabytes: number;
  readonly head?: string | Buffer;
  readonly step: (step: number) => string | Buffer;
  readonly foot?: string;
}

interface Taken {
  /** Processor time, start of the process included. */
  readonly ms: number;
  /** Peak resident bytes. */
  readonly rss: number;
}

const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-logs-'));
const norm = (step: number): number => 1 + 0.3 * Math.sin(1.7 * step);
const loss = (step: number): number => 2 + 6 / (1 + step / 1000);

const record = (data: Buffer): Buffer => {
  const bytes = Buffer.alloc(data.length + 16);
  bytes.writeBigUInt64LE(BigInt(data.length));
  bytes.writeUInt32LE(maskedCrc32c(bytes, 0, 8), 8);
  data.copy(bytes, 12);
  bytes.writeUInt32LE(maskedCrc32c(data), 12 + data.length);
  return bytes;
};
const varint = (value: number): Buffer => {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return Buffer.from([...bytes, rest]);
    bytes.push((rest % 128) + 128);
  }
};
const field = (key: number, data: Buffer): Buffer => Buffer.concat([Buffer.from([key, data.length]), data]);
function event(step: number, tag: string, value: number): Buffer {
  const wall = Buffer.alloc(9, 0x09);
  wall.writeDoubleLE(1.7e9 + step, 1);
  const simple = Buffer.alloc(5, 0x15);
  simple.writeFloatLE(value, 1);
  const summary = field(0x0a, Buffer.concat([field(0x0a, Buffer.from(tag)), simple]));
  return record(Buffer.concat([wall, Buffer.from([0x10]), varint(step), field(0x2a, summary)]));
}
const tags = ['train/grad_norm', 'train/loss', 'train/learning_rate', 'grad_norm/rnn.weight_hh_l0'];
tags.push(
  'grad_norm/rnn.weight_ih_l0',
  'grad_norm/fc.weight',
  'perf/samples_per_second',
  'system/gpu_memory',
);

const jsonRecord = (step: number): string =>
  `{"step": ${step}, "loss": ${loss(step)}, "grad_norm": ${norm(step)}, "lr": 0.0003}\n`;
const dict = (step: number): string =>
  `'loss': ${loss(step).toFixed(4)}, 'grad_norm': ${norm(step)}, 'learning_rate': 3e-05, 'epoch': ${(step / 5000).toFixed(4)}`;

const logs: readonly Log[] = [
  { format: 'JSON Lines', file: 'large.jsonl', megabytes: 1000, step: jsonRecord },
  {
    format: 'TensorBoard, eight tags',
    file: 'events.out.tfevents.1.host.1.0',
    megabytes: 100,
    head: record(Buffer.concat([Buffer.alloc(9, 0x09), field(0x1a, Buffer.from('brain.Event:2'))])),
    step: (step) => Buffer.concat(tags.map((tag) => event(step, tag, norm(step)))),
  },
  {
    format: 'CSV',
    file: 'metrics.csv',
    megabytes: 100,
    head: 'step,loss,grad_norm,lr\n',
    step: (step) => `${step},${loss(step)},${norm(step)},0.0003\n`,
  },
  {
    format: 'trainer_state.json',
    file: 'trainer_state.json',
    megabytes: 30,
    head: '{\n  "global_step": 1,\n  "log_history": [\n',
    step: (step) =>
      `${step === 1 ? '' : ',\n'}    {\n      "epoch": ${step / 5000},\n      "grad_norm": ${norm(step)},\n      "learning_rate": 3e-05,\n      "loss": ${loss(step)},\n      "step": ${step}\n    }`,
    foot: '\n  ],\n  "max_steps": 10\n}\n',
  },
  {
    format: 'printed lines, as torchtitan’s',
    file: 'titan.log',
    megabytes: 30,
    step: (step) =>
      `[rank0]:2026-01-01 10:00:00,000 - root - INFO - step: ${step}  loss: ${loss(step).toFixed(4)}  grad_norm: ${norm(step).toFixed(4)}  memory: 40.51GiB(42.65%)  tps: 7,282  tflops: 314.71  mfu: 42.34%\n`,
  },
  {
    format: 'Hugging Face’s printed dicts',
    file: 'hf.log',
    megabytes: 30,
    step: (step) => `{${dict(step)}}\n`,
  },
  {
    format: 'Megatron-LM',
    file: 'megatron.log',
    megabytes: 30,
    step: (step) =>
      ` iteration ${step}/ 1000000 | consumed samples: ${8 * step} | elapsed time per iteration (ms): 140.6 | learning rate: 3.000E-04 | global batch size: 256 | lm loss: ${loss(step).toExponential(6)} | loss scale: 1.0 | grad norm: ${norm(step).toFixed(3)} | number of skipped iterations: 0 | number of nan iterations: 0 |\n`,
  },
  {
    format: 'MLflow’s files',
    file: 'metrics/grad_norm',
    megabytes: 30,
    step: (step) => `${1_700_000_000_000 + step} ${norm(step)} ${step}\n`,
  },
];

/** Writes a log of about that size; how many steps it has. */
function write({ file, megabytes, head = '', step: text, foot = '' }: Log): number {
  const path = join(folder, file.replace('/', '-'));
  const to = openSync(path, 'w');
  let size = writeSync(to, Buffer.from(head as string));
  let step = 0;
  while (size < megabytes * 1e6) {
    const parts: Buffer[] = [];
    for (let i = 0; i < 20_000 && size < megabytes * 1e6; i++) {
      const part = Buffer.from(text(++step) as string);
      parts.push(part);
      size += part.length;
    }
    writeSync(to, Buffer.concat(parts));
  }
  writeSync(to, foot);
  closeSync(to);
  return step;
}

/** Says on a last line of stderr what the process has taken. */
const taken =
  'process.on("exit", () => { const { user, system } = process.cpuUsage(); require("node:fs").writeSync(2, "\\n" + JSON.stringify({ ms: (user + system) / 1000, rss: process.resourceUsage().maxRSS * 1024 })); })';

function cli(file: string): Taken {
  const { status, stderr } = spawnSync(
    process.execPath,
    ['-r', join(folder, 'taken.cjs'), 'dist/cli.js', 'monitor', file, '--json'],
    { encoding: 'utf8', maxBuffer: 2 ** 28 },
  );
  if (status !== 0) throw new Error(`gradient-lens monitor ${file} failed: ${stderr}`);
  return JSON.parse(stderr.trimEnd().split('\n').at(-1)!) as Taken;
}

/** Of three runs the one with the least of everything: other work on the machine only adds. */
function best(file: string): Taken {
  const all = Array.from({ length: 3 }, () => cli(file));
  return { ms: Math.min(...all.map(({ ms }) => ms)), rss: Math.max(...all.map(({ rss }) => rss)) };
}

/** Bytes a second of `JSON.parse` alone, over the first 100 MB of a log in lines that are there already. */
function parseRate(file: string): number {
  const from = openSync(file, 'r');
  const bytes = Buffer.alloc(1e8);
  readSync(from, bytes, 0, bytes.length, 0);
  closeSync(from);
  const lines = bytes.toString('latin1').split('\n').slice(0, -1);
  let least = Infinity;
  for (let run = 0; run < 3; run++) {
    const { user, system } = process.cpuUsage();
    for (const line of lines) JSON.parse(line);
    const after = process.cpuUsage();
    least = Math.min(least, (after.user + after.system - user - system) / 1e6);
  }
  return bytes.length / least;
}

const rival = `
import json, resource, sys, time
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
events = EventAccumulator(sys.argv[1], size_guidance={'scalars': 0})
events.Reload()
count = sum(len(events.Scalars(tag)) for tag in events.Tags()['scalars'])
usage = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps({'ms': 1000 * time.process_time(), 'rss': usage.ru_maxrss * 1024, 'count': count}))
`;

function tensorBoard(file: string): Taken | null {
  const python = process.env['GRADIENT_LENS_PYTHON'] ?? 'python3';
  const { status, stdout } = spawnSync(python, ['-c', rival, file], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as Taken) : null;
}

const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;

try {
  writeFileSync(join(folder, 'taken.cjs'), taken);
  const rows: string[][] = [];
  const notes: string[] = [];
  for (const log of logs) {
    const steps = write(log);
    const file = join(folder, log.file.replace('/', '-'));
    const figures = log.format.startsWith('TensorBoard') ? tags.length * steps : steps;
    const { ms, rss } = best(file);
    rows.push([
      log.format,
      `${log.megabytes} MB`,
      String(figures),
      `${ms.toFixed(0)} ms`,
      ((1000 * figures) / ms).toFixed(0),
      `${((1000 * log.megabytes) / ms).toFixed(0)} MB/s`,
      megabytes(rss),
    ]);
    console.log(rows.at(-1)!.join('\t'));
    if (log.format === 'JSON Lines') {
      const rate = parseRate(file) / 1e6;
      notes.push(
        `\`JSON.parse\` alone, over lines that are in memory already, takes ${rate.toFixed(0)} MB/s of the same log.`,
      );
    } else if (log.format.startsWith('TensorBoard')) {
      const theirs = tensorBoard(file);
      notes.push(
        theirs
          ? `TensorBoard's own reader in Python (\`EventAccumulator\`) takes ${theirs.ms.toFixed(0)} ms and ${megabytes(theirs.rss)} for the same file, without a verdict.`
          : 'TensorBoard was not there to be timed beside.',
      );
    }
    rmSync(file);
  }
  const body = [
    machine([]),
    table(['format', 'size', 'records', 'processor time', 'records a second', 'rate', 'peak'], rows),
    `\`gradient-lens monitor FILE --json\` from the start of its process to the whole answer, the least of three runs; processor time, for other work shared the machine. ${notes.join(' ')} Goals: JSON Lines at 200 MB/s or as fast as \`JSON.parse\`, whichever is less, under 150 MB; an answer on 100 MB of TensorBoard in 1 s.`,
  ].join('\n\n');
  console.log(`\n${body}`);
  if (!process.argv.includes('--quick'))
    writeChapter(join('test', 'bench', 'results.md'), 'Training logs', body);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
