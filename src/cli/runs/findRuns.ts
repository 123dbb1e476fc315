import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';
import { runFilesBelow, runsOf } from '../../shared/runFiles';
import type { FoundFile } from '../findFiles';
import { UsageError } from '../usageError';

/**
 * The runs that files, folders and globs stand for: in a folder one for each folder that holds a log. What is in them is not
 * looked at yet.
 * @throws UsageError where nothing is found.
 */
export async function findRuns(paths: readonly string[]): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const path of paths) {
    const named = await stat(path).catch(() => undefined);
    if (named?.isDirectory()) {
      for (const logs of runsOf(await logsBelow(path)))
        found.push({ file: join(path, logs.run), named: false, logs: { ...logs, below: path } });
    } else {
      const files = named ? [path] : await glob([path], { dot: false, expandDirectories: false });
      found.push(...files.sort().map((file) => ({ file, named: named !== undefined })));
    }
  }
  if (found.length === 0) throw new UsageError(noRuns(paths));
  return found;
}

export const noRuns = (paths: readonly string[]): string =>
  `${paths.join(', ')} holds no training log with gradient norms: name another`;

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
