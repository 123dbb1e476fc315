// What VS Code calls to run the tests beside this file, on the desktop and in the server alike.
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { version } from 'vscode';

interface Runner {
  runMocha: (options: { folder: string; results: string; timeout: number }) => Promise<{ failures: number }>;
}

export async function run(): Promise<void> {
  // This file runs as out/vscode/suite.js.
  const root = resolve(__dirname, '..', '..');
  const runner = pathToFileURL(join(root, 'test', 'server', 'mocha.mjs')).href;
  console.log(`The suite begins in VS Code ${version}`);
  const { runMocha } = (await import(runner)) as Runner;
  const { failures } = await runMocha({
    folder: __dirname,
    results: join(root, 'out', 'results', 'vscode.json'),
    timeout: 600_000,
  });
  if (failures > 0) {
    throw new Error(`${failures} tests failed`);
  }
}
