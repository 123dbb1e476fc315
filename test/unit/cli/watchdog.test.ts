import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { run } from './run';

const healthy = (from: number, to: number): string =>
  Array.from(
    { length: to - from },
    (_, i) =>
      `{"step": ${from + i}, "loss": ${3 - (from + i) / 100}, "grad_norm": ${1 + ((from + i) % 7) / 10}}\n`,
  ).join('');
const broken = (from: number): string =>
  [0, 1, 2].map((i) => `{"step": ${from + i}, "loss": NaN, "grad_norm": NaN}\n`).join('');
const quick = ['--interval', '0.02'];

describe('the watchdog on a log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gradient-lens-watchdog-'));
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it('waits for a file, survives a truncated one, and ends with 1 when the verdict turns', async () => {
    const file = join(folder, 'run.jsonl');
    const told = join(folder, 'told');
    const ended = run(
      ...['monitor', file, '--follow', '--fail-on', 'exploding', ...quick],
      ...['--exec', `echo "$GRADIENT_LENS_VERDICT $GRADIENT_LENS_STEP" > '${told}'`],
    );
    await pause(50);
    writeFileSync(file, healthy(0, 60));
    await pause(150);
    writeFileSync(file, healthy(0, 20));
    await pause(150);
    appendFileSync(file, healthy(20, 70) + broken(70));
    const { status, stdout } = await ended;
    assert.equal(status, 1);
    assert.match(stdout, /run\.jsonl: the file cannot be opened/);
    assert.match(stdout, /^stable: Over \d+ records/m);
    assert.match(stdout, /^exploding: Gradients explode from step 70/m);
    assert.equal(readFileSync(told, 'utf8'), 'exploding 70\n');
  });

  it('survives a rotated log: what was renamed is left, what takes its place is read from its start', async () => {
    const file = join(folder, 'rotated.jsonl');
    writeFileSync(file, healthy(0, 60));
    const ended = run('monitor', file, '--follow', '--fail-on', 'exploding', ...quick);
    await pause(150);
    renameSync(file, `${file}.1`);
    appendFileSync(`${file}.1`, broken(60));
    await pause(150);
    writeFileSync(file, healthy(100, 170));
    await pause(150);
    appendFileSync(file, broken(170));
    const { status, stdout } = await ended;
    assert.equal(status, 1);
    assert.match(stdout, /rotated\.jsonl: the file cannot be opened/);
    assert.match(stdout, /^exploding: Gradients explode from step 170/m);
    assert.doesNotMatch(stdout, /from step 60/);
  });

  it('runs the command once a turn, and goes on where no verdict is to fail', async () => {
    const file = join(folder, 'turns.jsonl');
    const told = join(folder, 'turns');
    writeFileSync(file, healthy(0, 60) + broken(60));
    const { status, stdout } = await run(
      ...['monitor', file, '--follow', '--quiet', '--idle', '0.2', ...quick],
      ...['--exec', `echo "$GRADIENT_LENS_VERDICT" >> '${told}'; exit 3`],
    );
    assert.equal(status, 0);
    assert.match(stdout, /^exploding: [^\n]*\n$/);
    assert.equal(readFileSync(told, 'utf8'), 'exploding\n');
  });

  it('ends with 0 when nothing more is written, and prints the verdict alone if it is to be quiet', async () => {
    const file = join(folder, 'done.jsonl');
    writeFileSync(file, healthy(0, 60));
    const { status, stdout } = await run(
      ...['monitor', file, '--follow', '--fail-on', 'exploding', '--quiet', '--idle', '0.1', ...quick],
    );
    assert.equal(status, 0);
    assert.equal(stdout.trim().split('\n').length, 1);
  });

  it('a spike is told with its step', async () => {
    const file = join(folder, 'spike.jsonl');
    writeFileSync(file, `${healthy(0, 60)}{"step": 60, "grad_norm": 15}\n${healthy(61, 70)}`);
    const { stdout } = await run('monitor', file, '--follow', '--idle', '0.1', ...quick);
    assert.match(stdout, /^step 60: spike of grad_norm, 15$/m);
  });

  it('--fail-on without --follow, in every format', async () => {
    const file = join(folder, 'broken.jsonl');
    writeFileSync(file, healthy(0, 60) + broken(60));
    const formats: [string, RegExp][] = [
      ['table', /▲ Exploding\./],
      ['json', /"verdict":"exploding"/],
      ['lines', /broken\.jsonl:1:1: warning: exploding: Gradients explode from step 60/],
      ['github', /^::warning file=.*broken\.jsonl,title=Gradients exploding::Gradients explode/],
      [
        'markdown',
        /^# .*\n\n\*\*▲ Exploding\.\*\* Gradients[^]*\ngrad\\_norm: `[▁▂▃▄▅▆▇█]+×+`\n\n\| series \|/,
      ],
      [
        'html',
        /^<!DOCTYPE html>[^]*<svg[^]*explodes at 60|^<!DOCTYPE html>[^]*<svg[^]*not finite from 60 to 62/,
      ],
    ];
    for (const [format, expected] of formats) {
      const { status, stdout } = await run('monitor', file, '--fail-on', 'exploding', '--format', format);
      assert.equal(status, 1);
      assert.match(stdout, expected);
    }
    const calm = join(folder, 'none.csv');
    writeFileSync(calm, 'step,grad_norm\n');
    for (const format of ['markdown', 'html'])
      assert.match((await run('monitor', calm, '--format', format)).stdout, /holds no gradient norms/);
    const quiet = await run('monitor', file, '--fail-on', 'vanishing', '--quiet');
    assert.deepEqual([quiet.status, quiet.stdout], [0, '']);
  });
});
