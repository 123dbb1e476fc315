// `node test/server/mocha-process.mjs FOLDER RESULTS [TIMEOUT] [PATTERN] [SHARE] [RETRIES]`: a suite in a process of its own, of the
// files that match, or of every second of them (SHARE 1/2 and 2/2).
import { resolve } from 'node:path';
import { runMocha } from './mocha.mjs';

const [folder, results, timeout, pattern, share, retries] = process.argv.slice(2);
const { failures } = await runMocha({
  folder: resolve(folder),
  results,
  timeout: Number(timeout ?? 10_000),
  ...(pattern ? { of: new RegExp(pattern) } : {}),
  ...(share ? { share: share.split('/').map(Number) } : {}),
  retries: Number(retries ?? 0),
});
// Not left to the event loop: a handle that a test left open must not keep the run.
process.exit(failures > 0 ? 1 : 0);
