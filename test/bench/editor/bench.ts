// The editor's part of `npm run bench`: from a keystroke to a fresh hover in a real workbench, into the same file as the numerics.
import { join } from 'node:path';
import { inEditor, root } from '../inEditor';
import { machine, table, writeChapter } from '../report';
import type { EditorResults } from './timing';

async function main(): Promise<void> {
  const { version, timings } = (await inEditor(
    join(__dirname, 'suite.js'),
    'editor-bench.json',
  )) as EditorResults;
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
