import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

interface Launcher {
  launch: (options: { extension: string; folder: string; suite: string }) => Promise<number>;
}
interface Samples {
  copyWorkspace: (folder: string) => { folder: string; remove: () => void };
}

// Bundled to out/bench/<room>/bench.js.
export const root = resolve(__dirname, '..', '..', '..');
const load = (...path: string[]): Promise<unknown> =>
  import(pathToFileURL(join(root, 'test', ...path)).href) as Promise<unknown>;

/**
 * Runs `suite` inside a fresh VS Code on a copy of the sample workspace, with the extension in that folder, and returns what it left in out/results/`results`.
 * @throws Error where the suite failed.
 */
export async function inEditor(suite: string, results: string, extension = root): Promise<unknown> {
  const { launch } = (await load('vscode', 'launch-server.mjs')) as Launcher;
  const { copyWorkspace } = (await load('server', 'sample.mjs')) as Samples;
  const file = join(root, 'out', 'results', results);
  rmSync(file, { force: true });
  const workspace = copyWorkspace(join(root, 'test', 'workspace'));
  try {
    const code = await launch({ extension, folder: workspace.folder, suite });
    if (code !== 0) throw new Error(`the suite ended with status ${code}`);
  } finally {
    workspace.remove();
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}
