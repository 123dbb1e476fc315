// `node test/server/mocha-process.mjs FOLDER RESULTS [TIMEOUT] [WITHOUT]`: a suite in a process of its own, but for one folder of it.
import { resolve } from 'node:path';
import { runMocha } from './mocha.mjs';

const [folder, results, timeout, without] = process.argv.slice(2);
const { failures } = await runMocha({
  folder: resolve(folder),
  results,
  timeout: Number(timeout ?? 10_000),
  without,
});
// Not left to the event loop: a handle that a test left open must not keep the run.
process.exit(failures > 0 ? 1 : 0);
