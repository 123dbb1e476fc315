import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import manifest from '../../package.json';
import { cloneTo } from './packages';

interface Hook {
  readonly entry: string;
  readonly args: readonly string[];
  readonly language: string;
  readonly files: string;
}

const shell = process.platform === 'win32';

/** As pre-commit installs a hook whose language is node: it packs its clone and installs what `npm pack` names. */
describe('the hook of pre-commit', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-hook-'));
  const clone = join(folder, 'clone');
  const [hook] = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as [Hook];
  const [program, ...entry] = hook.entry.split(' ') as [string, ...string[]];
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('installs from a clone', () => {
    mkdirSync(clone);
    cloneTo(clone);
    const npm = (...args: string[]) => spawnSync('npm', args, { cwd: clone, encoding: 'utf8', shell });
    const { stdout, stderr } = npm('pack');
    assert.equal(stdout.trim(), `${manifest.name}-${manifest.version}.tgz`, stderr);
    const installed = npm('install', '--global', '--offline', '--prefix', join(folder, 'env'), stdout.trim());
    assert.equal(installed.status, 0, installed.stderr);
    const dist = join(folder, 'env', shell ? '' : 'lib', 'node_modules', 'gradient-lens', 'dist');
    assert.ok(readdirSync(dist).includes('cli.js'));
  });

  it('fails where gradients explode, and passes what is fine and what is no model', () => {
    const run = (...files: string[]) => {
      for (const file of files) assert.match(file, new RegExp(hook.files));
      const command = join(folder, 'env', shell ? '' : 'bin', program);
      return spawnSync(command, [...entry, ...hook.args, ...files], { encoding: 'utf8', shell });
    };
    const exploding = run('test/workspace/article.py', 'package.json');
    assert.equal(exploding.status, 1, exploding.stderr);
    assert.match(exploding.stdout, /^test\/workspace\/article\.py:12:\d+: \w+: /m);
    const fine = run('package.json', 'tsconfig.json', 'action.yml');
    assert.deepEqual([fine.status, fine.stdout, fine.stderr], [0, '', '']);
  });
});
