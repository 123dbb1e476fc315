// The bundle that is shipped sets nothing to work before a document with a matrix is shown.
import assert from 'node:assert/strict';
import Module, { createRequire } from 'node:module';
import { EventEmitter } from 'node:events';
import { join, resolve } from 'node:path';
import manifest from '../../../package.json';
import { FakeEditor } from './fakeEditor';

// Bundled to out/unit/host/*.js.
const dist = resolve(__dirname, '..', '..', '..', 'dist');
const bundle = join(dist, 'extension.js');
const settings = Object.fromEntries(
  Object.entries(manifest.contributes.configuration.properties).map(([name, schema]) => [
    name,
    'default' in schema ? schema.default : undefined,
  ]),
);
const loader = Module as unknown as { _load: (request: string, ...rest: unknown[]) => unknown };
interface Extension {
  activate: (context: { extensionUri: object; subscriptions: { dispose?: () => void }[] }) => void;
}

describe('an activation', () => {
  const load = loader._load;
  const editor = new FakeEditor(settings);
  let threads = 0;
  const loaded: string[] = [];
  const subscriptions: { dispose?: () => void }[] = [];
  class FakeThread extends EventEmitter {
    constructor() {
      super();
      threads++;
    }
    postMessage = () => undefined;
    unref = () => undefined;
    terminate = () => Promise.resolve(0);
  }
  const documentOf = (text: string) => ({
    document: {
      uri: { scheme: 'file', toString: () => `file:///${text}` },
      languageId: 'python',
      version: 1,
      isClosed: false,
      getText: () => text,
    },
  });
  const show = async (text: string) => {
    const shown = documentOf(text);
    editor.visibleTextEditors.splice(0, Infinity, shown);
    editor.fire('window.onDidChangeVisibleTextEditors', [shown]);
    await turns();
  };
  /** What was put off by promises and timers has run, as those run in the order of their start. */
  const turns = () => new Promise((done) => setTimeout(done, 1));

  before(async () => {
    loader._load = function (request, ...rest) {
      if (request === 'vscode') return editor.module;
      if (request === 'node:worker_threads') return { Worker: FakeThread };
      loaded.push(request);
      return load.call(this, request, ...rest);
    };
    const require = createRequire(__filename);
    require.cache[bundle] = undefined;
    const extension = require(bundle) as Extension;
    extension.activate({ extensionUri: {}, subscriptions });
    await turns();
  });

  after(() => {
    loader._load = load;
  });

  it('is asked for by a file of a language or by a panel, never by the mere start of VS Code', () => {
    assert.deepEqual(
      manifest.activationEvents.filter((event) => !/^on(Language|WebviewPanel):./.test(event)),
      [],
    );
  });

  it('loads one file', () => {
    assert.ok(editor.calls.includes('commands.registerCommand'));
    assert.deepEqual(loaded, [bundle]);
  });

  it('starts no thread, opens no page, reads no file and writes nothing', () => {
    assert.equal(threads, 0);
    assert.deepEqual(
      editor.calls.filter((call) =>
        /createWebviewPanel|\.fs\.|openTextDocument|findFiles|createTerminal/.test(call),
      ),
      [],
    );
  });

  it('starts no thread for a document without a matrix, and one for the first with one', async () => {
    await show('print("hello")');
    assert.equal(threads, 0);
    await show('W = [[1, 2], [3, 4]]');
    assert.equal(threads, 1);
  });
});
