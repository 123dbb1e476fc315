import assert from 'node:assert/strict';
import { report } from '../../../../src/core/monitor/report';
import { readLog } from '../../formats/logs/memoryFile';

/** A log of so many steps with the fields that `at` gives. */
async function logOf(steps: number, at: (step: number) => object) {
  const lines = Array.from({ length: steps }, (_, step) => JSON.stringify({ step, ...at(step) }));
  return (await readLog('a.jsonl', `${lines.join('\n')}\n`)).log;
}

const kinds = (notes: readonly { kind: string }[]): string[] => notes.map(({ kind }) => kind);
/** A little noise that is the same each time. */
const norm = (step: number): number => 1 + 0.1 * Math.sin(7 * step);

describe('learning rate and loss scale in judging', () => {
  it('a loss scale that falls below 1 up to the end: every update is skipped, though all norms shown are finite', async () => {
    const log = await logOf(60, (step) => ({
      loss: 6.3,
      grad_norm: norm(step),
      loss_scale: step < 40 ? 128 : 128 * 2 ** (40 - step),
    }));
    const { verdict, since, cause } = report(log);
    assert.equal(verdict, 'exploding');
    assert.equal(since, 48);
    assert.deepEqual(cause, { kind: 'scale-collapsed', from: 128, to: 2 ** -12 });
  });

  it('a loss scale that looks for its place is no divergence; its halvings are skipped updates', async () => {
    const log = await logOf(120, (step) => ({
      loss: 6 - step / 40,
      grad_norm: norm(step),
      loss_scale: Math.max(65536 / 2 ** step, 1024),
    }));
    const { verdict, notes } = report(log);
    assert.equal(verdict, 'stable');
    assert.deepEqual(
      notes.find(({ kind }) => kind === 'scale-lowered'),
      { kind: 'scale-lowered', times: 6, from: 65536, to: 1024 },
    );
  });

  it('a small loss scale that stays, as under a summed loss, is no divergence', async () => {
    const log = await logOf(120, (step) => ({
      loss: 6000 - step,
      grad_norm: 3000 * norm(step),
      loss_scale: Math.max(65536 / 2 ** step, 0.25),
    }));
    assert.equal(report(log).verdict, 'stable');
  });

  it('skipped updates that the log counts itself are told once', async () => {
    const log = await logOf(60, (step) => ({
      grad_norm: norm(step),
      loss_scale: Math.max(65536 / 2 ** step, 1024),
      skipped_steps: step < 6 ? 1 : 0,
    }));
    const found = kinds(report(log).notes);
    assert.ok(found.includes('skipped-updates'));
    assert.ok(!found.includes('scale-lowered'));
  });

  it('an explosion in a warm-up says how far the learning rate had risen', async () => {
    const explodes = (rate: (step: number) => number) =>
      logOf(60, (step) => ({
        loss: step < 40 ? 5 - step / 40 : 20,
        grad_norm: step < 40 ? norm(step) : 500,
        learning_rate: rate(step),
      }));
    const rising = report(await explodes((step) => 1e-5 * (step + 1)));
    assert.equal(rising.verdict, 'exploding');
    const note = rising.notes.find(({ kind }) => kind === 'rate-rising');
    assert.deepEqual(note, { kind: 'rate-rising', from: 1e-5 * 22, to: 1e-5 * 41 });
    for (const rate of [() => 1e-3, (step: number) => 1e-3 / (step + 1)])
      assert.ok(!kinds(report(await explodes(rate)).notes).includes('rate-rising'));
  });

  it('a learning rate of 0 explains a loss that does not fall', async () => {
    const vanishes = (rate: number) =>
      logOf(60, (step) => ({ loss: 5 + 0.01 * Math.sin(step), grad_norm: 1e-9 * norm(step), lr: rate }));
    assert.equal(report(await vanishes(1e-3)).verdict, 'vanishing');
    const { verdict, cause } = report(await vanishes(0));
    assert.equal(verdict, 'undetermined');
    assert.deepEqual(cause, { kind: 'rate-zero' });
  });
});
