import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  closeAllEditors,
  diagnosticsOf,
  diagnosticsWhen,
  eventually,
  hoverAt,
  lensTitles,
  openText,
  panelsAre,
} from './editor';

/** A generator of numbers in [0, 1) that gives the same ones in every run (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A script with that many matrices of four different verdicts. */
function script(count: number): string {
  const rates = ['1.5', '0.9', '1.0', '0.1'];
  return Array.from(
    { length: count },
    (_, i) => `W_hh${i} = np.array([[${rates[i % 4]!}, 0.0], [0.0, 0.5]])\n`,
  ).join('');
}

/** The hovers over the matrices of a document, and its lenses, without what names the document. */
async function said(document: vscode.TextDocument, count: number): Promise<readonly string[]> {
  const hovers: string[] = [];
  for (let i = 0; i < count; i++)
    hovers.push(await hoverAt(document, document.lineAt(i).text.split(' = ')[1]!));
  return [...(await lensTitles(document)), ...hovers.map((hover) => hover.replaceAll(/command:[^)]*/g, ''))];
}

/** The squiggles of a document, by place. */
function squiggles(document: vscode.TextDocument): string {
  return diagnosticsOf(document)
    .map(({ message, range: { start } }) => `${start.line}:${start.character} ${message}`)
    .sort()
    .join('\n');
}

/** What lives in the extension host after a collection. */
interface Living {
  /** Bytes of the heap in use. */
  readonly heap: number;
  /** Functions; every listener, handler and promise that still waits holds at least one. */
  readonly functions: number;
  readonly disposables: number;
  readonly signals: number;
  /** Timers, ports and handles that keep Node's event loop busy. */
  readonly resources: number;
}

/** `undefined` where the engine does not tell. */
function living(): Living | undefined {
  const { process } = globalThis as unknown as { process?: Partial<NodeJS.Process> };
  const v8 = process?.getBuiltinModule?.('node:v8');
  if (!v8 || !('queryObjects' in v8) || !process?.memoryUsage || !process.getActiveResourcesInfo)
    return undefined;
  type Constructor = abstract new (...args: never) => unknown;
  const queryObjects = v8.queryObjects as (type: Constructor, options: { format: 'count' }) => number;
  // It collects the garbage before it counts.
  const count = (type: Constructor): number => queryObjects(type, { format: 'count' });
  return {
    functions: count(Function),
    disposables: count(vscode.Disposable),
    signals: count(AbortSignal),
    resources: process.getActiveResourcesInfo().length,
    heap: process.memoryUsage().heapUsed,
  };
}

describe('under load', function () {
  afterEach(closeAllEditors);

  it('10,000 random edits while analysis runs leave no stale hover, lens or squiggle', async () => {
    const count = 12;
    const text = script(count);
    const document = await openText(text);
    const random = seeded(1);
    const digits = [...text.matchAll(/(?<=[[ ])\d\.\d/g)].flatMap(({ index }) => [index, index + 2]);
    const [rounds, batch] = [500, 20];
    const started = performance.now();
    for (let round = 0; round < rounds; round++) {
      const edit = new vscode.WorkspaceEdit();
      const places = new Set<number>();
      while (places.size < batch) places.add(digits[Math.floor(random() * digits.length)]!);
      for (const at of places) {
        // One in fifty breaks its literal until another edit falls on the same place.
        const digit = random() < 0.02 ? 'x' : String(Math.floor(random() * 10));
        edit.replace(
          document.uri,
          new vscode.Range(document.positionAt(at), document.positionAt(at + 1)),
          digit,
        );
      }
      assert.ok(await vscode.workspace.applyEdit(edit));
      // Some looks fall between the edits, as a person's would.
      if (round % 100 === 50) await lensTitles(document);
    }
    console.log(
      `      ${rounds * batch} edits in ${rounds} versions: ${(performance.now() - started).toFixed(0)} ms`,
    );
    const fresh = await openText(document.getText());
    const expected = await said(fresh, count);
    const warnings = expected.filter((title) => /^[▲▼] /.test(title)).length;
    assert.ok(warnings > 0);
    assert.deepEqual(await said(document, count), expected);
    // Squiggles come by themselves, soon after the report that lenses wait for.
    await eventually(vscode.languages.onDidChangeDiagnostics, () => {
      const shown = squiggles(document);
      return shown === squiggles(fresh) && shown.split('\n').length >= warnings;
    });
  });

  it('200 matrices in one file each have their lens, and the warnings their squiggle', async () => {
    const document = await openText(script(200));
    const started = performance.now();
    const titles = await lensTitles(document);
    console.log(`      200 matrices: lenses after ${(performance.now() - started).toFixed(0)} ms`);
    assert.equal(titles.length, 200);
    const verdicts = titles.slice(0, 4).map((title) => title.split(' · ')[0]);
    assert.deepEqual(
      titles.map((title) => title.split(' · ')[0]),
      Array.from({ length: 200 }, (_, i) => verdicts[i % 4]),
    );
    await diagnosticsWhen(document, 150);
  });

  it('50 panels opened and closed leave no listener, and the heap within 10 %', async function () {
    const cycle = async (first: number, last: number): Promise<void> => {
      for (let i = first; i < last; i++) {
        const source = `${i} * identity(2)`;
        await vscode.commands.executeCommand('gradientLens.openPanel', { kind: 'expression', source });
        await panelsAre(source);
        await closeAllEditors();
      }
      await panelsAre();
    };
    await cycle(1, 11);
    const before = living();
    await cycle(11, 61);
    const after = living();
    // Browsers neither collect nor count on demand.
    if (!before || !after) this.skip();
    for (const what of ['functions', 'disposables', 'signals', 'resources'] as const) {
      console.log(`      ${what} ${before[what]} → ${after[what]}`);
      assert.ok(after[what] - before[what] < 50, `50 panels left ${after[what] - before[what]} ${what}`);
    }
    const share = after.heap / before.heap - 1;
    console.log(
      `      heap ${(before.heap / 2 ** 20).toFixed(1)} → ${(after.heap / 2 ** 20).toFixed(1)} MiB (${(100 * share).toFixed(1)} %)`,
    );
    assert.ok(share <= 0.1, `the heap grew by ${(100 * share).toFixed(1)} %`);
  });
});
