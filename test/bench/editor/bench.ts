// The editor's part of `npm run bench`: from a keystroke to a fresh hover in a real workbench, into the same file as the numerics.
import { readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { machine, table, writeChapter } from '../report';
import type { EditorResults } from './timing';

interface Launcher {
  launch: (options: { root: string; folder: string; suite: string }) => Promise<number>;
}
interface Samples {
  copyWorkspace: (folder: string) => { folder: string; remove: () => void };
}

// Bundled to out/bench/editor/*.js.
const root = resolve(__dirname, '..', '..', '..');
const load = (...path: string[]): Promise<unknown> =>
  import(pathToFileURL(join(root, 'test', ...path)).href) as Promise<unknown>;

async function main(): Promise<void> {
  const { launch } = (await load('vscode', 'launch-server.mjs')) as Launcher;
  const { copyWorkspace } = (await load('server', 'sample.mjs')) as Samples;
  const results = join(root, 'out', 'results', 'editor-bench.json');
  rmSync(results, { force: true });
  const workspace = copyWorkspace(join(root, 'test', 'workspace'));
  try {
    const code = await launch({ root, folder: workspace.folder, suite: join(__dirname, 'suite.js') });
    if (code !== 0) throw new Error(`the suite ended with status ${code}`);
  } finally {
    workspace.remove();
  }
  const { version, timings } = JSON.parse(readFileSync(results, 'utf8')) as EditorResults;
  const ms = (value: number): string => value.toFixed(value < 10 ? 1 : 0);
  const body = [
    machine([`VS Code ${version}`]),
    "From a keystroke in a JSON literal to the hover that knows of it, in ms; 300 ms of it is the pause that waits for the next keystroke. Busy: how long the extension host's thread did not answer at a stretch, everything in the host counted.",
    table(
      ['literal', 'edits', 'p50', 'p95', 'host busy p99', 'host busy max'],
      timings.map(({ n, rounds, p50, p95, busyP99, busyMax }) => [
        `${n} × ${n}`,
        String(rounds),
        ...[p50, p95, busyP99, busyMax].map(ms),
      ]),
    ),
  ].join('\n\n');
  console.log(body);
  writeChapter(join(root, 'test', 'bench', 'results.md'), 'Editor', body);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
