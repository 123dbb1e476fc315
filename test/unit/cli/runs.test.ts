import assert from 'node:assert/strict';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Run } from '../../../src/shared/runs';
import { run } from './run';

const fixtures = 'test/fixtures/logs';

describe('many runs', () => {
  const out = mkdtempSync(join(tmpdir(), 'gradient-lens-runs-out-'));
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-runs-'));
  const put = (path: string, text: string): void => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const copy = (from: string, to: string): void => {
    mkdirSync(dirname(join(folder, to)), { recursive: true });
    cpSync(`${fixtures}/${from}`, join(folder, to));
  };
  before(() => {
    copy('events.out.tfevents.1700000000.host.1.0', 'tb/a/events.out.tfevents.1700000000.host.1.0');
    copy('run-abc123.wandb', 'wandb/offline-run-1/run-abc123.wandb');
    put('wandb/offline-run-1/files/output.log', 'step 1 grad_norm: 99\n');
    copy('lightning/metrics.csv', 'lightning_logs/version_0/metrics.csv');
    put('multirun/2026/0/train.log', 'step 1 grad_norm: 0.5\nstep 2 grad_norm: 0.5\n');
    copy('healthy.jsonl', 'multirun/2026/1/log.jsonl');
    copy('trainer_state.json', 'hf/checkpoint-100/trainer_state.json');
    copy('trainer_state.json', 'hf/checkpoint-20/trainer_state.json');
    put('notes/readme.log', 'nothing here\n');
  });
  after(() => {
    rmSync(folder, { recursive: true });
    rmSync(out, { recursive: true });
  });

  it('a folder is a list of its runs: TensorBoard, W&B offline, Lightning, Hydra multirun, Hugging Face', async () => {
    const { status, stdout } = await run('monitor', folder, '--json');
    assert.equal(status, 0);
    const { runs } = JSON.parse(stdout) as { runs: Run[] };
    assert.deepEqual(runs.map((one) => one.run).sort(), [
      'hf',
      'lightning_logs/version_0',
      'multirun/2026/0',
      'multirun/2026/1',
      'tb/a',
      'wandb/offline-run-1',
    ]);
    const hf = runs.find((one) => one.run === 'hf')!;
    assert.match(hf.file, /checkpoint-100/);
    assert.deepEqual([hf.verdict, hf.since, runs[0]?.verdict], ['exploding', 73, 'exploding']);
    assert.ok(hf.norms.length <= 62 && hf.norms.includes(null));
  });

  it('shards have whole runs and merge to what one process writes', async () => {
    const parts = [1, 2, 3].map((i) => join(out, `part-${i}.jsonl`));
    const scan = (i: number, ...more: string[]) =>
      run('monitor', folder, '--format', 'jsonl', '--shard', `${i}/3`, '--output', parts[i - 1]!, ...more);
    for (const i of [1, 2, 3]) assert.equal((await scan(i, '--fail-on', 'exploding')).stderr, '');
    for (const format of ['table', 'json', 'lines', 'github', 'markdown', 'html']) {
      const whole = await run('monitor', folder, '--format', format, '--fail-on', 'exploding');
      const merged = await run('merge', ...parts, '--format', format);
      assert.equal(merged.stdout, whole.stdout, format);
      assert.deepEqual([merged.status, whole.status], [1, 1]);
    }
    const kept = readFileSync(parts[0]!, 'utf8');
    await scan(1, '--fail-on', 'exploding', '--resume');
    assert.equal(readFileSync(parts[0]!, 'utf8'), kept);
    rmSync(parts[1]!);
    const broken = await run('merge', parts[0]!, parts[2]!);
    assert.match(broken.stderr, /part 2 of 3 is missing or not whole\n.*--array=2 with --shard auto\/3/);
    assert.equal(broken.status, 2);
  });

  it('reads several runs at once, from a list of names, and writes its answer to a file', async () => {
    const output = join(out, 'runs.json');
    const logs = [join(folder, 'tb/a'), join(folder, 'multirun/2026/1/log.jsonl')];
    writeFileSync(join(out, 'list'), `${logs.join('\n')}\n`);
    const { stdout, status } = await run('monitor', '--files-from', join(out, 'list'), '--jobs', '2', '--json', '--output', output); // prettier-ignore
    assert.deepEqual([stdout, status], ['', 0]);
    const { runs } = JSON.parse(readFileSync(output, 'utf8')) as { runs: Run[] };
    assert.equal(runs.length, 2);
    assert.match((await run('monitor', folder, '--follow', '--shard', '1/2')).stderr, /--shard does not go together with --follow/); // prettier-ignore
    assert.match((await run('monitor', folder, '--resume')).stderr, /--resume goes with --format jsonl/);
  });

  it('a database of a tracker is as many runs as it holds, several of them lie side by side', async () => {
    const own = mkdtempSync(join(tmpdir(), 'gradient-lens-databases-'));
    try {
      cpSync(`${fixtures}/sqlite`, join(own, 'trackio'), { recursive: true });
      const { stdout } = await run('monitor', own, '--json');
      const { runs } = JSON.parse(stdout) as { runs: Run[] };
      assert.deepEqual(runs.map((one) => `${one.run} ${one.part} ${one.records} ${one.verdict}`).sort(), [
        'trackio/mlflow.db/calm-whale-7 calm-whale-7 60 stable',
        'trackio/mlflow.db/nosy-crow-12 nosy-crow-12 120 exploding',
        'trackio/trackio.db/calm-1 calm-1 100 stable',
        'trackio/trackio.db/steep-2 steep-2 160 stable',
      ]);
    } finally {
      rmSync(own, { recursive: true });
    }
  });

  it('a table with a line a run, worst first, and --fail-on for all of them', async () => {
    const { status, stdout } = await run('monitor', folder, '--fail-on', 'exploding');
    assert.equal(status, 1);
    assert.match(stdout, /^ {2}run +verdict +since +records/);
    assert.match(stdout, /hf +▲ exploding +step 73 .*×/);
    const markdown = await run('monitor', join(folder, 'multirun/*/*/*'), '--format', 'markdown');
    assert.equal(markdown.stdout.trim().split('\n').length, 4);
    assert.match((await run('monitor', folder, '--format', 'html')).stdout, /<table>/);
    assert.equal((await run('monitor', folder, '--format', 'lines')).stdout.trim().split('\n').length, 6);
  });
});
