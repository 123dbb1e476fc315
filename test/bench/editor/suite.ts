// Runs inside VS Code: from a keystroke in a literal to the hover that knows of it, and how long the host's thread was
// busy meanwhile. The pause before a document is read again (300 ms) is part of the time.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import * as vscode from 'vscode';
import { matrixOf } from '../matrices';
import type { EditorTiming } from './timing';

const rounds = 40;
/** How often the event loop is looked at, in ms; part of every reading, so it is taken off. */
const resolution = 2;

export async function run(): Promise<void> {
  console.log(`The suite begins in VS Code ${vscode.version}`);
  // This file runs as out/bench/editor/suite.js.
  const results = resolve(__dirname, '..', '..', 'results');
  const timings: EditorTiming[] = [];
  for (const n of [64, 256]) timings.push(await timeEdits(n));
  mkdirSync(results, { recursive: true });
  writeFileSync(join(results, 'editor-bench.json'), JSON.stringify({ version: vscode.version, timings }));
}

/** Types a digit over the first one after the decimal point and asks for the hover, again and again. */
async function timeEdits(n: number): Promise<EditorTiming> {
  const { data } = matrixOf('Gaussian', n);
  const rows = Array.from({ length: n }, (_, i) => [...data.subarray(i * n, (i + 1) * n)]);
  const text = `{ "W": [\n${rows.map((row) => `[${row.map((x) => x.toFixed(6)).join(', ')}]`).join(',\n')}\n] }\n`;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.joinPath(folder!.uri, `bench-${n}.json`);
  await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document);
  const place = document.positionAt(text.indexOf('.') + 1);
  let said = await hover(uri, place);
  const times: number[] = [];
  const delay = monitorEventLoopDelay({ resolution });
  delay.enable();
  for (let round = 0; round < rounds; round++) {
    editor.selection = new vscode.Selection(place, place.translate(0, 1));
    const digit = String((Number(document.getText(editor.selection)) + 1) % 10);
    const started = performance.now();
    await vscode.commands.executeCommand('type', { text: digit });
    const fresh = await hover(uri, place);
    times.push(performance.now() - started);
    if (fresh === said || fresh === '') throw new Error(`round ${round}: the hover did not follow the edit`);
    said = fresh;
  }
  delay.disable();
  times.sort((a, b) => a - b);
  const percentile = (share: number): number => times[Math.ceil(share * times.length) - 1]!;
  const busy = (nanoseconds: number): number => Math.max(nanoseconds / 1e6 - resolution, 0);
  await vscode.workspace.saveAll();
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  return {
    n,
    rounds,
    p50: percentile(0.5),
    p95: percentile(0.95),
    busyP99: busy(delay.percentile(99)),
    busyMax: busy(delay.max),
  };
}

async function hover(uri: vscode.Uri, place: vscode.Position): Promise<string> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    place,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .filter((text) => text.includes('σ'))
    .join('\n');
}
