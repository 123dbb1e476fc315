// Runs bundled test files by mocha and writes what came of it as JSON. The same for every suite: mocha-process.mjs
// loads it in a process of its own, test/vscode/suite.ts inside VS Code.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import Mocha from 'mocha';

/**
 * @param {{ folder: string, results: string, timeout?: number, of?: RegExp, share?: [number, number],
 *   retries?: number }} options `of` matches the
 * files of the suite by their path in the folder; `share` [1, 2] takes every second of them, [2, 2] the others. A test that fails is
 * given `retries` more tries, each failed one of which is among the results as `retried`.
 * @returns {Promise<{ passes: number, failures: number, pending: number }>}
 */
export async function runMocha({
  folder,
  results,
  timeout = 10_000,
  of = /^/,
  share: [part, parts] = [1, 1],
  retries = 0,
}) {
  const mocha = new Mocha({ ui: 'bdd', timeout, retries, reporter: 'spec' });
  const files = readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.test.js') && of.test(file.replaceAll(sep, '/')))
    .sort()
    .filter((_, i) => i % parts === part - 1);
  for (const file of files) mocha.addFile(join(folder, file));
  const tests = [];
  await new Promise((done) => {
    const runner = mocha.run(done);
    const note = (test, state, error) =>
      tests.push({ title: test.fullTitle(), state, duration: test.duration ?? 0, error: error?.stack });
    runner.on('pass', (test) => note(test, 'passed'));
    runner.on('fail', (test, error) => note(test, 'failed', error));
    runner.on('pending', (test) => note(test, 'pending'));
    runner.on('retry', (test, error) => note(test, 'retried', error));
  });
  const count = (state) => tests.filter((test) => test.state === state).length;
  const summary = { passes: count('passed'), failures: count('failed'), pending: count('pending') };
  mkdirSync(dirname(results), { recursive: true });
  writeFileSync(results, JSON.stringify({ ...summary, tests }, null, 2));
  return summary;
}
