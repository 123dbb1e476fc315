import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, type Run } from './run';

const forgets = 'W_hh = [[0.5, 0.0], [0.0, 0.3]]\n';
const explodes = 'W_hh = [[1.5, 0.0], [0.0, 0.3]]\n';

describe('--baseline', () => {
  let folder: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const check = (...more: string[]): Promise<Run> =>
    run('analyze', join(folder, 'src'), '--fail-on', 'vanishing,exploding', '--baseline', join(folder, 'known.json'), ...more); // prettier-ignore

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gradient-lens-baseline-'));
    mkdirSync(join(folder, 'src'));
    file('src/memory.py', forgets);
    file('src/fine.py', 'W_hh = [[1.0, 0.0], [0.0, 1.0]]\n');
    assert.equal((await check('--update-baseline')).status, 0);
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('holds a finding a line, and what is known fails no check, wherever it has moved to', async () => {
    const text = readFileSync(join(folder, 'known.json'), 'utf8');
    assert.equal(text.split('\n').filter((line) => line.includes('"name"')).length, 1); // prettier-ignore
    assert.match(text, /"file":"src\/memory\.py"/);
    assert.equal((await check()).status, 0);
    file('src/memory.py', `# a comment\n\n${forgets}`);
    assert.equal((await check()).status, 0);
    renameSync(join(folder, 'src/memory.py'), join(folder, 'src/moved.py'));
    assert.equal((await check()).status, 0);
  });

  it('what is new fails, also a second one of the same name', async () => {
    file('src/new.py', explodes);
    assert.equal((await check()).status, 1);
    rmSync(join(folder, 'src/new.py'));
    assert.equal((await check()).status, 0);
    file('src/memory.py', forgets + forgets);
    assert.equal((await check()).status, 1);
  });

  it('what got worse fails: another verdict, or a gain a decade farther off', async () => {
    file('src/memory.py', explodes);
    assert.equal((await check()).status, 1);
    file('src/memory.py', 'W_hh = [[0.4, 0.0], [0.0, 0.3]]\n');
    assert.equal((await check()).status, 1);
    file('src/memory.py', 'W_hh = [[0.6, 0.0], [0.0, 0.3]]\n');
    assert.equal((await check()).status, 0);
  });

  it('reports tell what is known from what is new', async () => {
    file('src/new.py', explodes);
    const { runs } = JSON.parse((await check('--format', 'sarif')).stdout) as {
      runs: { results: { level: string; baselineState?: string }[] }[];
    };
    assert.deepEqual(runs[0]!.results.map(({ level, baselineState }) => [level, baselineState]), [
      ['warning', 'unchanged'],
      ['error', undefined],
    ]); // prettier-ignore
    const junit = (await check('--format', 'junit')).stdout;
    assert.match(junit, /failures="1" errors="0"/);
    assert.equal(junit.match(/<failure /g)?.length, 1);
  });

  it('serves merge as well', async () => {
    const part = join(folder, 'part.jsonl');
    await run(
      'analyze',
      join(folder, 'src'),
      '--format',
      'jsonl',
      '--output',
      part,
      '--fail-on',
      'vanishing',
    );
    assert.equal((await run('merge', part)).status, 1);
    assert.equal((await run('merge', part, '--baseline', join(folder, 'known.json'))).status, 0);
  });

  it('refuses what is no baseline with a sentence', async () => {
    for (const text of ['', '[]', '{}', '{"version":1}', '{"version":1,"findings":[3]}', '{"version":1,"findings":[{"file":1}]}']) {
      file('known.json', text);
      const { status, stderr } = await check();
      assert.equal(status, 2, text);
      assert.match(stderr, /known\.json.*(?:make|not an object)/, text);
    } // prettier-ignore
  });
});

describe('what a check prints', () => {
  const article = 'test/workspace/article.py';

  it('--exit-zero ends with 0 whatever was found', async () => {
    assert.equal((await run('analyze', article, '--fail-on', 'exploding')).status, 1);
    assert.equal((await run('analyze', article, '--fail-on', 'exploding', '--exit-zero')).status, 0);
  });

  it('--statistics counts rules, the most frequent first', async () => {
    const { stdout } = await run('analyze', article, 'test/workspace/shortcuts.py', '--statistics');
    const counts = stdout.trim().split('\n').map((line) => /^ *(\d+) {2}([\w-]+) +\S/.exec(line)); // prettier-ignore
    assert.ok(counts.every((row) => row));
    const numbers = counts.map((row) => Number(row![1]));
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a)); // prettier-ignore
    const rows = JSON.parse((await run('analyze', article, 'test/workspace/shortcuts.py', '--statistics', '--json')).stdout) as { rule: string; count: number }[]; // prettier-ignore
    assert.deepEqual(rows.map(({ rule, count }) => [rule, count]), counts.map((row) => [row![2], Number(row![1])])); // prettier-ignore
  });

  it('--format gitlab is a list of issues with fingerprints that differ and last', async () => {
    const issues = async () =>
      JSON.parse((await run('analyze', article, '--format', 'gitlab')).stdout) as {
        fingerprint: string;
        severity: string;
        location: { path: string; lines: { begin: number } };
      }[];
    const found = await issues();
    assert.ok(found.length > 0);
    assert.equal(new Set(found.map(({ fingerprint }) => fingerprint)).size, found.length);
    assert.deepEqual(await issues(), found);
    assert.ok(found.every(({ location }) => location.path === article && location.lines.begin > 0));
    assert.ok(
      found.every(({ severity }) => ['info', 'minor', 'major', 'critical', 'blocker'].includes(severity)),
    );
  });

  it('says which options do not go together', async () => {
    for (const [args, message] of [
      [['--resume'], /--resume goes with/],
      [['--update-baseline'], /--update-baseline goes with/],
      [['--statistics', '--format', 'html'], /--statistics prints/],
      [['--format', 'jsonl', '--baseline', 'x'], /give it to merge/],
      [['--jobs', '0'], /--jobs takes/],
    ] as const) {
      const { status, stderr } = await run('analyze', article, ...args);
      assert.equal(status, 2);
      assert.match(stderr, message);
    }
  });
});
