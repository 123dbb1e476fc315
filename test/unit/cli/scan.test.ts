import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'; // prettier-ignore
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { planShards } from '../../../src/cli/scan/shard';
import { run, type Run } from './run';

const lines = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a scan in parts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-scan-'));
  const models = join(folder, 'models');
  const part = (name: string): string => join(folder, name);

  before(() => {
    mkdirSync(models);
    for (let i = 0; i < 9; i++) {
      const entry = (0.2 + i / 5).toFixed(1);
      writeFileSync(
        join(models, `${i}.py`),
        `W_hh = [[${entry}, 0.1], [0.0, 0.3]]${'  # wide\n'.repeat(20 * i)}\n`,
      );
    }
    writeFileSync(join(models, 'empty.json'), '{}');
    writeFileSync(join(models, 'broken.json'), '{"W_hh": [[1.5, 0], [0, 1.2]]');
    copyFileSync('test/fixtures/checkpoints/weight_hh.npy', join(models, 'weight_hh.npy'));
    copyFileSync('test/workspace/train.py', join(models, 'train.py'));
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  const scan = (index: number, count: number, ...more: string[]): Promise<Run> =>
    run('analyze', models, '--format', 'jsonl', '--shard', `${index}/${count}`, ...more);
  const made = new Map<number, Promise<string[]>>();
  /** The parts of a scan, made once. */
  const parts = (count: number): Promise<string[]> => {
    const known = made.get(count) ?? makeParts(count);
    made.set(count, known);
    return known;
  };
  const makeParts = async (count: number): Promise<string[]> => {
    const paths = Array.from({ length: count }, (_, i) => part(`${i + 1}-of-${count}.jsonl`));
    for (const [i, path] of paths.entries()) await scan(i + 1, count, '--output', path);
    return paths;
  };

  for (const format of ['table', 'json', 'markdown', 'html', 'sarif', 'github', 'gitlab', 'junit', 'lines'])
    it(`merges to what one process writes: ${format}`, async () => {
      const whole = await run('analyze', models, '--format', format, '--fail-on', 'exploding');
      const merged = await run('merge', ...(await parts(3)), '--format', format, '--fail-on', 'exploding');
      assert.equal(merged.stdout, whole.stdout);
      assert.equal(merged.status, whole.status);
      assert.equal(merged.stderr, '');
    });

  it('the prediction of a config survives its line', async () => {
    const [config, output] = ['test/workspace/rnn_config.yaml', part('config.jsonl')];
    await run('analyze', config, '--format', 'jsonl', '--output', output);
    for (const format of ['html', 'json'])
      assert.equal(
        (await run('merge', output, '--format', format)).stdout,
        (await run('analyze', config, '--format', format)).stdout,
      );
  });

  it('writes a self-contained record a file, with its state and what the answer rests on', async () => {
    const output = part('whole.jsonl');
    await run('analyze', models, '--format', 'jsonl', '--output', output);
    const [header, ...records] = lines(output);
    assert.deepEqual(header?.['shard'], { index: 1, count: 1 });
    assert.deepEqual([header['files'], records.length], [13, 13]);
    const [first] = records;
    for (const key of [
      'file',
      'size',
      'mtime',
      'header',
      'version',
      'tool',
      'options',
      'findings',
      'errors',
      'seconds',
    ])
      assert.ok(first && key in first, key);
    assert.match(String(first!['header']), /^[0-9a-f]{64}$/);
  });

  it('resumes: what has not changed stays as it was, what has is analyzed again', async () => {
    const output = part('resumed.jsonl');
    const again = () => run('analyze', models, '--format', 'jsonl', '--output', output, '--resume');
    await again();
    const before = lines(output);
    const text = readFileSync(output, 'utf8');
    // A task that was killed leaves half a line.
    writeFileSync(output, text.slice(0, text.length - 40));
    await again();
    const byFile = (records: Record<string, unknown>[]) =>
      new Map(records.slice(1).map((record) => [record['file'], record['seconds']]));
    assert.equal(byFile(lines(output)).size, 13);
    const changed = join(models, '3.py');
    writeFileSync(changed, 'W_hh = [[9.0, 0.1], [0.0, 0.3]]\n');
    utimesSync(changed, new Date(), new Date(Date.now() + 5000));
    await again();
    const now = lines(output).slice(1);
    assert.equal(now.length, 13);
    const finding = now.find(({ file }) => file === changed)!['findings'] as { spectralRadius: number }[];
    assert.equal(finding[0]?.spectralRadius, 9);
    const kept = [...byFile(before)].filter(([file]) => file !== changed && file !== before.at(-1)!['file']);
    for (const [file, seconds] of kept) assert.equal(byFile(lines(output)).get(file), seconds, String(file));
    // Another question is another answer.
    await run('analyze', models, '--format', 'jsonl', '--output', output, '--resume', '--steps', '7');
    assert.ok(
      lines(output)
        .slice(1)
        .every(({ options }) => (options as { steps: number }).steps === 7),
    );
  });

  it('names parts that are missing, torn and double, and what repairs them', async () => {
    const [one, two, three, four] = (await parts(4)) as [string, string, string, string];
    const text = readFileSync(three, 'utf8');
    writeFileSync(three, text.slice(0, -30));
    const { status, stderr, stdout } = await run('merge', one, one, three, part('nowhere.jsonl'), four);
    assert.equal(status, 2);
    assert.notEqual(stdout, '');
    assert.match(stderr, /3-of-4\.jsonl \(part 3\/4\) has a torn line/);
    assert.match(stderr, /part 1\/4 is there twice/);
    assert.match(stderr, /nowhere\.jsonl cannot be read/);
    assert.match(stderr, /parts 2-3 of 4 are missing or not whole/);
    assert.match(stderr, /--array=2-3 with --shard auto\/4 --resume/);
    await scan(3, 4, '--output', three, '--resume');
    assert.doesNotMatch((await run('merge', one, two, three, four)).stderr, /missing|torn|twice/);
  });

  for (const format of ['html', 'markdown'])
    it(`shows of very many files those that fare worst, and counts the others: ${format}`, async () => {
      const [path] = (await parts(1)) as [string];
      const [header, ...records] = lines(path);
      const recordOf = (name: string): object => records.find(({ file }) => file === join(models, name))!;
      // The entries are 0.2 and 1.8: one vanishes, the other explodes.
      const [fading, exploding] = [recordOf('0.py'), recordOf('8.py')];
      const total = 3000;
      const many = part(`many-${format}.jsonl`);
      const line = (_: unknown, at: number): string =>
        JSON.stringify({ ...(at % 1000 === 500 ? exploding : fading), at, file: `${at}.py` });
      writeFileSync(
        many,
        [JSON.stringify({ ...header, files: total, total }), ...Array.from({ length: total }, line)].join(
          '\n',
        ),
      );
      const { stdout, status, stderr } = await run('merge', many, '--format', format);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /3000 found(?: in 3000 files)?: (?:\S )?3 exploding, (?:\S )?2997 vanishing\./);
      assert.match(
        stdout,
        /The 1000 files with the worst findings are shown; 2000 more are only counted\\?\./,
      );
      const shown = [...stdout.matchAll(format === 'html' ? /<h2>(\d+)\.py/g : /^## `(\d+)\.py/gm)];
      const numbers = shown.map(([, number]) => Number(number));
      assert.equal(numbers.length, 1000);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      );
      for (const at of [500, 1500, 2500]) assert.ok(numbers.includes(at), `${at}.py is shown`);
    });

  it('refuses parts of two scans, and files that are no parts', async () => {
    const [half] = await parts(2);
    const [third] = await parts(3);
    assert.match((await run('merge', half!, third!)).stderr, /parts of one scan/);
    const { status, stderr } = await run('merge', join(models, '1.py'));
    assert.deepEqual([status, /does not begin as a part/.test(stderr)], [2, true]);
  });

  it('misses the files of a list that no part holds', async () => {
    const list = part('list.txt');
    writeFileSync(list, `${join(models, '1.py')}\n${join(models, 'lost.py')}\n`);
    const { status, stderr } = await run('merge', ...(await parts(2)), '--expect', list);
    assert.equal(status, 2);
    assert.match(stderr, /lost\.py of .*list\.txt is in no part/);
  });

  it('hostile lines end in a word, not in a hang', async () => {
    const path = part('hostile.jsonl');
    const header = { scan: 1, tool: '0', shard: { index: 1, count: 1 }, files: 2, total: 2 };
    const record = { version: 2, at: 4e9, file: 'a', findings: [], errors: [] };
    for (const line of [
      '{"scan":1,"shard":{"index":1,"count":1e15},"files":1,"total":1}',
      '[]',
      'null',
      '{',
      '"x"',
    ]) {
      writeFileSync(path, `${line}\n`);
      assert.equal((await run('merge', path)).status, 2, line);
    }
    writeFileSync(path, `${JSON.stringify(header)}\n${JSON.stringify(record)}\n{"at":-1,"file":1}\n\u0000\n`);
    const { status, stderr } = await run('merge', path);
    assert.equal(status, 2);
    assert.match(stderr, /3 torn lines/);
    const broken = JSON.stringify({ ...record, at: 0 }).replace('[]', '[[]');
    writeFileSync(path, `${JSON.stringify({ ...header, files: 1, total: 1 })}\n${broken}\n`);
    const rotten = await run('merge', path);
    assert.equal(rotten.status, 2);
    assert.match(
      rotten.stderr,
      /hostile\.jsonl has no whole record at byte \d+: write this part anew with --resume/,
    );
  });

  it('reads names from a list', async () => {
    const list = part('names.txt');
    writeFileSync(list, `${join(models, '8.py')}\r\n\r\n${join(models, '1.py')}\n`);
    const { stdout } = await run('analyze', '--json', '--files-from', list);
    const { files } = JSON.parse(stdout) as { files: { file: string }[] };
    assert.deepEqual(files.map(({ file }) => file), [join(models, '8.py'), join(models, '1.py')]); // prettier-ignore
    assert.match((await run('analyze', '--files-from', part('no-such-list'))).stderr, /cannot be read/);
  });

  it('takes its part from Slurm or Kubernetes', async () => {
    const header = async (env: Record<string, string>, shard = 'auto'): Promise<unknown> => {
      const { stdout, stderr } = await run.with({ env })('analyze', models, '--format', 'jsonl', '--shard', shard); // prettier-ignore
      return stdout === '' ? stderr : (JSON.parse(stdout.split('\n')[0]!) as { shard: unknown }).shard;
    };
    const slurm = { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_COUNT: '4', SLURM_ARRAY_TASK_MIN: '3' };
    assert.deepEqual(await header(slurm), { index: 3, count: 4 });
    // A repair of task 5 alone.
    const repair = { SLURM_ARRAY_TASK_ID: '5', SLURM_ARRAY_TASK_COUNT: '1', SLURM_ARRAY_TASK_MIN: '5' };
    assert.deepEqual(await header(repair, 'auto/8'), { index: 5, count: 8 });
    assert.deepEqual(await header({ JOB_COMPLETION_INDEX: '0' }, 'auto/2'), { index: 1, count: 2 });
    assert.match(String(await header({ JOB_COMPLETION_INDEX: '0' })), /write auto\/n/);
    assert.match(String(await header({})), /neither SLURM_ARRAY_TASK_ID/);
    assert.match(String(await header(slurm, 'auto/4')), /task 5 of 4/);
    for (const odd of ['0/3', '4/3', 'x', '1/2/3', '1/', 'auto/x', '1/1000000'])
      assert.match(String(await header({}, odd)), /--shard/, odd);
  });

  it('writes its output whole or not at all', async () => {
    const output = part('report.html');
    await run('analyze', models, '--format', 'html', '--output', output);
    assert.match(readFileSync(output, 'utf8'), /^<!doctype html>/i);
    assert.deepEqual(readdirSync(folder).filter((name) => name.endsWith('.tmp')), []); // prettier-ignore
    const lost = await run('analyze', models, '--output', join(folder, 'no', 'where.txt'));
    assert.match(lost.stderr, /cannot be written/);
    assert.equal(existsSync(join(folder, 'no')), false);
  });
});

describe('the plan of a scan', () => {
  it('gives each file to one part, and no part much more than another', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 1e9 }), { maxLength: 200 }),
        fc.integer({ min: 1, max: 20 }),
        (bytes, count) => {
          const plan = planShards(bytes, count);
          assert.deepEqual(plan.flat().sort((a, b) => a - b), bytes.map((_, i) => i)); // prettier-ignore
          const loads = plan.map((files) => files.reduce((sum, file) => sum + bytes[file]! + 2 ** 16, 0));
          const largest = Math.max(0, ...bytes) + 2 ** 16;
          assert.ok(Math.max(...loads) - Math.min(...loads) <= largest);
          assert.deepEqual(planShards(bytes, count), plan);
        },
      ),
    );
  });
});
