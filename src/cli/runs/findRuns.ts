import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, relative } from 'node:path';
import { glob } from 'tinyglobby';
import type { MonitorVerdict } from '../../core/monitor/report';
import { minMaxBuckets } from '../../core/monitor/downsample';
import { FormatError } from '../../formats/formatError';
import { readMonitored, type ReadOptions } from '../readMonitored';
import { UsageError } from '../usageError';

/** One training run of many. */
export interface Run {
  /** The run's folder, or its file where several stand in one folder. */
  readonly run: string;
  readonly file: string;
  readonly format: string;
  readonly verdict: MonitorVerdict | null;
  readonly since: number | null;
  readonly stepFrom: 'logged' | 'record';
  readonly reason: string;
  readonly records: number;
  readonly lastStep: number | null;
  /** 0…1, of the logged steps. */
  readonly clipRate: number | null;
  readonly finalLoss: number | null;
  /** Norms along the run, at most 60; `null` for what is not finite. */
  readonly norms: readonly (number | null)[];
}

/** Files that trainers write, those that tell most first. */
const known: readonly RegExp[] = [
  /\.wandb$/,
  /tfevents/,
  /^trainer_state\.json$/,
  /^metrics\.csv$/,
  /^scalars\.json$|\.log\.json$/,
  /\.(?:jsonl|ndjson)$/,
  /^(?:log|training|history|progress|metrics|results)\.(?:csv|tsv|json)$/,
  /grad.*norm$/,
  /\.(?:log|out)$/,
];
const points = 60;
const maxFiles = 20_000;
const maxDepth = 12;
const passedOver = new Set(['node_modules', '.git', 'wandb-cache', '__pycache__']);

/**
 * The runs that files, folders and globs stand for: in a folder one for each folder that holds a log, told by the file that
 * tells most. Files without norms are passed over.
 * @throws UsageError where nothing is found.
 */
export async function findRuns(paths: readonly string[], options: ReadOptions): Promise<Run[]> {
  const runs: Run[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) runs.push(...(await runsBelow(path, options)));
    else {
      const files = found ? [path] : await glob([path], { dot: false, expandDirectories: false });
      for (const file of files.sort()) {
        const run = await runOf(file, file, options);
        if (run) runs.push(run);
      }
    }
  }
  if (runs.length === 0)
    throw new UsageError(`${paths.join(', ')} holds no training log with gradient norms: name another`);
  return runs;
}

async function runsBelow(folder: string, options: ReadOptions): Promise<Run[]> {
  const byRun = new Map<string, string[]>();
  for (const file of await filesBelow(folder)) {
    const run = runFolder(file);
    byRun.set(run, [...(byRun.get(run) ?? []), file]);
  }
  const runs: Run[] = [];
  for (const [name, files] of [...byRun].sort(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))) {
    for (const file of files.sort(byRank)) {
      const run = await runOf(relative(folder, name) || basename(folder), file, options);
      if (!run) continue;
      runs.push(run);
      break;
    }
  }
  return runs;
}

/** The folder that a log's run is called by: not its checkpoints', nor those in which a logger keeps its files. */
function runFolder(file: string): string {
  let folder = dirname(file);
  while (/^(?:checkpoint-\d+|files|logs|vis_data|metrics)$/.test(basename(folder))) folder = dirname(folder);
  return folder;
}

const rankOf = (file: string): number => known.findIndex((name) => name.test(basename(file)));

/** The file that tells most, of several checkpoints the last. */
function byRank(a: string, b: string): number {
  return rankOf(a) - rankOf(b) || b.localeCompare(a, 'en', { numeric: true });
}

async function filesBelow(folder: string, depth = 0, found: string[] = []): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (found.length >= maxFiles) break;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < maxDepth && !passedOver.has(entry.name)) await filesBelow(path, depth + 1, found);
    } else if (entry.isFile() && rankOf(path) !== -1) found.push(path);
  }
  return found;
}

/** A run in a line; `undefined` for a file without norms. */
async function runOf(run: string, file: string, options: ReadOptions): Promise<Run | undefined> {
  try {
    const { log, record } = await readMonitored(file, options);
    const { verdict, since, stepFrom, reason, format, clipRate, total } = record;
    if (verdict === null) return undefined;
    const series = log.series.find(({ name }) => name === total?.name) ?? log.gradients[0];
    const norms = series ? minMaxBuckets(series.steps, series.values, points).values : [];
    const loss = log.of('loss').find(({ name }) => !/val|eval|test/i.test(name));
    return {
      ...{ run, file, format, verdict, since, stepFrom, reason },
      records: series?.count ?? 0,
      lastStep: series && series.length > 0 ? series.lastStep : null,
      clipRate: clipRate?.share ?? null,
      finalLoss: loss?.values.at(-1) ?? null,
      norms: norms.map((value) => (Number.isFinite(value) ? value : null)),
    };
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}
