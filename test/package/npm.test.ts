// The command line as npm installs it: its exact files, how large they are, and that it runs where nothing else is.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import manifest from '../../package.json';
import { filesIn, packedProgram } from './packages';

const expected = [
  'LICENSE',
  'README.md',
  'dist/cli.js',
  'dist/expression.js',
  'dist/fileSource.js',
  'dist/mcp.js',
  'package.json',
];

describe("npm's package", () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-npm-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds the command line alone, within 600 KB', async () => {
    const file = await packedProgram();
    assert.ok(file.endsWith(`gradient-lens-${manifest.version}.tgz`));
    assert.ok(statSync(file).size <= 600 * 1024, `${statSync(file).size} bytes`);
    const packed = filesIn(join(file, '..', 'npm'));
    const listed = spawnSync('npm', ['pack', '--dry-run', '--json', '--offline'], {
      cwd: join(file, '..', 'npm'),
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    const [{ files }] = JSON.parse(listed.stdout) as [{ files: { path: string }[] }];
    assert.deepEqual(files.map(({ path }) => path).sort(), packed);
    assert.deepEqual(packed.filter((path) => !/^dist\/chunk-[0-9A-Z]{8}\.js$/.test(path)), expected); // prettier-ignore
    const own = JSON.parse(readFileSync(join(file, '..', 'npm', 'package.json'), 'utf8')) as typeof manifest;
    assert.deepEqual([own.version, own.bin, 'dependencies' in own, 'private' in own], [manifest.version, manifest.bin, false, false]); // prettier-ignore
  });

  it('runs by npx in an empty folder, without a registry', async () => {
    const file = await packedProgram();
    const npx = (...args: string[]) =>
      spawnSync('npx', ['--yes', '--offline', '--package', file, 'gradient-lens', ...args], {
        cwd: folder,
        encoding: 'utf8',
        env: { ...process.env, npm_config_cache: join(folder, 'cache') },
        shell: process.platform === 'win32',
      });
    const { status, stdout, stderr } = npx('--version');
    assert.deepEqual([status, stdout, stderr], [0, `${manifest.version}\n`, '']);
    // Threads, expressions and the agents' server lie in files of their own.
    const files = ['article.py', 'shortcuts.py'].map((name) => resolve('test/workspace', name));
    const analyzed = npx('analyze', ...files, '--jobs', '2', '--format', 'lines', '--fail-on', 'exploding');
    assert.equal(analyzed.status, 1);
    assert.match(analyzed.stdout, /article\.py:12:/);
  });
});
