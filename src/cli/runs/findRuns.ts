import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob } from 'tinyglobby';
import { readRun } from '../../analysis/logs/readRun';
import type { Run } from '../../shared/runs';
import { deepestRun, isRunFile, isRunFolder, mostRunFiles, runsOf } from '../../shared/runFiles';
import { slashed, type ReadOptions } from '../readMonitored';
import { UsageError } from '../usageError';

/**
 * The runs that files, folders and globs stand for: in a folder one for each folder that holds a log, told by the file that
 * tells most. Files without norms are passed over.
 * @throws UsageError where nothing is found.
 */
export async function findRuns(paths: readonly string[], options: ReadOptions): Promise<Run[]> {
  const runs: Run[] = [];
  const add = async (run: string, files: readonly string[]): Promise<void> => {
    const places = files.map((file) => ({ path: slashed(file), file, bytes: null }));
    const { row } = await readRun(run, places, options);
    if (row) runs.push(row);
  };
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      for (const { run, files } of runsOf(await logsBelow(path)))
        await add(
          run || basename(path),
          files.map((file) => join(path, file)),
        );
    } else {
      const files = found ? [path] : await glob([path], { dot: false, expandDirectories: false });
      for (const file of files.sort()) await add(file, [file]);
    }
  }
  if (runs.length === 0)
    throw new UsageError(`${paths.join(', ')} holds no training log with gradient norms: name another`);
  return runs;
}

/** Logs below a folder, as paths below it with forward slashes. */
async function logsBelow(root: string, below = '', found: string[] = []): Promise<string[]> {
  const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
  for (const entry of entries) {
    if (found.length >= mostRunFiles) break;
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) {
      if (path.split('/').length <= deepestRun && isRunFolder(entry.name)) await logsBelow(root, path, found);
    } else if (entry.isFile() && isRunFile(entry.name)) found.push(path);
  }
  return found;
}
