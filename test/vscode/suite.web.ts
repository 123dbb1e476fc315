// What a browser's extension host calls to run the same tests; esbuild.mjs puts their files into `load`.
import type Mocha from 'mocha';
import 'mocha/mocha.js';
import { extensions, version } from 'vscode';

/** Read by launch-server.mjs, for a browser's extension host can write no file of results. */
const resultsMark = 'Results of the suite: ';

declare const mocha: Mocha & { setup(options: Mocha.MochaOptions): void };

function report(runner: Mocha.Runner): void {
  const tests: { title: string; state: string; error?: string | undefined }[] = [];
  runner.on('pass', (test) => {
    console.log(`    ✔ ${test.fullTitle()} (${test.duration ?? 0}ms)`);
    tests.push({ title: test.fullTitle(), state: 'passed' });
  });
  runner.on('fail', (test, error: Error) => {
    console.log(`    ✖ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    tests.push({ title: test.fullTitle(), state: 'failed', error: error.stack });
  });
  runner.on('pending', (test) => {
    tests.push({ title: test.fullTitle(), state: 'pending' });
  });
  runner.on('end', () => {
    const count = (state: string): number => tests.filter((test) => test.state === state).length;
    const summary = { passes: count('passed'), failures: count('failed'), pending: count('pending'), tests };
    console.log(resultsMark + JSON.stringify(summary));
  });
}

export async function runSuite(load: () => void): Promise<void> {
  console.log(`The suite begins in VS Code ${version}, in a browser's extension host`);
  mocha.setup({ ui: 'bdd', timeout: 600_000, reporter: report as unknown as Mocha.ReporterConstructor });
  load();
  // A script of the page starts sooner than what the page's extensions bring along.
  await extensions.getExtension('gradient-lens.gradient-lens')?.activate();
  return new Promise((resolve, reject) => {
    mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else resolve();
    });
  });
}
