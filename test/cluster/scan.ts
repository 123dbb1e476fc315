import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

/** Folder with checkpoints, the program on PATH, and what runs in it. */
export interface Place {
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Runs a program in the folder. */
  run(command: string, ...args: string[]): { status: number | null; stdout: string; stderr: string };
}

/** A folder in which `checkpoints/` holds `count` matrices of `size` × `size`, each another. */
export function placeWith(count: number, size: number): Place {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-cluster-'));
  mkdirSync(join(folder, 'checkpoints'));
  mkdirSync(join(folder, 'bin'));
  mkdirSync(join(folder, 'pids'));
  for (let i = 0; i < count; i++)
    writeFileSync(join(folder, 'checkpoints', `weight_hh_${i}.npy`), matrix(size, i));
  const program = join(folder, 'bin', 'gradient-lens');
  // It leaves its process id, so that a test can stop it half-way.
  const pid = `echo $$ > '${folder}'/pids/"\${SLURM_ARRAY_TASK_ID:-0}"`;
  writeFileSync(program, `#!/bin/sh\n${pid}\nexec '${process.execPath}' '${resolve('dist/cli.js')}' "$@"\n`);
  chmodSync(program, 0o755);
  const env = { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` };
  return {
    ...{ folder, env },
    run: (command, ...args) =>
      spawnSync(command, args, { cwd: folder, env, encoding: 'utf8', maxBuffer: 2 ** 28 }),
  };
}

/** A NumPy file of a scaled random matrix. */
function matrix(size: number, seed: number): Buffer {
  const header = `{'descr': '<f4', 'fortran_order': False, 'shape': (${size}, ${size}), }`;
  const begin = Buffer.alloc(128, ' ');
  begin.write('\x93NUMPY\x01\x00', 0, 'latin1');
  begin.writeUInt16LE(118, 8);
  begin.write(header, 10);
  begin.write('\n', 127);
  let state = seed + 1;
  const entries = Float32Array.from({ length: size * size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state / 2 ** 32 - 0.5) * Math.sqrt(12 / size) * (0.5 + (seed % 10) / 8);
  });
  return Buffer.concat([begin, Buffer.from(entries.buffer)]);
}

const page = readFileSync('docs/cluster.md', 'utf8');

/** The first block under a heading of `docs/cluster.md`: fenced, or indented. */
export function example(heading: string): string {
  const section = page.split(`\n## ${heading}\n`)[1]!.split('\n## ')[0]!;
  const fenced = /```\w+\n([^]*?)```/.exec(section)?.[1];
  return fenced ?? /^ {4}(.*)$/m.exec(section)![1]!;
}

/** Whether a program is here. */
export const has = (...programs: string[]): boolean =>
  programs.every((name) => spawnSync('sh', ['-c', `command -v ${name}`]).status === 0);
