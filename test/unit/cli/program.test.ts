import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import manifest from '../../../package.json';

const article = 'test/workspace/article.py';
const run = (...args: string[]) =>
  spawnSync(process.execPath, ['dist/cli.js', ...args], { encoding: 'utf8', timeout: 240_000 });

/** What only a process of its own shows; all else of the commands is tested in the process of the tests. */
describe('the program gradient-lens', () => {
  it('prints its version', () => {
    const { status, stdout, stderr } = run('--version');
    assert.deepEqual([status, stdout, stderr], [0, `${manifest.version}\n`, '']);
  });

  it('ends with the status of its command', () => {
    assert.equal(run('analyze', article, '--fail-on', 'exploding').status, 1);
    const { status, stdout, stderr } = run('analyze', 'missing.json', '--frobnicate');
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^gradient-lens: .*--frobnicate/);
  });

  it('--jobs gives the same answer by several threads', () => {
    const files = [
      article,
      'test/workspace/shortcuts.py',
      'test/workspace/printed.txt',
      '--format',
      'json',
      '--fail-on',
      'exploding',
    ];
    const [one, two] = ['1', '2'].map((jobs) => run('analyze', ...files, '--jobs', jobs));
    assert.equal(two!.stdout, one!.stdout);
    assert.deepEqual([two!.status, two!.stderr], [one!.status, '']);
    assert.match(
      run('analyze', ...files, '--jobs', '2', '--config', 'missing').stderr,
      /cannot be read as a config/,
    );
  });

  it('ends with the status of a signal while it follows a log, and ends what it has started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-program-'));
    try {
      const file = join(folder, 'log.jsonl');
      writeFileSync(file, '{"step": 1, "grad_norm": 1}\n{"step": 2, "grad_norm": 2}\n');
      const broken = [3, 4, 5].map((step) => `{"step": ${step}, "loss": NaN, "grad_norm": NaN}\n`).join('');
      for (const [signal, status, text, args] of [
        ['SIGTERM', 143, '', []],
        ['SIGINT', 130, '', []],
        // The verdict turned before.
        ['SIGTERM', 1, broken, ['--fail-on', 'exploding', '--exec', 'exec sleep 600']],
      ] as const) {
        if (text !== '') appendFileSync(file, text);
        const child = spawn(process.execPath, ['dist/cli.js', 'monitor', file, '--follow', ...args]);
        await once(child.stdout, 'data');
        child.kill(signal);
        assert.deepEqual(await once(child, 'close'), [status, null], signal);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('says nothing when its reader goes away', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-program-'));
    try {
      const file = join(folder, 'many.json');
      // More than a pipe holds.
      writeFileSync(file, JSON.stringify(Array.from({ length: 200 }, (_, i) => [[i, 1], [1, i]]))); // prettier-ignore
      const child = spawn(process.execPath, ['dist/cli.js', 'analyze', '--json', file]);
      child.stdout.destroy();
      let stderr = '';
      child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
      const [status] = (await once(child, 'close')) as [number];
      assert.deepEqual([status, stderr], [0, '']);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
