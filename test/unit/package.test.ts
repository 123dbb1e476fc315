// What a person installs: the exact files, how large they are, and that nothing is left to install.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import manifest from '../../package.json';
import { panelTabs } from '../../src/shared/tabs';

// Bundled to out/unit/package.test.js.
const root = resolve(__dirname, '..', '..');
const vsix = join(root, 'out', 'package', 'gradient-lens.vsix');
const kilobyte = 1024;

const bundles = [
  'cli.js',
  'expression.js',
  'extension.js',
  'fileSource.js',
  'l10n/bundle.l10n.zh-cn.json',
  'mcp.js',
  'port.js',
  'web/extension.js',
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
  'worker.js',
];
const expected = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/LICENSE.txt',
  'extension/changelog.md',
  'extension/media/icon.png',
  'extension/media/icon.svg',
  'extension/package.json',
  'extension/readme.md',
  'extension/schemas/gradient-lens.config.schema.json',
  ...bundles.map((file) => `extension/dist/${file}`),
  ...panelTabs.map(({ id }) => `extension/dist/webview/tabs/${id}.js`),
];
/** What several tabs, or the worker and the command line, need; how many of them there are is the bundler's affair. */
const sharedChunks = ['extension/dist/chunk.js', 'extension/dist/webview/tabs/chunk.js'];
/** The name of a chunk without the hash of its content. */
const plainName = (file: string): string =>
  file.replace(/(\/dist\/chunk|\/webview\/tabs\/\w+)-[0-9A-Z]{8}\.js$/, '$1.js');

/** The files of a zip archive by its central directory, which stands at the end. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const packed = archive.readUInt32LE(at + 20);
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const path = archive.toString('utf8', at + 46, at + 46 + name!);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
    const data = archive.subarray(start, start + packed);
    files.set(path, archive.readUInt16LE(at + 10) === 0 ? data : inflateRawSync(data));
    at += 46 + name! + extra! + comment!;
  }
  return files;
}

describe('the package', function () {
  this.timeout(120_000);
  let files: Map<string, Buffer>;

  before(() => {
    mkdirSync(join(root, 'out', 'package'), { recursive: true });
    const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
    // As `npm run package` does; vsce's functions would take the process's folder for the extension's.
    const [, ...args] = manifest.scripts.package.split(' ');
    execFileSync(process.execPath, [vsce, ...args, '--out', vsix], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    files = unzip(readFileSync(vsix));
  });

  it('holds these files and no other', () => {
    const found = [...files.keys()].map(plainName).filter((file) => !sharedChunks.includes(file));
    assert.deepEqual(found.sort(), [...expected].sort());
  });

  it('is small: 200 KB at the start of the extension, 1 MB in all', () => {
    const extension = files.get('extension/dist/extension.js');
    assert.ok(
      extension && extension.length <= 200 * kilobyte,
      `extension.js: ${extension?.length ?? 0} bytes`,
    );
    assert.ok(statSync(vsix).size < 1e6, `the .vsix: ${statSync(vsix).size} bytes`);
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
