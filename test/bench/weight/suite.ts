// Runs inside VS Code: what an activation costs a fresh extension host in time and memory.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext, Script } from 'node:vm';
import * as vscode from 'vscode';
import { openSample, eventually } from '../../vscode/editor';
import type { Activation, HostFigures, Memory } from './figures';

const id = 'gradient-lens.gradient-lens';

export async function run(): Promise<void> {
  console.log(`The suite begins in VS Code ${vscode.version}`);
  // This file runs as out/bench/weight/suite.js.
  const root = resolve(__dirname, '..', '..', '..');
  const extension = vscode.extensions.getExtension(id)!;
  if (extension.isActive) throw new Error('the extension is active before anything asked for it');
  await memory();
  const before = await memory();
  const started = performance.now();
  await extension.activate();
  const activated = performance.now() - started;
  const idle = await memory();
  const document = await openSample('article.py');
  await eventually(vscode.languages.onDidChangeDiagnostics, () => {
    return vscode.languages.getDiagnostics(document.uri).length > 0;
  });
  const open = await memory();
  const figures: HostFigures = {
    version: vscode.version,
    activation: await activation(),
    activated,
    bundle: loading(join(root, 'dist', 'extension.js')),
    before,
    idle,
    open,
  };
  const results = join(root, 'out', 'results');
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'weight.json'), JSON.stringify(figures));
}

/** After collecting garbage until no more is found. */
async function memory(): Promise<Memory> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let least = Infinity;
  for (let idle = 0; idle < 3;) {
    // What finalizers and settled promises still hold goes in the next turn.
    await new Promise((done) => setTimeout(done, 50));
    collect();
    const { heapUsed } = process.memoryUsage();
    idle = heapUsed < least - 10_000 ? 0 : idle + 1;
    least = Math.min(least, heapUsed);
  }
  const { heapUsed, external, rss } = process.memoryUsage();
  return { heap: heapUsed + external, resident: rss };
}

/** Reads the row of the extension from the page "Startup Performance". */
async function activation(): Promise<Activation> {
  await vscode.commands.executeCommand('perfview.show');
  const text = await eventually(vscode.window.onDidChangeVisibleTextEditors, () => {
    const page = vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'perf');
    return page?.getText().includes(id) ? page.getText() : undefined;
  });
  const rows = text.split('\n').filter((line) => line.startsWith('|'));
  const cells = (line: string): string[] => line.split('|').map((cell) => cell.trim());
  const row = cells(rows.find((line) => line.includes(id))!);
  const head = cells(rows.find((line) => line.includes('Load Code'))!);
  const under = (title: string): number => {
    const value = Number(row[head.indexOf(title)]);
    if (!Number.isFinite(value)) throw new Error(`no figure under "${title}":\n${text}`);
    return value;
  };
  return {
    loadCode: under('Load Code'),
    callActivate: under('Call Activate'),
    finishActivate: under('Finish Activate'),
  };
}

function loading(file: string): HostFigures['bundle'] {
  const started = performance.now();
  const text = readFileSync(file, 'utf8');
  const read = performance.now() - started;
  // A line more, so that the engine's cache of compiled scripts does not know it.
  new Script(`(function (exports, require, module) {${text}\n})\n`);
  return { read, compile: performance.now() - started - read };
}
