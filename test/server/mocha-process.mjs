// `node test/server/mocha-process.mjs FOLDER RESULTS [TIMEOUT] [PATTERN]`: a suite in a process of its own, of the files that match.
import { resolve } from 'node:path';
import { runMocha } from './mocha.mjs';

const [folder, results, timeout, pattern] = process.argv.slice(2);
const { failures } = await runMocha({
  folder: resolve(folder),
  results,
  timeout: Number(timeout ?? 10_000),
  ...(pattern ? { of: new RegExp(pattern) } : {}),
});
// Not left to the event loop: a handle that a test left open must not keep the run.
process.exit(failures > 0 ? 1 : 0);
