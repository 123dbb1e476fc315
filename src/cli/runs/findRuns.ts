import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { glob } from 'tinyglobby';
import { readRun } from '../../analysis/logs/readRun';
import type { Run } from '../../shared/runs';
import { runFilesBelow, runsOf, tellingOf } from '../../shared/runFiles';
import { slashed, type ReadOptions } from '../readMonitored';
import { UsageError } from '../usageError';

/**
 * The runs that files, folders and globs stand for: in a folder one for each folder that holds a log, told by the file that
 * tells most. Files without norms are passed over.
 * @throws UsageError where nothing is found.
 */
export async function findRuns(paths: readonly string[], options: ReadOptions): Promise<Run[]> {
  const runs: Run[] = [];
  const read = async (run: string, file: string): Promise<Run[]> =>
    (await readRun(run, { path: slashed(file), file, bytes: null }, options)).map(({ row }) => row);
  for (const path of paths) {
    const found = await stat(path).catch(() => undefined);
    if (found?.isDirectory()) {
      for (const folder of runsOf(await logsBelow(path)))
        runs.push(
          ...(await tellingOf(folder, (name, file) => read(name || basename(path), join(path, file)))),
        );
    } else {
      const files = found ? [path] : await glob([path], { dot: false, expandDirectories: false });
      for (const file of files.sort()) runs.push(...(await read(file, file)));
    }
  }
  if (runs.length === 0)
    throw new UsageError(`${paths.join(', ')} holds no training log with gradient norms: name another`);
  return runs;
}

/** Logs below a folder; one that cannot be listed has none. */
function logsBelow(root: string): Promise<string[]> {
  return runFilesBelow(async (below) => {
    const entries = await readdir(join(root, below), { withFileTypes: true }).catch(() => []);
    return entries.map((entry) => [
      entry.name,
      entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other',
    ]);
  });
}
