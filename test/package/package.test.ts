// What a person installs: the exact files, how large they are, and that nothing is left to install.
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { panelTabs } from '../../src/shared/tabs';
import { packaged } from '../packaged';

const kilobyte = 1024;

const bundles = [
  'cli.js',
  'expression.js',
  'extension.js',
  'fileSource.js',
  'l10n/bundle.l10n.zh-cn.json',
  'mcp.js',
  'port.js',
  'snippets/python.json',
  'web/fileSource.js',
  'web/port.js',
  'web/worker.json',
  'webview/checkpoint.css',
  'webview/checkpoint.js',
  'webview/monitor.css',
  'webview/monitor.js',
  'webview/panel.css',
  'webview/panel.js',
  'webview/prediction.css',
  'webview/prediction.js',
  'webview/runs.css',
  'webview/runs.js',
  'worker.js',
];
const expected = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/docs/rules.md',
  'extension/media/icon.png',
  'extension/media/icon.svg',
  'extension/media/view.svg',
  ...['hover', 'quickCheck', 'checkpoint', 'monitor'].flatMap((step) =>
    ['', '.zh-cn'].map((language) => `extension/media/walkthrough/${step}${language}.svg`),
  ),
  'extension/package.json',
  'extension/package.nls.json',
  'extension/package.nls.zh-cn.json',
  'extension/readme.md',
  'extension/schemas/gradient-lens.config.schema.json',
  ...['article.py', 'char_model.safetensors', 'exploding_run.jsonl'].map(
    (file) => `extension/test/workspace/${file}`,
  ),
  ...bundles.map((file) => `extension/dist/${file}`),
  ...panelTabs.map(({ id }) => `extension/dist/webview/tabs/${id}.js`),
];
/** What several tabs, or the worker and the command line, need; how many of them there are is the bundler's affair. */
const sharedChunks = ['extension/dist/chunk.js', 'extension/dist/webview/tabs/chunk.js'];
/** The name of a chunk without the hash of its content. */
const plainName = (file: string): string =>
  file.replace(/(\/dist\/chunk|\/webview\/tabs\/\w+)-[0-9A-Z]{8}\.js$/, '$1.js');

describe('the package', function () {
  let vsix: string;
  let files: Map<string, Buffer>;

  before(async () => {
    const { file, members } = await packaged();
    vsix = file;
    files = new Map([...(await members())].map(([path, { data }]) => [path, Buffer.from(data)]));
  });

  it('holds these files and no other', () => {
    const found = [...files.keys()].map(plainName).filter((file) => !sharedChunks.includes(file));
    assert.deepEqual(found.sort(), [...expected].sort());
  });

  it('is small: 200 KB at the start of the extension, 1.1 MB in all', () => {
    const extension = files.get('extension/dist/extension.js');
    assert.ok(
      extension && extension.length <= 200 * kilobyte,
      `extension.js: ${extension?.length ?? 0} bytes`,
    );
    assert.ok(statSync(vsix).size < 1.1e6, `the .vsix: ${statSync(vsix).size} bytes`);
  });

  it('has a README of its own, in which no picture and no link leads to what is not packed', () => {
    const readme = files.get('extension/readme.md')?.toString() ?? '';
    const targets = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, target]) => target!);
    assert.deepEqual(
      targets.filter((target) => !/^(https:|#)/.test(target)),
      [],
    );
    assert.doesNotMatch(readme, /!\[|npm start/);
    assert.match(files.get('extension/docs/rules.md')?.toString() ?? '', /^### Rule: gain-vanishing$/m);
  });

  it('needs nothing that it does not bring along', () => {
    const manifest = JSON.parse(files.get('extension/package.json')?.toString() ?? '{}') as Record<
      string,
      unknown
    >;
    assert.deepEqual(manifest['dependencies'] ?? {}, {});
    assert.ok(files.has(`extension/${String(manifest['main']).replace('./', '')}`));
    for (const program of Object.values(manifest['bin'] as Record<string, string>)) {
      assert.ok(files.has(`extension/${program}`), program);
    }
  });
});
