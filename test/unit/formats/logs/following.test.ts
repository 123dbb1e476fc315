import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CancellationError } from '../../../../src/shared/rpc';
import { FollowedLog } from '../../../../src/formats/logs/followedLog';
import { fixture, MemoryFile, readLog, valuesOf } from './memoryFile';

const line = (step: number): string => `{"step": ${step}, "loss": 0.5, "grad_norm": ${1 / (step + 1)}}\n`;

describe('following a growing log', () => {
  it('ten lines a second for an hour: nothing is read twice, memory is the data and no more', async () => {
    const file = new MemoryFile(Buffer.from(line(0)));
    const followed = new FollowedLog('a.jsonl');
    await followed.update(file);
    const updates = 3600;
    for (let second = 0; second < updates; second++) {
      file.append(Array.from({ length: 10 }, (_, i) => line(10 * second + i + 1)).join(''));
      await followed.update(file);
    }
    assert.equal(followed.bytesRead, file.size);
    // The first bytes and the last read, by which a rewritten file is noticed.
    const anchors = 2 * 256;
    // And once the head, for recognition.
    assert.ok(
      file.bytesRead <= file.size + updates * anchors + line(0).length,
      `${file.bytesRead} bytes read`,
    );
    const series = followed.log.series;
    assert.deepEqual(
      series.map(({ name, length }) => [name, length]),
      [
        ['loss', 36_001],
        ['grad_norm', 36_001],
      ],
    );
    for (const { length, capacity } of series) assert.ok(capacity <= 2 * 2 * 8 * length);
  });

  it('a large log is read in parts where that is wanted: each update goes on, and says what is left', async () => {
    const text = Array.from({ length: 20_000 }, (_, step) => line(step)).join('');
    const file = new MemoryFile(Buffer.from(text));
    const followed = new FollowedLog('a.jsonl');
    const lengths: number[] = [];
    do {
      await followed.update(file, { complete: true, budget: 0 });
      assert.equal(followed.bytesRead + followed.bytesLeft, file.size);
      lengths.push(valuesOf(followed, 'grad_norm').length);
    } while (followed.bytesLeft > 0);
    assert.ok(lengths.length > 3);
    assert.deepEqual(
      lengths,
      [...new Set(lengths)].sort((a, b) => a - b),
    );
    assert.deepEqual(valuesOf(followed, 'grad_norm'), valuesOf(await readLog('a.jsonl', text), 'grad_norm'));
  });

  it('cut anywhere, a log comes out the same as in one piece', async () => {
    for (const name of [
      'healthy.jsonl',
      'lightning/metrics.csv',
      'events.out.tfevents.1700000000.host.1.0',
      'run-abc123.wandb',
      'espnet2.log',
    ]) {
      const whole = fixture(name);
      const expected = await readLog(name, whole);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.integer({ min: 1, max: whole.length }), { maxLength: 12 }),
          async (cuts) => {
            const followed = new FollowedLog(name);
            const ends = [...new Set([...cuts, whole.length])].sort((a, b) => a - b);
            const file = new MemoryFile(new Uint8Array(0));
            for (const end of ends) {
              file.replace(whole.subarray(0, end));
              // A first piece may be too short to be recognized.
              await followed.update(file).catch(() => undefined);
            }
            assert.deepEqual(
              followed.log.series.map(({ name, steps, values }) => [name, [...steps], [...values]]),
              expected.log.series.map(({ name, steps, values }) => [name, [...steps], [...values]]),
            );
            assert.deepEqual(followed.log.problems, []);
          },
        ),
        { numRuns: 15, seed: 2 },
      );
    }
  });

  it('an unfinished last line waits; what is complete is read at the end', async () => {
    const file = new MemoryFile(Buffer.from('step,grad_norm\n1,0.5\n2,0.2'));
    const followed = new FollowedLog('a.csv');
    await followed.update(file);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5]);
    file.append('5\n');
    await followed.update(file);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5, 0.25]);
    file.append('3,0.1');
    await followed.update(file, { complete: true });
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5, 0.25, 0.1]);
    // It was not complete after all.
    file.append('25\n');
    await followed.update(file);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5, 0.25, 0.125]);
  });

  it('a table that is written anew with another header, and a file that shrank, are read anew', async () => {
    const file = new MemoryFile(Buffer.from('step,grad_norm\n1,0.5\n2,0.25\n'));
    const followed = new FollowedLog('metrics.csv');
    await followed.update(file);
    file.replace('step,grad_norm,val_loss\n1,0.5,\n2,0.25,\n2,,0.7\n3,0.1,\n');
    await followed.update(file);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0.5, 0.25, 0.1]);
    assert.deepEqual(valuesOf(followed, 'val_loss'), [0.7]);
    file.replace('step,grad_norm\n1,9\n');
    await followed.update(file);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [9]);
  });

  it('trainer_state.json is read as a whole each time', async () => {
    const state = (steps: number): string =>
      JSON.stringify({
        log_history: Array.from({ length: steps }, (_, step) => ({ step, grad_norm: step })),
      });
    const file = new MemoryFile(Buffer.from(state(2)));
    const followed = new FollowedLog('trainer_state.json');
    await followed.update(file);
    file.replace(state(5));
    await followed.update(file);
    assert.deepEqual(valuesOf(followed, 'grad_norm'), [0, 1, 2, 3, 4]);
  });

  it('a progress that throws stops the reading, and the next update goes on', async () => {
    const file = new MemoryFile(Buffer.from(Array.from({ length: 60_000 }, (_, i) => line(i)).join('')));
    const followed = new FollowedLog('a.jsonl');
    let left = 1;
    const progress = (): void => {
      if (left-- === 0) throw new CancellationError('canceled');
    };
    await assert.rejects(followed.update(file, { progress }), CancellationError);
    assert.ok(followed.bytesRead < file.size);
    await followed.update(file);
    assert.equal(valuesOf(followed, 'grad_norm').length, 60_000);
  });
});
