import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ProgressLine } from '../../../src/cli/progressLine';
import { createRandom } from '../../../src/core/random';
import { run } from './run';

describe('the line of progress', () => {
  it('waits, keeps to its columns, counts files and seconds, and clears itself before the answer', async () => {
    let now = 0;
    const drawn: string[] = [];
    const line = new ProgressLine(
      (text) => drawn.push(text),
      30,
      () => now,
    );
    line.say('rnn: \u001b[31mstable');
    assert.deepEqual(drawn, []);
    now = 400;
    line.tick();
    line.tick();
    assert.deepEqual(drawn, ['\r\u001b[2Krnn: ?[31mstable · 0 s']);
    now = 2_600;
    line.count(3, 12);
    assert.equal(drawn[1], '\r\u001b[2K3 of 12 files · rnn: ?[31mst…');
    const written: string[] = [];
    const nothing = (): Promise<void> => Promise.resolve();
    const sink = { write: (text: string) => nothing().then(() => void written.push(text)), end: nothing, abort: nothing }; // prettier-ignore
    await line.before(sink).write('answer');
    assert.deepEqual([drawn[2], written], ['\r\u001b[2K', ['answer']]);
    line.clear();
    assert.equal(drawn.length, 3);
  });

  describe('of a large cell', () => {
    const folder = mkdtempSync(join(tmpdir(), 'progress-'));
    const file = join(folder, 'large.safetensors');
    before(() => {
      const [h, i] = [256, 4];
      const ends = [0, 4 * h * h * 4, 4 * h * (h + i) * 4];
      const header = JSON.stringify({
        'rnn.weight_hh_l0': { dtype: 'F32', shape: [4 * h, h], data_offsets: [ends[0], ends[1]] },
        'rnn.weight_ih_l0': { dtype: 'F32', shape: [4 * h, i], data_offsets: [ends[1], ends[2]] },
      });
      const length = Buffer.alloc(8);
      length.writeBigUInt64LE(BigInt(header.length));
      const random = createRandom(3);
      const weights = Float32Array.from({ length: ends[2]! / 4 }, () => (2 * random.uniform() - 1) / 16);
      writeFileSync(file, Buffer.concat([length, Buffer.from(header), Buffer.from(weights.buffer)]));
    });
    after(() => {
      rmSync(folder, { recursive: true });
    });

    it('has its first verdict, and is gone at the end', async () => {
      const { stdout, stderr } = await run.with({ isTTY: true })('analyze', file, '--steps', '60');
      assert.match(stderr, /rnn: ▼ vanishing at first sight, \S+ to \S+ · \d+ s/);
      assert.ok(stderr.endsWith('\r\u001b[2K'));
      assert.match(stdout, /▼ vanishing/);
      assert.ok(!/first sight/.test(stdout) && !stdout.includes('\u001b'));
    });

    it('is whole on a terminal that does not know its width', async () => {
      const { stderr } = await run.with({ isTTY: true, columns: 0 })('analyze', file, '--steps', '90');
      assert.match(stderr, /rnn: ▼ vanishing at first sight, \S+ to \S+ · \d+ s/);
    });

    it('is for people: none in a pipe, in CI or on a terminal without cursor', async () => {
      for (const around of [{}, { isTTY: true, env: { CI: '1' } }, { isTTY: true, env: { TERM: 'dumb' } }]) {
        const { stderr } = await run.with(around)('analyze', file, '--steps', '5');
        assert.equal(stderr, '');
      }
    });
  });
});
